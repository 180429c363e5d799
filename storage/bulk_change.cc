// A second store beside the first, written without a log and never synced, is laid over it for
// the look-ups of the change; what it holds in the end is walked once, in order, into files
// that RocksDB takes in with one entry of its manifest. Walking it once more costs less than
// what it spares: no log, no compaction of what comes and goes, every key compressed once.

#include "storage/bulk_change.h"

#include <filesystem>
#include <map>
#include <utility>

#include "storage/disk/format_version.h"
#include "storage/disk/layers.h"
#include "storage/follower.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {
constexpr std::uint64_t kCacheBytes = 128 << 20;  // of the second store
}  // namespace

BulkChange::BulkChange(Database& database)
    : database_(database), turn_(database.TakeTurn()), base_(database.View()) {}

BulkChange::~BulkChange() {
  last_.reset();
  keys_.reset();
  DropBulkFolder(database_.path());
}

Result<std::unique_ptr<BulkChange>> BulkChange::Begin(Database& database) {
  std::unique_ptr<BulkChange> bulk(new BulkChange(database));
  const std::string folder = BulkFolder(database.path());
  DropBulkFolder(database.path());
  std::error_code error;
  for (const std::string& one : {folder, folder + "/a", folder + "/b"})
    if (!error) std::filesystem::create_directory(one, error);
  if (error) return Status(Code::kIo, "cannot create folder '" + folder + "': " + error.message());
  KvOptions options = KeyOptions();
  options.is_scratch = true;
  options.cache_bytes = kCacheBytes;
  auto keys = Kv::Open(folder + "/keys", options);
  if (!keys.ok()) return keys.status();
  bulk->keys_ = *std::move(keys);
  return bulk;
}

// A follower looks at the whole import.
Status BulkChange::ExpectOne() {
  if (database_.follower() != nullptr) return {};
  auto run = database_.kv().NewRun(BulkFolder(database_.path()));
  if (run.ok()) last_ = *std::move(run);
  return run.status();
}

// Keys in files as they come. Whether a table is new is asked at its first key.
class BulkChange::NewKeys : public SortedKeys {
 public:
  // `last`: null, or where keys of new tables go.
  NewKeys(const KvView& base, std::unique_ptr<KvRun> shown, KvRun* last)
      : base_(base), shown_(std::move(shown)), last_(last) {}

  Status Put(std::string_view key, std::string_view value) override {
    const auto [at, is_first] = is_new_.try_emplace(key.front());
    if (is_first && last_ != nullptr) {
      const auto any = base_.Iterate(key.substr(0, 1));
      if (!any->status().ok()) return any->status();
      at->second = !any->valid();
    }
    if (at->second) return last_->Add(key, value);
    marked_.assign(1, KvBatch::kThere).append(value);
    return shown_->Add(key, marked_);
  }
  KvRun& shown() { return *shown_; }

 private:
  const KvView& base_;
  const std::unique_ptr<KvRun> shown_;
  KvRun* const last_;
  std::map<char, bool> is_new_;
  std::string marked_;
};

std::shared_ptr<const KvView> BulkChange::View() const {
  return LayOver(base_, keys_->View());
}

Status BulkChange::Change(const Work& work) {
  KvBatch batch(true);
  PutAside aside;
  aside.waiting = &names_;
  const std::string folder = BulkFolder(database_.path());
  auto to_last = keys_->NewRun(folder + "/a"), to_show = keys_->NewRun(folder + "/b");
  if (!to_last.ok() || !to_show.ok()) return to_last.ok() ? to_show.status() : to_last.status();
  NewKeys keys(*base_, *std::move(to_last), last_.get());
  NewKeys shown_keys(*base_, *std::move(to_show), nullptr);
  aside.keys = &keys;
  aside.shown_keys = &shown_keys;
  Status status = work(*View(), batch, aside);
  if (status.ok() && !batch.empty()) status = keys_->Commit(batch);
  if (status.ok()) status = keys_->TakeIn(keys.shown());
  if (status.ok()) status = keys_->TakeIn(shown_keys.shown());
  for (const auto& step : aside.steps) {
    KvBatch further(true);
    if (status.ok()) status = step(*View(), further);
    if (status.ok() && !further.empty()) status = keys_->Commit(further);
  }
  if (!status.ok()) return status;
  rows_.Append(std::move(aside.rows));
  names_.Append(std::move(aside.names));
  if (rows_.size() >= kRowsAtOnce) status = PutRows();
  return status.ok() && names_.size() >= kNamesAtOnce ? PutNames() : status;
}

Status BulkChange::PutNames() {
  KvBatch batch(true);
  Status status = names_.Apply(*View(), batch, *database_.schema());
  names_ = {};
  return status.ok() && !batch.empty() ? keys_->Commit(batch) : status;
}

Status BulkChange::PutRows() {
  KvBatch batch(true);
  Status status = std::exchange(rows_, {}).Apply(*View(), batch);
  return status.ok() && !batch.empty() ? keys_->Commit(batch) : status;
}

// What follows is worked out anew: most of the store may be.
Status BulkChange::Follow() {
  Follower* follower = database_.follower();
  if (follower == nullptr) return {};
  KvBatch batch(true);
  const auto after = View();
  const Status status = follower->Renew(base_, after, *database_.schema(), batch);
  return status.ok() && !batch.empty() ? keys_->Commit(batch) : status;
}

Status BulkChange::End() {
  Status status = PutRows();
  if (status.ok()) status = PutNames();
  if (status.ok()) status = Follow();
  if (!status.ok()) return status;
  if (last_ == nullptr) {
    auto run = database_.kv().NewRun(BulkFolder(database_.path()));
    if (!run.ok()) return run.status();
    last_ = *std::move(run);
  }
  status = Write(*last_);
  return status.ok() ? database_.TakeIn(*last_) : status;
}

Status BulkChange::Write(KvRun& run) {
  const auto it = keys_->View()->Iterate({});
  Status status;
  for (; status.ok() && it->valid(); it->Next()) {
    if (it->key().front() == static_cast<char>(Table::kStaged)) continue;
    const std::optional<std::string_view> value = Unmarked(it->value());
    if (value) {
      status = run.Add(it->key(), *value);
      continue;
    }
    const auto old = base_->Get(it->key());
    status = old.status();
    if (status.ok() && old->has_value()) status = run.Delete(it->key());
  }
  return status.ok() ? it->status() : status;
}

}  // namespace lode
