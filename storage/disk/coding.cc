// Reading and writing the byte layouts of coding.h. The reader never looks past
// its bytes and never throws: stored bytes may be damaged.

#include "storage/disk/coding.h"

#include <bit>
#include <limits>

namespace lode {

void PutVarint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

void PutString(std::string& out, std::string_view value) {
  PutVarint(out, value.size());
  out.append(value);
}

void PutDouble(std::string& out, double value) {
  auto bits = std::bit_cast<std::uint64_t>(value);
  for (int i = 0; i < 8; ++i) out.push_back(static_cast<char>(bits >> (8 * i)));
}

void PutBig32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8)
    PutByte(out, static_cast<std::uint8_t>(value >> shift));
}

void PutBig64(std::string& out, std::uint64_t value) {
  for (int i = 7; i >= 0; --i) out.push_back(static_cast<char>(value >> (8 * i)));
}

void PutByte(std::string& out, std::uint8_t value) {
  out.push_back(static_cast<char>(value));
}

std::string_view ByteReader::Take(std::size_t size) {
  if (size > rest_.size()) {
    ok_ = false;
    rest_ = {};
    return {};
  }
  std::string_view taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

std::uint64_t ByteReader::Varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    std::uint8_t byte = Byte();
    if (!ok_) return 0;
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  ok_ = false;
  return 0;
}

std::uint32_t ByteReader::Varint32() {
  std::uint64_t value = Varint();
  if (value > std::numeric_limits<std::uint32_t>::max()) ok_ = false;
  return ok_ ? static_cast<std::uint32_t>(value) : 0;
}

std::string_view ByteReader::String() {
  return Take(static_cast<std::size_t>(Varint()));
}

double ByteReader::Double() {
  std::string_view bytes = Take(8);
  std::uint64_t bits = 0;
  for (std::size_t i = bytes.size(); i-- > 0;)
    bits = bits << 8 | static_cast<std::uint8_t>(bytes[i]);
  return std::bit_cast<double>(bits);
}

std::uint64_t ByteReader::Big64() {
  std::uint64_t value = 0;
  for (char c : Take(8)) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

std::uint8_t ByteReader::Byte() {
  std::string_view byte = Take(1);
  return byte.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(byte[0]);
}

std::size_t ByteReader::Count(std::size_t least) {
  std::uint64_t count = Varint();
  if (count > rest_.size() / least) {
    ok_ = false;
    return 0;
  }
  return static_cast<std::size_t>(count);
}

}  // namespace lode
