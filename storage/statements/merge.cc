// Merging block by block. A block stands for all rows from its first one up to the next
// block's first one, the first block also for all rows before it; the changes of that
// stretch and the block's rows become new blocks. So stretches never overlap, and each
// can be written without looking at the others.

#include "storage/statements/merge.h"

#include <algorithm>

#include "storage/statements/block.h"

namespace lode {

// A stretch of the order that is rewritten.
struct BlockMerge::Part {
  std::vector<std::string> old_keys;  // of its blocks
  std::vector<OrderedRow> rows;       // of its blocks
  std::vector<DeltaRow> changes;
  std::string begin, end;  // rows' keys in bytes, without the table; end empty: none
};

namespace {

std::string_view WithoutTable(std::string_view key) {
  return key.substr(1);
}

std::string Bytes(const RowKey& key) {
  return RowKeyBytes(Table::kMeta, key).substr(1);
}

std::vector<OrderedRow> Merged(const std::vector<OrderedRow>& rows,
                               const std::vector<DeltaRow>& changes) {
  std::vector<OrderedRow> merged;
  merged.reserve(rows.size() + changes.size());
  auto row = rows.begin();
  for (const DeltaRow& change : changes) {
    for (; row != rows.end() && row->key < change.row.key; ++row) merged.push_back(*row);
    if (row != rows.end() && row->key == change.row.key) ++row;
    if (change.is_there) merged.push_back(change.row);
  }
  merged.insert(merged.end(), row, rows.end());
  return merged;
}

}  // namespace

BlockMerge::BlockMerge(const KvView& view, KvBatch& batch, Order order, const MergeLimits& limits)
    : batch_(batch),
      order_(order),
      limits_(limits),
      blocks_(view.Walk(KeyOf(BlockTable(order)))),
      deltas_(view.Walk(KeyOf(DeltaTable(order)))) {}

// The rows of the block that blocks_ stands on, which then goes on.
Status BlockMerge::GatherRows(Part& part) {
  if (blocks_->valid()) {
    auto rows = DecodeBlock(blocks_->value());
    if (!rows.ok()) return rows.status();
    part.rows.insert(part.rows.end(), rows->begin(), rows->end());
    part.old_keys.emplace_back(blocks_->key());
    blocks_->Next();
  }
  part.end = blocks_->valid() ? std::string(WithoutTable(blocks_->key())) : std::string();
  return blocks_->valid() ? Status() : blocks_->status();
}

// The changes from part.begin to part.end: the delta's, and `fresh` ones above them.
Status BlockMerge::GatherChanges(Part& part, std::span<const DeltaRow>& fresh) {
  const auto inside = [&](std::string_view key) { return part.end.empty() || key < part.end; };
  const auto take_fresh = [&] {
    part.changes.push_back(fresh.front());
    fresh = fresh.subspan(1);
  };
  deltas_->Seek(std::string(1, static_cast<char>(DeltaTable(order_))) + part.begin);
  for (; deltas_->valid() && inside(WithoutTable(deltas_->key())); deltas_->Next()) {
    DeltaRow row;
    if (!ParseDelta(deltas_->key(), deltas_->value(), row))
      return {Code::kCorrupt, "a row of the store's index is damaged"};
    while (!fresh.empty() && fresh.front().row.key < row.row.key) take_fresh();
    if (!fresh.empty() && fresh.front().row.key == row.row.key)
      take_fresh();
    else
      part.changes.push_back(row);
    batch_.Delete(deltas_->key());
    ++drained_;
  }
  if (!deltas_->valid() && !deltas_->status().ok()) return deltas_->status();
  while (!fresh.empty() && inside(Bytes(fresh.front().row.key))) take_fresh();
  return {};
}

void BlockMerge::Write(const Part& part) {
  for (const std::string& key : part.old_keys) batch_.Delete(key);
  const std::span<const OrderedRow> rows = part.rows;
  if (rows.empty()) return;
  // A block may grow half as large again before it is parted.
  const std::size_t most = limits_.block_rows + limits_.block_rows / 2;
  const std::size_t blocks =
      rows.size() <= most ? 1 : (rows.size() + limits_.block_rows - 1) / limits_.block_rows;
  for (std::size_t i = 0; i < blocks; ++i) {
    const std::size_t from = rows.size() * i / blocks, to = rows.size() * (i + 1) / blocks;
    batch_.Put(RowKeyBytes(BlockTable(order_), rows[from].key),
               EncodeBlock(rows.subspan(from, to - from)));
  }
}

// Merges the stretch in which `first` stands; `behind` is then where the next one begins,
// or empty.
Status BlockMerge::MergeAt(const RowKey& first, std::span<const DeltaRow>& fresh,
                           std::string& behind) {
  const std::string table(1, static_cast<char>(BlockTable(order_)));
  Part part;
  blocks_->SeekBack(table + Bytes(first));
  if (blocks_->valid())
    part.begin = WithoutTable(blocks_->key());
  else if (Status status = blocks_->status(); !status.ok())
    return status;
  else
    blocks_->Seek(table);
  for (;;) {
    Status status = GatherRows(part);
    if (status.ok()) status = GatherChanges(part, fresh);
    if (!status.ok()) return status;
    part.rows = Merged(part.rows, part.changes);
    part.changes.clear();
    if (part.end.empty() || part.rows.size() >= limits_.block_rows / 4) break;
    part.begin = part.end;
  }
  Write(part);
  behind = part.end;
  return {};
}

Status BlockMerge::Take(std::span<const DeltaRow> fresh) {
  std::string behind;
  while (!fresh.empty()) {
    Status status = MergeAt(fresh.front().row.key, fresh, behind);
    if (!status.ok()) return status;
  }
  return {};
}

Status BlockMerge::Drain(std::uint64_t wanted, std::string& position) {
  const std::uint64_t goal = drained_ + wanted;
  while (drained_ < goal) {
    deltas_->Seek(std::string(1, static_cast<char>(DeltaTable(order_))) + position);
    if (!deltas_->valid()) {
      position.clear();
      return deltas_->status();
    }
    RowKey first;
    if (!ParseRowKey(deltas_->key(), first))
      return {Code::kCorrupt, "a row of the store's index is damaged"};
    std::span<const DeltaRow> none;
    Status status = MergeAt(first, none, position);
    if (!status.ok() || position.empty()) return status;
  }
  return {};
}

}  // namespace lode
