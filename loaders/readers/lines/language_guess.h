// Which language a piece of text is in.
#pragma once

#include <string>
#include <string_view>

namespace lode {

// ISO 639-1, by script and by frequent words; empty when there is too little to
// tell (names, figures). Cost: linear, looks at no more than 4,000 bytes.
std::string GuessLanguage(std::string_view text);

// Whether the text is mostly Han, kana or Hangul.
bool IsEastAsian(std::string_view language);

}  // namespace lode
