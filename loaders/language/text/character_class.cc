// Character classes by table for ASCII, by ICU for the rest.
//
// The tokenizer asks for the class of nearly every byte it sees, so ASCII must
// not cost a call into ICU. White space is what Unicode and the CoNLL-U tools
// take for it, including the separators 0x1C to 0x1F: two programs that count
// the characters of a text without its spaces must agree on what a space is.
#include "loaders/language/text/character_class.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <array>

namespace lode {
namespace {

constexpr CharClass AsciiClass(int c) {
  if (c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F)) return CharClass::kSpace;
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return CharClass::kLetter;
  if (c >= '0' && c <= '9') return CharClass::kDigit;
  if (c < 0x20 || c == 0x7F) return CharClass::kSymbol;
  switch (c) {
    case '$':
    case '+':
    case '<':
    case '=':
    case '>':
    case '^':
    case '`':
    case '|':
    case '~': return CharClass::kSymbol;
    default: return CharClass::kPunctuation;
  }
}

constexpr std::array<CharClass, 128> kAscii = [] {
  std::array<CharClass, 128> table{};
  for (int c = 0; c < 128; ++c) table[static_cast<std::size_t>(c)] = AsciiClass(c);
  return table;
}();

bool WrittenWithoutSpaces(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_BOPOMOFO: return true;
    default: return false;
  }
}

bool IsEmoji(UChar32 c) {
  return c > 0xFF && (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0 ||
                      u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) != 0);
}

CharClass ClassOf(UChar32 c) {
  if (u_isUWhiteSpace(c) != 0) return CharClass::kSpace;
  const auto mask = U_GET_GC_MASK(c);
  if ((mask & (U_GC_M_MASK | U_GC_CF_MASK)) != 0) return CharClass::kMark;
  if ((mask & U_GC_L_MASK) != 0) {
    return WrittenWithoutSpaces(c) ? CharClass::kIdeograph : CharClass::kLetter;
  }
  if ((mask & U_GC_ND_MASK) != 0) return CharClass::kDigit;
  if ((mask & U_GC_P_MASK) != 0) return CharClass::kPunctuation;
  return IsEmoji(c) ? CharClass::kEmoji : CharClass::kSymbol;
}

}  // namespace

Character CharacterAt(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, 1, kAscii[byte]};
  const std::uint32_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
  const Character invalid{byte, 1, CharClass::kInvalid};
  if (byte < 0xC2 || byte > 0xF4 || text.size() - at < length) return invalid;
  char32_t value = byte & (0x7FU >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0U) != 0x80) return invalid;
    value = value << 6U | (next & 0x3FU);
  }
  const char32_t smallest = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
  if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return invalid;
  return {value, length, ClassOf(static_cast<UChar32>(value))};
}

bool IsUpper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(static_cast<UChar32>(c)) != 0 || u_istitle(static_cast<UChar32>(c)) != 0;
}

bool IsLower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return u_islower(static_cast<UChar32>(c)) != 0;
}

}  // namespace lode
