// What changes of one import put aside, to be worked out together.
#pragma once

#include <functional>
#include <vector>

#include "storage/disk/sorted_keys.h"
#include "storage/name_change.h"
#include "storage/statements/row_changes.h"

namespace lode {

struct PutAside {
  RowChanges rows;                        // of the index
  WaitingNames names;                     // of articles
  const WaitingNames* waiting = nullptr;  // of changes before this one
  SortedKeys* keys = nullptr;             // new keys of tables, in their order
  SortedKeys* shown_keys = nullptr;       // likewise, for those that `steps` are to see
  // What is left to do, each a change that sees the ones before.
  std::vector<std::function<Status(const KvView&, KvBatch&)>> steps;
};

}  // namespace lode
