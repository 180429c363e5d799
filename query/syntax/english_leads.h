// The predicates that the words of a question in English lead to.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "query/syntax/english_lines.h"

namespace lode {

struct Lead {
  std::string predicate;
  double weight = 0;   // of all words that lead there
  std::size_t at = 0;  // the part of the question that led there most
  double strongest = 0;
};

// Those to which most leads come first; a few.
std::vector<Lead> LeadsOf(const EnglishQuestion& question, const WordKnowledge& knowledge);

}  // namespace lode
