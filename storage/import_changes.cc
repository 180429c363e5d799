// Whether there will be more than one change is known when the first has become large.

#include "storage/import_changes.h"

#include <utility>

namespace lode {

std::shared_ptr<const KvView> ImportChanges::View() const {
  return bulk_ != nullptr ? bulk_->View() : database_.View();
}

Status ImportChanges::Change(bool names_change, const Work& work) {
  if (bulk_ != nullptr)
    return bulk_->Change([&](const KvView& view, KvBatch& batch, PutAside& aside) {
      return work(view, batch, &aside);
    });
  return database_.Change(
      names_change, [&](const KvView& view, KvBatch& batch) { return work(view, batch, nullptr); });
}

Status ImportChanges::ExpectMore() {
  if (std::exchange(was_told_, true)) return {};
  auto bulk = BulkChange::Begin(database_);
  if (bulk.ok()) bulk_ = *std::move(bulk);
  return bulk.status();
}

Status ImportChanges::ExpectLarge() {
  if (was_told_) return {};
  const Status status = ExpectMore();
  return status.ok() ? bulk_->ExpectOne() : status;
}

Status ImportChanges::End() {
  if (bulk_ == nullptr) return {};
  const Status status = bulk_->End();
  bulk_.reset();
  return status;
}

}  // namespace lode
