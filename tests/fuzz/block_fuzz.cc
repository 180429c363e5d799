// Any bytes are a block of the index: they are refused, or hold rows that make a block of
// the same rows; looking for a row in them ends, and never outside.

#include "storage/disk/coding.h"
#include "storage/statements/block.h"
#include "storage/statements/delta.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {
namespace {

void CheckSearch(std::string_view bytes) {
  RowBlock block;
  if (!block.Open(bytes)) return;
  ByteReader in(bytes);
  RowKey key;
  for (std::uint64_t& column : key) column = in.Big64();
  Require(block.NotBefore(key) <= block.size());
  OrderedRow row;
  block.Decode(block.size() - 1, {&row, 1});
  for (std::size_t columns = 0; columns <= 3; ++columns) {
    const RowBlock::Range range = block.Find({row.key.data(), columns});
    Require(range.from <= range.to && range.to <= block.size());
  }
}

void CheckDelta(std::string_view bytes) {
  DeltaRow row;
  const std::size_t half = std::min<std::size_t>(bytes.size(), 33);
  if (ParseDelta(bytes.substr(0, half), bytes.substr(half), row) && row.is_there)
    static_cast<void>(FromOrder(Order::kPos, row.row));
}

}  // namespace

LODE_FUZZ(block) {
  CheckDelta(bytes);
  CheckSearch(bytes);
  const auto rows = DecodeBlock(bytes);
  if (!rows.ok()) return;
  for (const OrderedRow& row : *rows)
    Require(ToOrder(Order::kOsp, FromOrder(Order::kOsp, row)) == row);
  const auto again = DecodeBlock(EncodeBlock(*rows));
  Require(again.ok() && *again == *rows);
}

}  // namespace lode::fuzz
