// A second store beside the first, written without a log and never synced, serves the look-ups
// of the change; what it holds in the end is walked once, in order, into files that RocksDB
// takes in with one entry of its manifest. Walking it once more costs less than what it
// spares: no log, no compaction of files that are in the store, every key in its last place.

#include "storage/bulk_change.h"

#include <filesystem>
#include <utility>

#include "storage/disk/format_version.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {
constexpr std::uint64_t kCacheBytes = 128 << 20;  // of the second store
}  // namespace

BulkChange::BulkChange(Database& database) : database_(database), turn_(database.TakeTurn()) {}

BulkChange::~BulkChange() {
  keys_.reset();
  DropBulkFolder(database_.path());
}

Result<std::unique_ptr<BulkChange>> BulkChange::Begin(Database& database) {
  std::unique_ptr<BulkChange> bulk(new BulkChange(database));
  const auto base = database.View();
  const auto articles = base->Iterate(KeyOf(Table::kArticle));
  if (articles->valid()) return std::unique_ptr<BulkChange>();
  if (!articles->status().ok()) return articles->status();
  const std::string folder = BulkFolder(database.path());
  DropBulkFolder(database.path());
  std::error_code error;
  std::filesystem::create_directory(folder, error);
  if (error) return Status(Code::kIo, "cannot create folder '" + folder + "': " + error.message());
  KvOptions options = KeyOptions();
  options.is_scratch = true;
  options.cache_bytes = kCacheBytes;
  auto keys = Kv::Open(folder + "/keys", options);
  if (!keys.ok()) return keys.status();
  bulk->keys_ = *std::move(keys);
  if (Status status = bulk->Copy(*base); !status.ok()) return status;
  return bulk;
}

// What a store without articles holds: its schema, rules, names kept apart.
Status BulkChange::Copy(const KvView& from) {
  KvBatch batch;
  const auto it = from.Iterate({});
  for (; it->valid(); it->Next()) batch.Put(it->key(), it->value());
  return it->status().ok() ? keys_->Commit(batch) : it->status();
}

Status BulkChange::Change(const Work& work) {
  KvBatch batch;
  PutAside aside;
  aside.waiting = &names_;
  Status status = work(*View(), batch, aside);
  if (status.ok() && !batch.empty()) status = keys_->Commit(batch);
  if (!status.ok()) return status;
  rows_.Append(std::move(aside.rows));
  names_.Append(std::move(aside.names));
  if (rows_.size() >= kRowsAtOnce) status = PutRows();
  return status.ok() && names_.size() >= kNamesAtOnce ? PutNames() : status;
}

Status BulkChange::PutNames() {
  KvBatch batch;
  Status status = names_.Apply(*View(), batch, *database_.schema());
  names_ = {};
  return status.ok() && !batch.empty() ? keys_->Commit(batch) : status;
}

Status BulkChange::PutRows() {
  KvBatch batch;
  Status status = std::exchange(rows_, {}).Apply(*View(), batch);
  return status.ok() && !batch.empty() ? keys_->Commit(batch) : status;
}

Status BulkChange::End() {
  Status status = PutRows();
  if (status.ok()) status = PutNames();
  if (!status.ok()) return status;
  auto run = database_.kv().NewRun(BulkFolder(database_.path()));
  if (!run.ok()) return run.status();
  status = Write(**run);
  return status.ok() ? database_.TakeIn(**run) : status;
}

// What the store has already is not written again.
Status BulkChange::Write(KvRun& run) {
  const auto base = database_.View();
  const auto old = base->Iterate({}), now = keys_->View()->Iterate({});
  Status status;
  for (; status.ok() && now->valid(); now->Next()) {
    while (old->valid() && old->key() < now->key()) old->Next();
    const bool is_old = old->valid() && old->key() == now->key() && old->value() == now->value();
    const bool waits = now->key().front() == static_cast<char>(Table::kStaged);
    if (!is_old && !waits) status = run.Add(now->key(), now->value());
  }
  if (status.ok()) status = now->status();
  return status.ok() ? old->status() : status;
}

}  // namespace lode
