// Hashes of content, from which ids are made. The same bytes give the same
// hash on every machine and in every version: ids leave the program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lode {

// XXH3 of Yann Collet's xxHash, 64 bits, seed 0.
std::uint64_t ContentHash(std::string_view bytes);
// 128 bits as 16 bytes, for telling contents apart.
std::string ContentHash128(std::string_view bytes);
// The first `digits` (at most 16) hexadecimal digits of ContentHash.
std::string HexHash(std::string_view bytes, int digits);
std::string Hex(std::uint64_t value, int digits);

}  // namespace lode
