// What was used since the last clearing stays; where that is most of it, everything goes.

#include "storage/statements/block_cache.h"

#include <utility>

namespace lode {

namespace {

constexpr std::size_t kMostBytes = 20 << 20;     // of blocks, of an order
constexpr std::size_t kBlockBytes = 400;         // of one, beside its bytes
constexpr std::uint32_t kSeldom = 16;            // seeks, before the delta is read whole
constexpr std::size_t kMostDeltaRows = 350'000;  // of 48 bytes

}  // namespace

std::shared_ptr<const OpenedBlock> BlockCache::Find(Order order, const RowKey& key) const {
  const OfOrder& of = orders_[static_cast<std::size_t>(order)];
  std::lock_guard lock(of.mutex);
  auto behind = of.blocks.upper_bound(key);
  if (behind == of.blocks.begin()) return nullptr;
  const auto& found = std::prev(behind)->second;
  found->is_used.store(true, std::memory_order_relaxed);
  return found;
}

void BlockCache::MakeRoom(OfOrder& of) {
  std::size_t bytes = 0;
  std::erase_if(of.blocks, [&](const auto& entry) {
    if (!entry.second->is_used.exchange(false, std::memory_order_relaxed)) return true;
    bytes += entry.second->bytes.size() + kBlockBytes;
    return false;
  });
  if (bytes > kMostBytes / 2) of.blocks.clear();
  of.bytes = of.blocks.empty() ? 0 : bytes;
}

void BlockCache::Keep(Order order, std::shared_ptr<const OpenedBlock> block) const {
  OfOrder& of = orders_[static_cast<std::size_t>(order)];
  std::lock_guard lock(of.mutex);
  if (of.bytes > kMostBytes) MakeRoom(of);
  const std::size_t bytes = block->bytes.size() + kBlockBytes;
  const RowKey first = block->first;
  if (of.blocks.try_emplace(first, std::move(block)).second) of.bytes += bytes;
}

const BlockCache::Delta* BlockCache::DeltaOf(Order order, const KvView& view) const {
  OfOrder& of = orders_[static_cast<std::size_t>(order)];
  std::lock_guard lock(of.mutex);
  if (of.is_read) return of.delta ? &*of.delta : nullptr;
  if (++of.asked < kSeldom) return nullptr;
  of.is_read = true;
  Delta rows;
  auto it = view.Iterate(KeyOf(DeltaTable(order)));
  for (; it->valid(); it->Next()) {
    DeltaRow row;
    if (rows.size() == kMostDeltaRows || !ParseDelta(it->key(), it->value(), row)) return nullptr;
    rows.push_back(row);
  }
  if (!it->status().ok()) return nullptr;
  of.delta = std::move(rows);
  return &*of.delta;
}

}  // namespace lode
