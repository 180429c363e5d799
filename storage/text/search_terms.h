// What somebody writes to search for, as terms.
#pragma once

#include <string>
#include <vector>

#include "lode/status.h"

namespace lode {

struct SearchTerm {
  std::string text;
  bool is_exact = false;  // stood between quotation marks
};

// An argument without quotation marks is one term: its words, a phrase where there are several.
// With them, what stands between each pair is a phrase, and every word outside of them a term.
// kInvalidInput names the place, in letters from 1, of a mark that has no other.
Result<std::vector<SearchTerm>> SearchTermsIn(const std::string& argument);

}  // namespace lode
