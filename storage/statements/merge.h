// Merging changed rows into the blocks of one order.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/statements/delta.h"
#include "storage/statements/row_order.h"

namespace lode {

// When rows go where. The defaults are those of every store; tests take smaller ones.
struct MergeLimits {
  // A delta grows to the larger of `least_delta` keys and one part in `delta_share` of all
  // rows before it is merged: often enough for scans not to feel it, seldom enough for a
  // block to be written for more than a few rows.
  std::uint64_t least_delta = 32'768;
  std::uint64_t delta_share = 32;
  // A change of at least `least_direct` rows, and of one part in `delta_share` of all rows,
  // is written into the blocks at once.
  std::uint64_t least_direct = 4'096;
  // Rows of a block that is full; one with fewer than a quarter takes the next one in.
  std::size_t block_rows = 1'024;
};

// Rewrites the blocks that changes fall into, within one batch. What the view shows before
// is what it was made from: one of these for an order and a batch, and Drain before rows
// are put into the delta by the same batch. Nothing is changed but by the batch: it may be
// dropped, and a kill leaves all or nothing of it.
class BlockMerge {
 public:
  BlockMerge(const KvView& view, KvBatch& batch, Order order, const MergeLimits& limits);

  // Merges `fresh`, which is ascending and newer than the delta, into the blocks, together
  // with the delta's rows of the same blocks. kCorrupt names a damaged block.
  Status Take(std::span<const DeltaRow> fresh);
  // Merges at least `wanted` keys of the delta, unless its end comes first, going on at
  // `position`, which moves; it is empty at the end.
  Status Drain(std::uint64_t wanted, std::string& position);

  // Keys taken out of the delta so far.
  std::uint64_t drained() const { return drained_; }

 private:
  struct Part;
  Status MergeAt(const RowKey& first, std::span<const DeltaRow>& fresh, std::string& behind);
  Status GatherRows(Part& part);
  Status GatherChanges(Part& part, std::span<const DeltaRow>& fresh);
  void Write(const Part& part);

  KvBatch& batch_;
  const Order order_;
  const MergeLimits& limits_;
  std::unique_ptr<KvIterator> blocks_, deltas_;
  std::uint64_t drained_ = 0;
};

}  // namespace lode
