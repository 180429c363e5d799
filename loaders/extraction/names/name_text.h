// Names as strings: how they are compared, taken apart and abbreviated.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lode {

// How names are compared inside an article: lower case, no dots, plain apostrophes,
// hyphens as blanks, no article, no possessive.
std::string FoldName(std::string_view name);

// The words between blanks, without commas at their ends.
std::vector<std::string> WordsOfName(std::string_view name);

// "National Widget Council" -> "NWC", without "of", "the", "and".
std::string InitialsOf(std::string_view name);

// Are there bytes, and does the test (std::isdigit, std::isupper) hold for each?
bool AllOf(std::string_view text, int (*test)(int));
// "102nd", "1st".
bool IsOrdinal(std::string_view form);
bool HoldsDigit(std::string_view form);

}  // namespace lode
