// RocksDB behind the door of kv.h: block-based tables, one column family, a
// write-ahead log that is synced at every commit. The hard bits are at the ends:
// telling a locked folder from a damaged one when opening, and opening read-only
// beside a process that writes, whose files may vanish between our looking and
// our opening (tried again a few times).

#include "storage/disk/kv.h"

#include <algorithm>
#include <filesystem>

#include "storage/disk/folder_state.h"
#include "storage/disk/rocks.h"

namespace lode {

namespace {

constexpr std::size_t kKeysAtOnce = 1024;  // RocksDB takes some 400 bytes for each

Status Busy(const std::string& path, const std::string& why) {
  const std::string lock = path + "/LOCK";
  std::string holder = "another process";
  if (why.find("current process") != std::string::npos) {
    holder = "this process";
  } else if (std::string pid = HolderOf(lock); !pid.empty()) {
    holder = "process " + pid;
  }
  return {Code::kBusy, "store is open for writing in " + holder + ", which holds the lock file '" +
                           lock + "'; wait until it is done, or open the store read-only"};
}

}  // namespace

KvBatch::KvBatch(bool marks) : impl_(std::make_unique<Impl>()), marks_(marks) {}
KvBatch::~KvBatch() = default;
void KvBatch::Put(std::string_view key, std::string_view value) {
  std::string& bytes = impl_->bytes;
  const std::size_t begin = bytes.size();
  bytes.append(key);
  const std::size_t behind_key = bytes.size();
  if (marks_) bytes.push_back(kThere);
  bytes.append(value);
  impl_->entries.push_back({begin, behind_key, bytes.size(), true});
}
void KvBatch::Delete(std::string_view key) {
  std::string& bytes = impl_->bytes;
  const std::size_t begin = bytes.size();
  bytes.append(key);
  const std::size_t behind_key = bytes.size();
  if (marks_) bytes.push_back(kGone);
  impl_->entries.push_back({begin, behind_key, bytes.size(), marks_});
}
bool KvBatch::empty() const {
  return impl_->entries.empty();
}
rocksdb::WriteBatch KvBatch::Impl::Batch(bool is_sorted) {
  if (is_sorted)
    std::stable_sort(entries.begin(), entries.end(), [this](const Entry& one, const Entry& other) {
      return KeyOf(one) < KeyOf(other);
    });
  rocksdb::WriteBatch batch(bytes.size() + entries.size() * 8);
  for (const Entry& entry : entries) {  // fails for lack of memory alone
    const rocksdb::Slice key = SliceOf(KeyOf(entry));
    if (entry.is_there)
      (void)batch.Put(key, {bytes.data() + entry.value, entry.end - entry.value});
    else
      (void)batch.Delete(key);
  }
  return batch;
}

void KvBatch::VisitAll(const Visit& visit) const {
  for (const Impl::Entry& entry : impl_->entries) {
    std::string_view value =
        std::string_view(impl_->bytes).substr(entry.value, entry.end - entry.value);
    const bool is_gone = !entry.is_there || (marks_ && value.front() == kGone);
    if (marks_) value.remove_prefix(1);
    visit(impl_->KeyOf(entry), is_gone ? std::nullopt : std::optional(value));
  }
}

namespace {

class RocksIterator : public KvIterator {
 public:
  RocksIterator(std::shared_ptr<const void> owner, std::unique_ptr<rocksdb::Iterator> iterator,
                std::string prefix, std::string path)
      : owner_(std::move(owner)),
        iterator_(std::move(iterator)),
        prefix_(std::move(prefix)),
        path_(std::move(path)) {}
  void Seek(std::string_view key) override { iterator_->Seek(SliceOf(key)); }
  void SeekBack(std::string_view key) override { iterator_->SeekForPrev(SliceOf(key)); }
  bool valid() const override {
    return iterator_->Valid() && iterator_->key().starts_with(prefix_);
  }
  void Next() override { iterator_->Next(); }
  void Prev() override { iterator_->Prev(); }
  std::string_view key() const override { return ViewOf(iterator_->key()); }
  std::string_view value() const override { return ViewOf(iterator_->value()); }
  Status status() const override { return FromRocks(iterator_->status(), path_); }

