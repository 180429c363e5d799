// Blocks of one view that were read, kept open, and its delta in memory: a look-up in what was
// read before asks nobody.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "storage/disk/kv.h"
#include "storage/statements/block.h"
#include "storage/statements/delta.h"
#include "storage/statements/row_order.h"

namespace lode {

struct OpenedBlock {
  RowKey first{};
  std::string bytes;
  RowBlock block;                            // of bytes
  mutable std::atomic<bool> is_used = true;  // since the last clearing
};

// Threads: any. Keeps some 64 MiB of blocks, and deltas of up to 350,000 rows.
class BlockCache {
 public:
  // The last block kept that does not begin behind `key`; null when there is none. Others
  // may stand between it and the key.
  std::shared_ptr<const OpenedBlock> Find(Order order, const RowKey& key) const;
  void Keep(Order order, std::shared_ptr<const OpenedBlock> block) const;

  // The rows of the delta, ascending; null while it is asked seldom, or where it is too large
  // or damaged: then the keys have to be read one by one.
  using Delta = std::vector<DeltaRow>;
  const Delta* DeltaOf(Order order, const KvView& view) const;

 private:
  struct OfOrder {
    mutable std::mutex mutex;  // guards what follows
    std::map<RowKey, std::shared_ptr<const OpenedBlock>> blocks;
    std::size_t bytes = 0;
    std::uint32_t asked = 0;  // for the delta
    bool is_read = false;
    std::optional<Delta> delta;  // never changed once it is there
  };
  static void MakeRoom(OfOrder& of);

  mutable std::array<OfOrder, 3> orders_;
};

}  // namespace lode
