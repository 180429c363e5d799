// Merging blocks and delta. Rows of a block up to the delta's next key are taken in one
// go, so a delta that is empty there costs nothing; only at the key itself is it decided
// whose row counts. Blocks decode where they lie in the store's own memory, which holds
// until the iterator moves.

#include "storage/statements/row_stream.h"

#include <algorithm>

namespace lode {

namespace {
constexpr std::size_t kMostIdle = 16;  // of an order
}

RowStream::RowStream(const KvView& view, Order order, const BlockCache* cache)
    : view_(view),
      order_(order),
      cache_(cache),
      blocks_(view.Walk(KeyOf(BlockTable(order)))),
      deltas_(view.Walk(KeyOf(DeltaTable(order)))) {}

void RowStream::Fail(const Status& status) {
  if (status_.ok()) status_ = status;
  at_ = end_ = 0;
  more_blocks_ = has_delta_ = has_block_ = false;
}

bool RowStream::BeginsRight(const RowKey& key) const {
  return std::equal(prefix_.begin(), prefix_.begin() + static_cast<std::ptrdiff_t>(columns_),
                    key.begin());
}

// Reads the block that blocks_ stands on.
void RowStream::OpenBlock() {
  has_block_ = false;
  kept_.reset();
  if (!blocks_->valid()) {
    if (Status status = blocks_->status(); !status.ok()) Fail(status);
    return;
  }
  if (!ParseRowKey(blocks_->key(), block_first_) || !block_.Open(blocks_->value()))
    return Fail({Code::kCorrupt, "a block of the store's index is damaged"});
  has_block_ = true;
}

// The block may have been read before: it is the one where what is sought, or what comes
// behind it, stands in it.
bool RowStream::UseKept(std::span<const std::uint64_t> columns, const RowKey& first,
                        RowBlock::Range& range) {
  if (cache_ == nullptr) return false;
  auto kept = cache_->Find(order_, first);
  if (kept == nullptr) return false;
  range = kept->block.FindFrom(columns, first);
  if (range.from == kept->block.size()) return false;
  kept_ = std::move(kept);
  block_ = kept_->block;
  block_first_ = kept_->first;
  return has_block_ = true;
}

// Keeps the block that blocks_ stands on.
void RowStream::KeepBlock() {
  if (cache_ == nullptr || !has_block_) return;
  auto opened = std::make_shared<OpenedBlock>();
  opened->first = block_first_;
  opened->bytes = blocks_->value();
  if (!opened->block.Open(opened->bytes)) return;
  block_ = opened->block;
  kept_ = opened;
  cache_->Keep(order_, std::move(opened));
}

void RowStream::Seek(std::span<const std::uint64_t> columns) {
  RowKey first{};
  std::copy(columns.begin(), columns.end(), first.begin());
  SeekFrom(columns, first);
}

void RowStream::SeekFrom(std::span<const std::uint64_t> columns, const RowKey& first) {
  if (!status_.ok()) return;
  columns_ = columns.size();
  std::copy(columns.begin(), columns.end(), prefix_.begin());
  at_ = end_ = 0;
  has_last_ = false;
  if (!SeekDelta(first) && !status_.ok()) return;
  // The block may be at hand already: where what is sought begins in it and not at its end.
  RowBlock::Range range;
  bool at_hand = has_block_ && block_first_ <= first;
  if (at_hand) {
    range = block_.FindFrom(columns, first);
    at_hand = range.from < block_.size();
  }
  if (!at_hand && !UseKept(columns, first, range)) {
    const std::string key = RowKeyBytes(BlockTable(order_), first);
    blocks_->SeekBack(key);
    if (!blocks_->valid() && blocks_->status().ok()) blocks_->Seek(key);
    OpenBlock();
    KeepBlock();
    if (has_block_) range = block_.FindFrom(columns, first);
  }
  more_blocks_ = has_block_;
  if (!has_block_) return;
  at_ = range.from, end_ = range.to;
  more_blocks_ = range.to == block_.size();
}

// Goes on to the next block that has rows to give.
bool RowStream::NextBlock() {
  while (more_blocks_ && at_ == end_) {
    if (kept_ != nullptr) blocks_->Seek(RowKeyBytes(BlockTable(order_), block_first_));
    if (blocks_->valid()) blocks_->Next();
    OpenBlock();
    if (!has_block_ || !BeginsRight(block_first_)) {
      more_blocks_ = false;
      break;
    }
    const RowBlock::Range range = block_.Find({prefix_.data(), columns_});
    at_ = range.from, end_ = range.to;
    more_blocks_ = range.to == block_.size();
  }
  return at_ < end_;
}

// An empty delta is looked at once: what the view shows stays.
bool RowStream::SeekDelta(const RowKey& first) {
  has_delta_ = false;
  if (delta_rows_ == nullptr && cache_ != nullptr && delta_is_ != DeltaIs::kEmpty)
    delta_rows_ = cache_->DeltaOf(order_, view_);
  if (delta_rows_ != nullptr) {
    const auto at =
        std::lower_bound(delta_rows_->begin(), delta_rows_->end(), first,
                         [](const DeltaRow& row, const RowKey& key) { return row.row.key < key; });
    delta_at_ = static_cast<std::size_t>(at - delta_rows_->begin());
    return ReadDelta();
  }
  if (delta_is_ == DeltaIs::kUnknown) {
    deltas_->Seek(KeyOf(DeltaTable(order_)));
    delta_is_ = deltas_->valid() || !deltas_->status().ok() ? DeltaIs::kThere : DeltaIs::kEmpty;
  }
  if (delta_is_ == DeltaIs::kEmpty) return false;
  deltas_->Seek(RowKeyBytes(DeltaTable(order_), first));
  return ReadDelta();
}

void RowStream::NextDelta() {
  if (delta_rows_ != nullptr)
    ++delta_at_;
  else
    deltas_->Next();
  ReadDelta();
}

// Reads the row of the delta that is next.
bool RowStream::ReadDelta() {
  has_delta_ = false;
  if (delta_rows_ != nullptr) {
    if (delta_at_ == delta_rows_->size()) return false;
    delta_ = (*delta_rows_)[delta_at_];
    return has_delta_ = BeginsRight(delta_.row.key);
  }
  if (!deltas_->valid()) {
    if (Status status = deltas_->status(); !status.ok()) Fail(status);
    return false;
  }
  if (!ParseDelta(deltas_->key(), deltas_->value(), delta_)) {
    Fail({Code::kCorrupt, "a row of the store's index is damaged"});
    return false;
  }
  return has_delta_ = BeginsRight(delta_.row.key);
}

// Rows of the block before the delta's next one. A damaged block could hold them in any
// order, and whoever merges would be led astray.
std::size_t RowStream::TakeFromBlock(OrderedRow* rows, std::size_t most) {
  std::size_t until = end_;
  if (has_delta_) until = std::clamp(block_.NotBefore(delta_.row.key), at_, end_);
  const std::size_t count = std::min(most, until - at_);
  if (rows != nullptr) {
    block_.Decode(at_, {rows, count});
    for (std::size_t i = 0; i < count; ++i) {
      if (has_last_ && rows[i].key <= last_) {
        Fail({Code::kCorrupt, "a block of the store's index is damaged"});
        return 0;
      }
      last_ = rows[i].key;
      has_last_ = true;
    }
  }
  at_ += count;
  return count;
}

std::size_t RowStream::Advance(OrderedRow* rows, std::size_t most) {
  std::size_t filled = 0;
  while (filled < most && status_.ok()) {
    if (NextBlock()) {
      const std::size_t taken =
          TakeFromBlock(rows == nullptr ? nullptr : rows + filled, most - filled);
      filled += taken;
      if (taken > 0 || !status_.ok()) continue;
      // The delta's row comes first, or stands for the block's.
      OrderedRow here;
      block_.Decode(at_, {&here, 1});
      if (here.key == delta_.row.key) ++at_;
    } else if (!has_delta_) {
      break;
    }
    if (delta_.is_there) {
      if (rows != nullptr) rows[filled] = delta_.row;
      ++filled;
    }
    NextDelta();
  }
  return status_.ok() ? filled : 0;
}

std::size_t RowStream::Next(std::span<OrderedRow> rows) {
  return Advance(rows.data(), rows.size());
}

std::size_t RowStream::Skip(std::size_t most) {
  return Advance(nullptr, most);
}

std::unique_ptr<RowStream> RowStreams::Take(Order order) const {
  {
    std::lock_guard lock(mutex_);
    auto& idle = idle_[static_cast<std::size_t>(order)];
    if (!idle.empty()) {
      auto stream = std::move(idle.back());
      idle.pop_back();
      return stream;
    }
  }
  return std::make_unique<RowStream>(view_, order, &cache_);
}

void RowStreams::GiveBack(std::unique_ptr<RowStream> stream) const {
  if (!stream->status().ok()) return;
  std::lock_guard lock(mutex_);
  auto& idle = idle_[static_cast<std::size_t>(stream->order())];
  if (idle.size() < kMostIdle) idle.push_back(std::move(stream));
}

}  // namespace lode
