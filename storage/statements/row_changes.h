// The rows and ids of statements that one change puts in and takes out. Rows go into the
// delta, or into the blocks at once; ids are keys of their own.
#pragma once

#include <cstdint>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/statements/index_row.h"
#include "storage/statements/merge.h"

namespace lode {

// Threads: one. Lives within one change of the store.
class RowChanges {
 public:
  // Of the same row the last call counts.
  void Put(const IndexRow& row) { changes_.push_back({row, true}); }
  void Delete(const IndexRow& row) { changes_.push_back({row, false}); }

  // Likewise for the public id of a statement, by its hash.
  void PutId(std::uint64_t hash, std::uint64_t article) { ids_.push_back({hash, article, true}); }
  void DeleteId(std::uint64_t hash, std::uint64_t article) {
    ids_.push_back({hash, article, false});
  }

  // Takes the changes of another over, as later ones.
  void Append(RowChanges&& later);
  std::size_t size() const { return changes_.size(); }

  // Puts all of it into the batch, in all three orders, and a share of the delta into
  // blocks when it has become large: so many rows as the change has, twice. So a change costs
  // what it is large, and the delta stays bounded, without anybody working in the background.
  // Call once, last. REQUIRES: the batch touches the index nowhere else.
  Status Apply(const KvView& view, KvBatch& batch, const MergeLimits& limits = {});

 private:
  struct Change {
    IndexRow row;
    bool is_there;
  };
  struct IdChange {
    std::uint64_t hash, article;
    bool is_there;
  };
  std::vector<DeltaRow> InOrder(Order order) const;
  void ApplyIds(KvBatch& batch);
  bool PutAllNew(IndexState state, KvBatch& batch, const MergeLimits& limits);

  std::vector<Change> changes_;
  std::vector<IdChange> ids_;
};

}  // namespace lode
