// Hashes by xxHash: quick and well spread. It is not a cryptographic hash, so
// whoever treats two equal hashes as the same content compares the content too.

#include "storage/disk/content_hash.h"

#include <xxhash.h>

namespace lode {

std::uint64_t ContentHash(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::string ContentHash128(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  return {reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest};
}

std::string Hex(std::uint64_t value, int digits) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (int i = 0; i < digits; ++i) hex.push_back(kDigits[(value >> (60 - 4 * i)) & 15]);
  return hex;
}

std::string HexHash(std::string_view bytes, int digits) {
  return Hex(ContentHash(bytes), digits);
}

}  // namespace lode
