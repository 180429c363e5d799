// One column of a block: numbers of 64 bits in as few bits each as the block's widest
// needs, every one of them to be reached without the others.
//
// A number is taken apart into its tag (top 8 bits), a high part and a low part (the lowest
// `split` bits). The code of a number is
//
//   index of its tag | high part - least one of that tag | low part - least one
//
// so codes stand in the order of the numbers. Bytes of a column:
//
//   u8   0: a code a row; 1: a code a run of equal rows
//   u8   number of tags, less one
//   u8   bits of a high part      u8  bits of a low part
//   u32  least low part
//   u16  number of runs (only where there are runs)
//   u8 tag, u64 least high part   for each tag, ascending
//   codes, bit-packed, lowest bits first, to a whole byte
//   ends of the runs: the row after each run's last, bit-packed in as many bits as the
//        number of rows needs, to a whole byte (only where there are runs)
//
// u16, u32, u64 are little end first. All of it is the store's format.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

namespace lode {

// `count` numbers of `width` bits each; reading looks at up to 8 bytes after the last one.
class PackedBits {
 public:
  PackedBits() = default;
  PackedBits(const char* bytes, unsigned width) : bytes_(bytes), width_(width) {}
  std::uint64_t at(std::size_t index) const;
  // Those from `from` on.
  void Read(std::size_t from, std::span<std::uint64_t> numbers) const;
  static std::size_t BytesOf(std::size_t count, unsigned width) { return (count * width + 7) / 8; }
  static void Append(std::string& out, std::span<const std::uint64_t> numbers, unsigned width);

 private:
  const char* bytes_ = nullptr;
  unsigned width_ = 0;
};

// Reads a column where it lies. Whatever the bytes are, reading stays within them.
class PackedColumn {
 public:
  // REQUIRES: 1 to 65,535 values.
  static void Append(std::string& out, std::span<const std::uint64_t> values, unsigned split);
  // Takes a column off the front of `rest`; false when there is none. At least 8 bytes must
  // follow the column: the block sees to it.
  bool Open(std::string_view& rest, std::size_t rows, unsigned split);

  // The first row of [from, to) whose value is not before, or is behind, `value`; `to` when
  // there is none. REQUIRES: the values of these rows ascend.
  std::size_t NotBefore(std::uint64_t value, std::size_t from, std::size_t to) const;
  std::size_t Behind(std::uint64_t value, std::size_t from, std::size_t to) const;
  // Makes [from, to) the rows of it that have the value; where none has it, empty, at NotBefore.
  // REQUIRES: likewise, and no `split`.
  void Narrow(std::uint64_t value, std::size_t& from, std::size_t& to) const;
  // The values of the rows from `from` on: take(i, value) for each i < count.
  template <typename Take>
  void ForEach(std::size_t from, std::size_t count, const Take& take) const;

 private:
  std::uint64_t CodeFrom(std::uint64_t value) const;
  std::size_t FirstCode(std::uint64_t code, std::size_t from, std::size_t to) const;
  template <typename Passes>
  std::size_t First(std::size_t from, std::size_t to, const Passes& passes) const;
  std::uint64_t ValueAt(std::size_t index) const;  // of a row, or of a run
  std::uint64_t ValueOf(std::uint64_t code) const;
  // Of those from `from` on: quicker than each by itself.
  void ReadValues(std::size_t from, std::span<std::uint64_t> values) const;
  std::size_t EndOf(std::size_t run) const;
  std::size_t RunOf(std::size_t row) const;

  PackedBits codes_, ends_;
  const char* tags_ = nullptr;
  std::size_t rows_ = 0, runs_ = 0;  // runs_ 0: a code a row
  unsigned tag_count_ = 1, high_bits_ = 0, low_bits_ = 0, split_ = 0;
  std::uint64_t least_low_ = 0;
};

template <typename Take>
void PackedColumn::ForEach(std::size_t from, std::size_t count, const Take& take) const {
  if (runs_ == 0) {
    std::uint64_t some[64];
    for (std::size_t at = 0; at < count; at += std::size(some)) {
      const std::size_t size = std::min(std::size(some), count - at);
      ReadValues(from + at, {some, size});
      for (std::size_t i = 0; i < size; ++i) take(at + i, some[i]);
    }
    return;
  }
  std::size_t run = RunOf(from);
  for (std::size_t i = 0; i < count; ++run) {
    const std::uint64_t value = ValueAt(run);
    const std::size_t end = run + 1 >= runs_ ? from + count : EndOf(run);
    for (; i < count && from + i < end; ++i) take(i, value);
  }
}

}  // namespace lode
