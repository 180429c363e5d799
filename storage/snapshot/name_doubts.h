// One full name that may be two people's, or two bodies'.
#pragma once

#include <string_view>
#include <vector>

#include "lode/store.h"
#include "storage/snapshot/stored_snapshot.h"

namespace lode {

// A name is one node in all articles, whoever bears it (docs/decisions/0001-identity.md).
// This says where the articles speak against that: they give a person posts at two bodies,
// or a body seats in two countries, no article knows of both, nothing else that they name
// joins them, and the dates are too near each other for a change of post. It marks a doubt
// and parts nothing. A function of the set of articles.
//
// Of one entity, or of all (no term). `reason` is "same-name", `score` the context that
// the articles share, `against` what speaks against it. Sorted by nothing. Costs, for most
// entities, one scan of the first statements about it.
std::vector<MergeInfo> DoubtsAbout(const StoredSnapshot& snapshot, TermId entity);

}  // namespace lode
