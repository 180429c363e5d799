// The best dependency tree for a table of arc scores.
#pragma once

#include <span>
#include <vector>

namespace lode {

// Longest sentence that BestTree is meant for: its time grows with the cube.
inline constexpr std::size_t kMaxTreeWords = 256;

// scores: words x (words + 1); scores[d * (words + 1) + h] is the score of head
// h (0 = root) for word d + 1. Answers the head of each word: a tree with
// exactly one child of the root, of the greatest sum. Ties go to the smaller
// head. Empty for no words.
// REQUIRES: scores.size() == words * (words + 1), finite, sums below 1e5.
std::vector<int> BestTree(std::span<const float> scores, std::size_t words);

}  // namespace lode
