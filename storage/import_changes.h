// Where the changes of an import go: into the store one by one, or all at once.
#pragma once

#include <functional>
#include <memory>

#include "storage/bulk_change.h"

namespace lode {

// A single change is made as any other. Several are seen and durable as one. Threads: one.
class ImportChanges {
 public:
  explicit ImportChanges(Database& database) : database_(database) {}

  // As the import sees the store.
  std::shared_ptr<const KvView> View() const;
  // Rows of the index and names go to the last argument where there is one.
  using Work = std::function<Status(const KvView&, KvBatch&, PutAside*)>;
  Status Change(bool names_change, const Work& work);
  // The next change is not the last. Told before the first one.
  Status ExpectMore();
  // The next change is the last and large. Told before it.
  Status ExpectLarge();
  Status End();
  // Takes away what was not ended.
  void Drop() { bulk_.reset(); }

 private:
  Database& database_;
  std::unique_ptr<BulkChange> bulk_;  // null: each change is one of the store
  bool was_told_ = false;
};

}  // namespace lode
