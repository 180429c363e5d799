// How texts are folded for comparing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lode {

// Case, Unicode compatibility forms (NFKC), kinds of quotation marks and dashes,
// white space, and the dots of initials ("U.S." is "us") do not matter.
// Never empty for a text that has a letter or a digit.
std::string FoldText(std::string_view text);

// The words between white space, and words with one space between.
std::vector<std::string> SplitWords(std::string_view text);
std::string Join(const std::vector<std::string>& words);

}  // namespace lode
