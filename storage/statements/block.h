// A block: some thousand neighbouring rows of one order, packed.
//
//   u8   1, the layout's number
//   u16  number of rows, 1 to 4096
//   column (packed_column.h)   first, second, third column of the order; then the
//                              statement, taken apart at its index in the article
//   u16  number of labels; two bytes each, ascending: flags, step of confidence
//   number of each row's label, bit-packed in as many bits as the last one needs
//   8 bytes of zeros, so that a read of 8 bytes stays inside
//
// The rows ascend and are all different. All of it is the store's format.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/packed_column.h"
#include "storage/statements/row_order.h"

namespace lode {

inline constexpr std::size_t kMostBlockRows = 4096;

// REQUIRES: 1 to kMostBlockRows rows, ascending, all different.
std::string EncodeBlock(std::span<const OrderedRow> rows);

// All rows. kCorrupt when the bytes are no block: when they could not have been written.
Result<std::vector<OrderedRow>> DecodeBlock(std::string_view bytes);

// A block read where it lies, which must outlive it. No bytes make it read outside of them;
// rows of damaged bytes may stand in any order.
class RowBlock {
 public:
  // False when the bytes are no block.
  bool Open(std::string_view bytes);

  std::size_t size() const { return size_; }
  // The first row that is not before `key`, or size(). Costs a binary search a column.
  std::size_t NotBefore(const RowKey& key) const;
  // The rows that begin with these columns.
  struct Range {
    std::size_t from = 0, to = 0;
  };
  Range Find(std::span<const std::uint64_t> columns) const;
  // Of these, those that are not before `first`, which begins with the columns; where there is
  // none, empty, at NotBefore. REQUIRES: at most three columns.
  Range FindFrom(std::span<const std::uint64_t> columns, const RowKey& first) const;
  // REQUIRES: from + rows.size() <= size().
  void Decode(std::size_t from, std::span<OrderedRow> rows) const;

 private:
  std::size_t size_ = 0;
  std::array<PackedColumn, 4> columns_;
  const char* label_bytes_ = nullptr;
  std::size_t label_count_ = 0;
  PackedBits labels_;
};

}  // namespace lode
