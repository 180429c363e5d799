// What reading a snapshot met.
#pragma once

#include "lode/store.h"
#include "storage/snapshot/stored_snapshot.h"

namespace lode {

// An error, or damage where there is no room for it.
inline Status Told(const StoredSnapshot& snapshot, Damage* damage) {
  if (Status status = snapshot.status(); !status.ok()) return status;
  const Damage found = snapshot.damage();
  if (damage == nullptr && !found.empty()) return found.front();
  if (damage != nullptr) damage->insert(damage->end(), found.begin(), found.end());
  return {};
}

}  // namespace lode
