// UTF-8, one code point at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lode {

// The code point at `at`, which moves past it; -1 where the bytes are not UTF-8
// (it then moves past the ill-formed part, at least one byte).
// REQUIRES: at < text.size().
std::int32_t NextCodePoint(std::string_view text, std::size_t& at);

// REQUIRES: a Unicode scalar value.
void AppendCodePoint(std::string& text, std::int32_t code_point);

// ASCII letters lowered; other bytes as they are.
std::string LowerAscii(std::string_view text);

}  // namespace lode