 private:
  std::shared_ptr<const void> owner_;  // the view, which must be freed after the iterator
  std::unique_ptr<rocksdb::Iterator> iterator_;
  std::string prefix_, path_;
};

class RocksView : public KvView, public std::enable_shared_from_this<RocksView> {
 public:
  RocksView(std::shared_ptr<const void> owner, rocksdb::DB* db, std::string path)
      : owner_(std::move(owner)), db_(db), snapshot_(db->GetSnapshot()), path_(std::move(path)) {
    read_.snapshot = snapshot_;
    read_.total_order_seek = true;
  }
  ~RocksView() override {
    if (snapshot_ != nullptr) db_->ReleaseSnapshot(snapshot_);
  }

  Result<std::optional<std::string>> Get(std::string_view key) const override {
    std::string value;
    bool found = true;
    Status status = Guard(path_, [&] {
      rocksdb::Status got = db_->Get(read_, SliceOf(key), &value);
      found = !got.IsNotFound();
      return found ? got : rocksdb::Status::OK();
    });
    if (!status.ok()) return status;
    if (!found) return std::optional<std::string>();
    return std::optional<std::string>(std::move(value));
  }

  Result<std::vector<std::optional<std::string>>> MultiGet(
      const std::vector<std::string>& keys) const override {
    std::vector<std::optional<std::string>> values(keys.size());
    Status status = Guard(path_, [&] {
      const std::size_t most = std::min(kKeysAtOnce, keys.size());
      std::vector<rocksdb::Slice> slices(most);
      std::vector<rocksdb::PinnableSlice> found(most);
      std::vector<rocksdb::Status> statuses(most);
      for (std::size_t begin = 0; begin < keys.size(); begin += kKeysAtOnce) {
        const std::size_t count = std::min(most, keys.size() - begin);
        std::copy_n(keys.begin() + static_cast<std::ptrdiff_t>(begin), count, slices.begin());
        db_->MultiGet(read_, db_->DefaultColumnFamily(), count, slices.data(), found.data(),
                      statuses.data());
        for (std::size_t i = 0; i < count; ++i) {
          if (statuses[i].ok())
            values[begin + i].emplace(found[i].data(), found[i].size());
          else if (!statuses[i].IsNotFound())
            return statuses[i];
          found[i].Reset();
        }
      }
      return rocksdb::Status::OK();
    });
    if (!status.ok()) return status;
    return values;
  }

  std::unique_ptr<KvIterator> Iterate(std::string_view prefix) const override {
    auto iterator = Walk(prefix);
    iterator->Seek(prefix);
    return iterator;
  }

  std::unique_ptr<KvIterator> Walk(std::string_view prefix) const override {
    return std::make_unique<RocksIterator>(
        shared_from_this(), std::unique_ptr<rocksdb::Iterator>(db_->NewIterator(read_)),
        std::string(prefix), path_);
  }

  std::unique_ptr<KvIterator> WalkGroups() const override {
    rocksdb::ReadOptions read = read_;
    read.total_order_seek = false;
    return std::make_unique<RocksIterator>(
        shared_from_this(), std::unique_ptr<rocksdb::Iterator>(db_->NewIterator(read)), "", path_);
  }

