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

}  // namespace lode
