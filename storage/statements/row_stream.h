// The rows of one order at one moment: blocks, with the delta laid over them.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/statements/block.h"
#include "storage/statements/block_cache.h"
#include "storage/statements/delta.h"
#include "storage/statements/row_order.h"

namespace lode {

// Walks the rows that begin with some columns, ascending, each once. Seeks may follow each
// other; ascending ones are cheap within a block. Not thread-safe. The view must outlive it,
// and the cache of its blocks where there is one.
class RowStream {
 public:
  RowStream(const KvView& view, Order order, const BlockCache* cache = nullptr);

  // Stands before the first row that begins with these (up to three) columns.
  void Seek(std::span<const std::uint64_t> columns);
  // Of these, before the first that is not before `first`, which begins with them.
  void SeekFrom(std::span<const std::uint64_t> columns, const RowKey& first);
  // Fills the front of `rows`, returns how many; 0 at the end or after an error. Costs some
  // ten nanoseconds a row of a block, a key of the store for each row of the delta.
  std::size_t Next(std::span<OrderedRow> rows);
  // Passes over at most so many rows without decoding them; returns how many.
  std::size_t Skip(std::size_t most);
  // Room for rows, for whoever reads the stream.
  std::span<OrderedRow> scratch() { return scratch_; }
  Order order() const { return order_; }
  Status status() const { return status_; }

 private:
  std::size_t Advance(OrderedRow* rows, std::size_t most);  // rows may be null
  std::size_t TakeFromBlock(OrderedRow* rows, std::size_t most);
  bool NextBlock();
  void OpenBlock();
  bool UseKept(std::span<const std::uint64_t> columns, const RowKey& first, RowBlock::Range& range);
  void KeepBlock();
  bool SeekDelta(const RowKey& first);
  void NextDelta();
  bool ReadDelta();
  bool BeginsRight(const RowKey& key) const;
  void Fail(const Status& status);

  const KvView& view_;
  const Order order_;
  const BlockCache* cache_;
  std::unique_ptr<KvIterator> blocks_, deltas_;
  enum class DeltaIs { kUnknown, kEmpty, kThere };
  DeltaIs delta_is_ = DeltaIs::kUnknown;
  std::array<std::uint64_t, 3> prefix_{};
  std::size_t columns_ = 0;  // of prefix_
  RowBlock block_;
  bool has_block_ = false;
  std::shared_ptr<const OpenedBlock> kept_;        // holds block_; null: it is the one at blocks_
  RowKey block_first_{};                           // of block_
  std::size_t at_ = 0, end_ = 0;                   // rows of block_ still to come
  bool more_blocks_ = false;                       // rows of later blocks may follow
  const BlockCache::Delta* delta_rows_ = nullptr;  // all of the delta; null: ask deltas_
  std::size_t delta_at_ = 0;                       // in delta_rows_
  DeltaRow delta_;
  bool has_delta_ = false;
  RowKey last_{};  // the last row decoded from a block since the seek
  bool has_last_ = false;
  Status status_;
  std::array<OrderedRow, 128> scratch_;
};

// Streams of one view, lent out: making one costs more than a seek. Threads: any.
class RowStreams {
 public:
  explicit RowStreams(const KvView& view) : view_(view) {}  // which must outlive it

  // Belongs to one thread until it is given back, or for good.
  std::unique_ptr<RowStream> Take(Order order) const;
  void GiveBack(std::unique_ptr<RowStream> stream) const;

 private:
  const KvView& view_;
  const BlockCache cache_;
  mutable std::mutex mutex_;                                             // guards idle_
  mutable std::array<std::vector<std::unique_ptr<RowStream>>, 3> idle_;  // by order
};

}  // namespace lode
