// RocksDB behind the door of kv.h: block-based tables, one column family, a
// write-ahead log that is synced at every commit. The hard bits are at the ends:
// telling a locked folder from a damaged one when opening, and opening read-only
// beside a process that writes, whose files may vanish between our looking and
// our opening (tried again a few times). RocksDB reports by values, but its
// threads and allocations may throw: Guard is the wall.

#include "storage/disk/kv.h"

#include <fcntl.h>
#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdarg>
#include <exception>
#include <filesystem>
#include <new>

#include "storage/disk/folder_state.h"

namespace lode {

namespace {

Status FromRocks(const rocksdb::Status& status, const std::string& path) {
  if (status.ok()) return Status::Ok();
  if (status.IsNoSpace() || status.ToString().find("No space left") != std::string::npos)
    return {Code::kIo, "the disk is full: store '" + path +
                           "' did not take the change and is as it was; make room and try again"};
  const std::string what = "store '" + path + "': " + status.ToString();
  if (status.IsCorruption())
    return {Code::kCorrupt, what + "; its files are damaged, restore them from a copy"};
  if (status.IsNotFound()) return {Code::kNotFound, what};
  if (status.IsNotSupported()) return {Code::kUnsupported, what};
  if (status.IsInvalidArgument()) return {Code::kCorrupt, what + "; this is not a whole store"};
  return {Code::kIo, what};
}

template <typename Work>
Status Guard(const std::string& path, Work&& work) {
  try {
    return FromRocks(work(), path);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& e) {
    return {Code::kInternal, "store '" + path + "': " + e.what()};
  }
}

rocksdb::Slice SliceOf(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}
std::string_view ViewOf(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

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

constexpr std::uint64_t kLeastCache = 64ull << 20, kMostCache = 512ull << 20;
constexpr std::uint64_t kCacheShare = 16;  // one part in so many of the machine's memory

std::uint64_t CacheBytes(std::uint64_t wanted) {
  if (wanted != 0) return wanted;
  const long pages = ::sysconf(_SC_PHYS_PAGES), page = ::sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page <= 0) return kLeastCache;
  const auto memory = static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page);
  return std::clamp(memory / kCacheShare, kLeastCache, kMostCache);
}

// RocksDB's own log ends the process by an assertion when it meets a full disk twice.
class NoLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

// Commit resumes, and nobody before: an attempt while the disk is full is the last one.
class NoRecovery : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status,
                            bool* recovers) override {
    *recovers = false;
  }
};

// Whether so many bytes and some more can be written there: by writing them.
bool HasRoom(const std::string& path, std::uint64_t bytes) {
  const std::string name = path + "/ROOM";
  const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const std::vector<char> zeros(1 << 20);
  bool fits = true;
  for (std::uint64_t done = 0; fits && done <= bytes; done += zeros.size())
    fits = ::write(file, zeros.data(), zeros.size()) == static_cast<ssize_t>(zeros.size());
  fits = fits && ::fsync(file) == 0;
  ::close(file);
  ::unlink(name.c_str());
  return fits;
}

// Which group a key is in. Files know the name that they were written with.
class Groups : public rocksdb::SliceTransform {
 public:
  Groups(char table, std::size_t bytes)
      : table_(table), bytes_(bytes), name_("lode.groups." + std::to_string(bytes) + table) {}
  const char* Name() const override { return name_.c_str(); }
  bool InDomain(const rocksdb::Slice& key) const override {
    return key.size() >= bytes_ && key[0] == table_;
  }
  rocksdb::Slice Transform(const rocksdb::Slice& key) const override {
    return {key.data(), bytes_};
  }

 private:
  const char table_;
  const std::size_t bytes_;
  const std::string name_;
};

rocksdb::Options OptionsFor(const KvOptions& wanted) {
  rocksdb::Options options;
  options.create_if_missing = wanted.create_if_missing && !wanted.read_only;
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;
  options.write_buffer_size = 16 << 20;
  options.max_write_buffer_number = 3;
  options.max_background_jobs = 2;
  options.max_open_files = -1;  // a reader beside a writer must keep hold of its files
  options.max_total_wal_size = 64 << 20;
  options.info_log = std::make_shared<NoLog>();
  options.max_bgerror_resume_count = 0;
  options.listeners.push_back(std::make_shared<NoRecovery>());
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kAbsoluteConsistency;
  rocksdb::BlockBasedTableOptions table;
  // One shard: a filter is one block of up to megabytes, and would fit into none of many.
  table.block_cache = rocksdb::NewLRUCache(CacheBytes(wanted.cache_bytes), 0);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.block_size = 16 << 10;
  table.format_version = 5;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  if (wanted.group_bytes > 0)
    options.prefix_extractor = std::make_shared<Groups>(wanted.grouped_table, wanted.group_bytes);
  return options;
}

}  // namespace

struct KvBatch::Impl {
  rocksdb::WriteBatch batch;
};

KvBatch::KvBatch() : impl_(std::make_unique<Impl>()) {}
KvBatch::~KvBatch() = default;
void KvBatch::Put(std::string_view key, std::string_view value) {
  (void)impl_->batch.Put(SliceOf(key), SliceOf(value));  // fails for lack of memory alone
}
void KvBatch::Delete(std::string_view key) {
  (void)impl_->batch.Delete(SliceOf(key));
}
bool KvBatch::empty() const {
  return impl_->batch.Count() == 0;
}

struct Kv::Impl {
  std::string path;
  bool read_only = false;
  std::atomic<bool> changed = false;
  std::atomic<bool> failed = false;  // the last commit
  std::string files;                 // of a read-only view: FilesOf when it was opened
  std::unique_ptr<rocksdb::DB> db;
  std::vector<std::string> notes;

  // What the log holds goes into tables, so that the next opening has nothing to
  // replay. Should that fail, the log is still there.
  ~Impl() {
    if (db == nullptr) return;
    if (changed) (void)db->Flush(rocksdb::FlushOptions());
    (void)db->Close();
  }
};

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
      std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
      std::vector<rocksdb::PinnableSlice> found(keys.size());
      std::vector<rocksdb::Status> statuses(keys.size());
      db_->MultiGet(read_, db_->DefaultColumnFamily(), keys.size(), slices.data(), found.data(),
                    statuses.data());
      for (std::size_t i = 0; i < keys.size(); ++i) {
        if (statuses[i].ok())
          values[i].emplace(found[i].data(), found[i].size());
        else if (!statuses[i].IsNotFound())
          return statuses[i];
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
    // RocksDB takes nothing until it is told to go on; then it writes what it holds.
    if (impl_->failed) {
      std::uint64_t held = 0;
      impl_->db->GetIntProperty(rocksdb::DB::Properties::kSizeAllMemTables, &held);
      if (!HasRoom(impl_->path, held)) return rocksdb::Status::NoSpace();
      rocksdb::Status resumed = impl_->db->Resume();
      if (!resumed.ok()) return resumed;
    }
    rocksdb::WriteOptions write;
    write.sync = true;
    rocksdb::Status written = impl_->db->Write(write, &batch.impl_->batch);
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
