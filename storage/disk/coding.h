// How numbers and strings are laid out in bytes, in keys and in values.
//
//   varint    7 bits a byte, lowest first, top bit set on all but the last
//   string    varint length, then the bytes
//   double    8 bytes, little end first
//   big32     4 bytes, and
//   big64     8 bytes, big end first: sorts like the number; used in keys
//
// These layouts are part of the store's format: they must never change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace lode {

void PutVarint(std::string& out, std::uint64_t value);
void PutString(std::string& out, std::string_view value);
void PutDouble(std::string& out, double value);
void PutBig32(std::string& out, std::uint32_t value);
void PutBig64(std::string& out, std::uint64_t value);
void PutByte(std::string& out, std::uint8_t value);

// Takes such fields off the front of some bytes. A field that is not there
// gives zero or empty and makes ok() false for good, so that a decoder may
// read on and look once. Views live as long as the bytes do.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t Varint();
  std::uint32_t Varint32();
  std::string_view String();
  double Double();
  std::uint64_t Big64();
  std::uint8_t Byte();
  // A count of things that take at least `least` bytes each: never more than
  // can still follow, so that damaged bytes cannot ask for much memory.
  std::size_t Count(std::size_t least = 1);

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }
  std::size_t left() const { return rest_.size(); }

 private:
  std::string_view Take(std::size_t size);

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace lode
