// What kind of character stands at a byte of UTF-8 text, for the tokenizer.
#pragma once

#include <cstdint>
#include <string_view>

namespace lode {

enum class CharClass : std::uint8_t {
  kSpace,
  kLetter,
  kDigit,
  kMark,  // combining marks, joiners, other invisible characters
  kPunctuation,
  kSymbol,
  kIdeograph,  // Han, kana, hangul, Thai ...: written without spaces
  kEmoji,
  kInvalid,  // a byte that is no UTF-8
};

// One character of a text. `length` is in bytes and at least 1.
struct Character {
  char32_t value = 0;
  std::uint32_t length = 1;
  CharClass kind = CharClass::kInvalid;
};

// The character that starts at byte `at`. REQUIRES: at < text.size(). Any bytes
// are allowed: what is not UTF-8 comes back byte by byte as kInvalid.
Character CharacterAt(std::string_view text, std::size_t at);

// Letters of any script. Anything else is neither upper nor lower.
bool IsUpper(char32_t c);
bool IsLower(char32_t c);

}  // namespace lode
