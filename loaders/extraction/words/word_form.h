// How words are compared: lower case, plain apostrophes.
#pragma once

#include <string>
#include <string_view>

namespace lode {

// ASCII letters lower-cased, curly apostrophes straight; other bytes as they are.
std::string FoldWord(std::string_view word);

}  // namespace lode
