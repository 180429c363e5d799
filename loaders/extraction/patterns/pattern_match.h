// Finds a pattern's nodes in a sentence.
#pragma once

#include <string_view>
#include <vector>

#include "loaders/extraction/patterns/node_tests.h"

namespace lode {

// Which words a pattern's nodes are.
struct PatternMatch {
  std::vector<int> words;              // [node]; 0: an optional node that is not there
  std::vector<std::string_view> keys;  // [node]: what its list or office gave; empty for none
};

// All ways in which the pattern holds with its first node at `trigger`, at most
// kMostMatches. Cost: the product of the words that each node's links propose.
inline constexpr std::size_t kMostMatches = 32;
std::vector<PatternMatch> MatchPattern(const Pattern& pattern, const WordView& view, int trigger);

// Does a match meet the conditions of a "make" line?
bool MeetsConditions(const Making& making, const PatternMatch& match, const WordView& view);

}  // namespace lode
