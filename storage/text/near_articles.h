// Which articles tell the same story in the same words.
//
// An article leans on another: of those with a lesser short id that are like it, on the least.
// So articles of one origin form trees, and each tree is a group, named by its root. It is a
// function of the set of articles. Candidates share one of the least hashes of their sketches;
// of those that share it the kMostOfHash least are looked at, so that ten thousand copies cost
// no more each than a hundred.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

inline constexpr std::size_t kMostOfHash = 64;

// By article: the root of its group, for articles that are in one.
// Cost: a walk over all sketches; memory by articles.
Result<std::map<std::uint64_t, std::uint64_t>> OriginsOfAll(const KvView& view);

}  // namespace lode
