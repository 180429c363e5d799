#pragma once

namespace lode {

// The classes of ASCII; a byte of a longer letter is in none.
constexpr bool IsAsciiDigit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool IsAsciiUpper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool IsAsciiLetter(char c) {
  return IsAsciiUpper(c) || (c >= 'a' && c <= 'z');
}

}  // namespace lode
