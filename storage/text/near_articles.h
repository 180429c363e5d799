// Which articles tell the same story in the same words.
//
// An article leans on another: of those with a lesser id that are like it, on the least. So
// articles of one origin form trees, and each tree is a group. It is a function of the set of
// articles. Candidates share one of the least hashes of their sketches; of those that share it the
// kMostOfHash least are looked at, so that ten thousand copies cost no more each than a hundred.
#pragma once

#include <cstdint>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

inline constexpr std::size_t kMostOfHash = 64;

// The groups of at least two articles, the numbers of each ascending, in no order that means
// anything. Cost: a walk over all sketches, which are held while it works.
Result<std::vector<std::vector<std::uint64_t>>> OriginsOfAll(const KvView& view);

}  // namespace lode
