// An import of many changes, seen and durable as one.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "lode/status.h"
#include "storage/database.h"
#include "storage/disk/kv.h"
#include "storage/put_aside.h"

namespace lode {

// Changes go to keys of their own, beside the store and without a log, and rows of the index
// wait until they are many. End writes everything as sorted files, which the store takes in
// at once. Until then nobody sees anything of it, and a kill leaves nothing that counts.
// Other writers wait while it lives. Memory: kRowsAtOnce rows, kNamesAtOnce names with what is
// known of them, two write buffers and a cache of 128 MiB.
// Threads: one.
class BulkChange {
 public:
  static Result<std::unique_ptr<BulkChange>> Begin(Database& database);
  ~BulkChange();

  // Everything that was put in so far, but for rows and names that wait.
  std::shared_ptr<const KvView> View() const;
  // The next change is the only one: keys that it brings in order for tables that have none
  // are written once, as they will stand, and only End shows them.
  Status ExpectOne();
  // A change in it; what many changes share may be put aside.
  using Work = std::function<Status(const KvView& view, KvBatch& batch, PutAside& aside)>;
  Status Change(const Work& work);
  // All or nothing. Call once, last.
  Status End();

  static constexpr std::size_t kRowsAtOnce = 1 << 19, kNamesAtOnce = 1 << 16;

 private:
  explicit BulkChange(Database& database);
  Status PutRows();
  Status PutNames();
  Status Follow();
  Status Write(KvRun& run);
  class NewKeys;

  Database& database_;
  const std::unique_lock<std::mutex> turn_;
  const std::shared_ptr<const KvView> base_;  // the store, which stands still
  std::unique_ptr<Kv> keys_;                  // what changes, with marks
  std::unique_ptr<KvRun> last_;               // keys as they will stand; null: all go to keys_
  RowChanges rows_;
  WaitingNames names_;
};

}  // namespace lode