 private:
  std::shared_ptr<const void> owner_;
  rocksdb::DB* db_;
  const rocksdb::Snapshot* snapshot_;  // null when read-only: nothing moves there
  rocksdb::ReadOptions read_;
  std::string path_;
};

// A torn last record is what a killed writer leaves: the log is read up to it, and the
// caller is told, since a log that was cut later has lost what was reported as stored.
// Damage before the last record is an error either way.
template <typename Open>
rocksdb::Status OpenTolerant(rocksdb::Options options, bool tell, std::vector<std::string>& notes,
                             const std::string& path, const Open& open) {
  rocksdb::Status opened = open(options);
  if (!opened.IsCorruption()) return opened;
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  opened = open(options);
  if (opened.ok() && tell)
    notes.push_back("the log of store '" + path +
                    "' ends in the middle of a change; what was written last is not there: load "
                    "it again where you miss it");
  return opened;
}

Status OpenReadOnly(const std::string& path, const rocksdb::Options& options,
                    std::unique_ptr<rocksdb::DB>& out, std::vector<std::string>& notes) {
  Status status;
  // Beside a process that writes, the record under way is no loss.
  const bool tell = HolderOf(path + "/LOCK").empty();
  for (int attempt = 0; attempt < 5; ++attempt) {
    status = Guard(path, [&] {
      return OpenTolerant(options, tell, notes, path, [&](const rocksdb::Options& with) {
        rocksdb::DB* db = nullptr;
        rocksdb::Status opened = rocksdb::DB::OpenForReadOnly(with, path, &db);
        out.reset(db);
        return opened;
      });
    });
    if (status.ok()) return status;
  }
  return status;
}

}  // namespace

Kv::Kv(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
Kv::~Kv() = default;

Result<std::unique_ptr<Kv>> Kv::Open(const std::string& path, const KvOptions& wanted) {
  auto impl = std::make_shared<Impl>();
  impl->path = path;
  impl->options = wanted;
  impl->read_only = wanted.read_only;
  const rocksdb::Options options = OptionsFor(wanted);
  if (wanted.read_only) {
    impl->files = FilesOf(path);  // first: what is written meanwhile may not be seen
    Status status = OpenReadOnly(path, options, impl->db, impl->notes);
    if (!status.ok()) return status;
    return std::unique_ptr<Kv>(new Kv(std::move(impl)));
  }
  bool locked = false;
  std::string why;
  Status status = Guard(path, [&] {
    rocksdb::Status opened =
        OpenTolerant(options, true, impl->notes, path, [&](const rocksdb::Options& with) {
          rocksdb::DB* db = nullptr;
          rocksdb::Status one = rocksdb::DB::Open(with, path, &db);
          impl->db.reset(db);
          return one;
        });
    why = opened.ToString();
    locked = opened.IsIOError() && why.find("lock") != std::string::npos &&
             why.find("LOCK") != std::string::npos;
    return opened;
  });
  if (locked && why.find("Permission") == std::string::npos) return Busy(path, why);
  if (!status.ok()) return status;
  return std::unique_ptr<Kv>(new Kv(std::move(impl)));
}

Status Kv::Commit(KvBatch& batch) {
  if (impl_->read_only)
    return {Code::kInvalidInput,
            "store '" + impl_->path + "' is open read-only; open it for writing"};
  impl_->changed = true;
  return Guard(impl_->path, [&] {
    rocksdb::Status resumed = impl_->Resume();
    if (!resumed.ok()) return resumed;
    rocksdb::WriteOptions write;
    write.sync = !impl_->options.is_scratch;
    write.disableWAL = impl_->options.is_scratch;
    rocksdb::WriteBatch keys = batch.impl_->Batch(!batch.marks_);
    rocksdb::Status written = impl_->db->Write(write, &keys);
    impl_->failed = !written.ok();
    return written;
  });
}

std::shared_ptr<const KvView> Kv::View() const {
  return std::make_shared<RocksView>(impl_, impl_->db.get(), impl_->path);
}

bool Kv::IsBehind() const {
  return impl_->read_only && FilesOf(impl_->path) != impl_->files;
}

const std::vector<std::string>& Kv::notes() const {
  return impl_->notes;
}

std::uint64_t Kv::disk_bytes() const {
  std::uint64_t sum = 0;
  std::error_code error;
  for (std::filesystem::directory_iterator it(impl_->path, error), end; !error && it != end;
       it.increment(error)) {
    std::error_code gone;  // a file may vanish while we look
    std::uintmax_t size = it->file_size(gone);
    if (!gone) sum += size;
  }
  return sum;
}

}  // namespace lode
