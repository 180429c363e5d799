// Decodes and encodes UTF-8 through ICU, kept in one place because ICU's macros
// are not clean under -Wconversion; the functions below are.

#include "loaders/readers/bytes/code_points.h"

#include <unicode/utf8.h>

#include <cstdint>

namespace lode {

std::int32_t NextCodePoint(std::string_view text, std::size_t& at) {
  std::string_view rest = text.substr(at, 4);
  auto length = static_cast<std::int32_t>(rest.size());
  auto first = static_cast<std::uint8_t>(rest[0]);
  UChar32 c = first;
  std::int32_t step = 1;
  if (first >= 0x80)
    c = utf8_nextCharSafeBody(reinterpret_cast<const std::uint8_t*>(rest.data()), &step, length, c,
                              -1);
  at += static_cast<std::size_t>(step);
  return c;
}

void AppendCodePoint(std::string& text, std::int32_t code_point) {
  auto c = static_cast<std::uint32_t>(code_point);
  auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0 | (c >> 6));
    add(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    add(0xE0 | (c >> 12));
    add(0x80 | ((c >> 6) & 0x3F));
    add(0x80 | (c & 0x3F));
  } else {
    add(0xF0 | (c >> 18));
    add(0x80 | ((c >> 12) & 0x3F));
    add(0x80 | ((c >> 6) & 0x3F));
    add(0x80 | (c & 0x3F));
  }
}

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace lode
