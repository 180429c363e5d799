// What changes of one import put aside, to be worked out together.
#pragma once

#include "storage/name_change.h"
#include "storage/statements/row_changes.h"

namespace lode {

struct PutAside {
  RowChanges rows;                        // of the index
  WaitingNames names;                     // of articles
  const WaitingNames* waiting = nullptr;  // of changes before this one
};

}  // namespace lode
