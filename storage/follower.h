// What is drawn from a store's articles and kept beside them follows every change, in its batch.
// Storage does not know what that is; whoever opens a store says who does.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/disk/overlay.h"

namespace lode {

class Schema;

// A change of the store before its commit.
struct StoreChange {
  std::shared_ptr<const KvView> before;
  const KeyChanges& keys;  // that it changes
  const Schema& schema;    // of the store as it is open
};

// Threads: Compare from any; the others within a change of the store, one at a time.
class Follower {
 public:
  virtual ~Follower() = default;
  // Whether a change is of any interest: of others Follow is not told. Cost: a look at each key.
  virtual Result<bool> Follows(const KvView& before, const KvBatch& change) = 0;
  // Puts into the batch what follows from the change. An error refuses the change.
  virtual Status Follow(const StoreChange& change, KvBatch& batch) = 0;
  // The same where the change is too large to be held as keys: `after` is the store with it.
  // Everything is worked out anew; `before` is what the batch will be laid over.
  virtual Status Renew(std::shared_ptr<const KvView> before, std::shared_ptr<const KvView> after,
                       const Schema& schema, KvBatch& batch) = 0;
  // Who is told, within a change, what it met and helped: a sentence each.
  using Note = std::function<void(const std::string& note)>;
  virtual void TellTo(Note) {}
  // What is kept against a computation from scratch; with a batch it is put right there.
  struct Findings {
    std::uint64_t rows = 0;   // as they should be
    std::uint64_t wrong = 0;  // that are others, missing or too many
  };
  virtual Result<Findings> Compare(std::shared_ptr<const KvView> view, const Schema& schema,
                                   KvBatch* mend) = 0;
};

}  // namespace lode
