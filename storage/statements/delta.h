// The delta of an order: rows changed since they were last merged into blocks, a key each,
// which stand above the blocks. And what is kept of how much there is of it.
//
//   value of a row's key   flags, step of confidence: the row is there
//                          no bytes: it is not, whatever the blocks say
//   "m" "index"            varint number of all rows; for each order: varint number of keys
//                          in its delta, string the key where merging goes on
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/statements/row_order.h"

namespace lode {

// A row that is there, or one that is not (then only its key counts).
struct DeltaRow {
  OrderedRow row;
  bool is_there = true;
};

void PutDelta(KvBatch& batch, Order order, const DeltaRow& row);
// False when the bytes are no row of a delta.
bool ParseDelta(std::string_view key, std::string_view value, DeltaRow& row);

// Numbers to decide by: the delta's may be too high by rows that changed twice.
struct IndexState {
  struct Delta {
    std::uint64_t keys = 0;
    std::string position;  // a row's key in bytes, without the table; empty: the first
  };
  std::uint64_t rows = 0;
  std::array<Delta, 3> deltas;  // by order

  Delta& of(Order order) { return deltas[static_cast<std::size_t>(order)]; }
};

Result<IndexState> ReadIndexState(const KvView& view);
void PutIndexState(KvBatch& batch, const IndexState& state);

}  // namespace lode
