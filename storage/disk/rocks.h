// What the rooms of the store's files share of RocksDB: options, errors, the open database.
// For kv.cc, kv_run.cc and kv_care.cc alone.
#pragma once

#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/write_batch.h>

#include <atomic>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

// What a status of RocksDB means to whoever has the store at `path`.
Status FromRocks(const rocksdb::Status& status, const std::string& path);

// The wall: RocksDB reports by values, but its threads and allocations may throw.
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

inline rocksdb::Slice SliceOf(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}
inline std::string_view ViewOf(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

// Whether so many bytes and some more can be written there: by writing them.
bool HasRoom(const std::string& path, std::uint64_t bytes);

rocksdb::Options OptionsFor(const KvOptions& wanted);
// Of tables that are written once and stay.
rocksdb::Options OptionsOfRuns(const KvOptions& wanted);
// Of one that is never asked for a whole key.
rocksdb::Options WithFilterOfGroups(const rocksdb::Options& options);

struct KvBatch::Impl {
  struct Entry {
    std::size_t key = 0, value = 0, end = 0;  // where they begin in `bytes`, and where both end
    bool is_there = false;                    // false: the key goes
  };
  std::string bytes;
  std::vector<Entry> entries;

  std::string_view KeyOf(const Entry& entry) const {
    return std::string_view(bytes).substr(entry.key, entry.value - entry.key);
  }
  // `is_sorted`: by keys, those of one key in the order in which they came. A memory table of
  // RocksDB takes some hundred keys more quickly so; where there are very many, sorting costs
  // what it spares.
  rocksdb::WriteBatch Batch(bool is_sorted);
};

struct Kv::Impl {
  std::string path;
  KvOptions options;
  bool read_only = false;
  std::atomic<bool> changed = false;
  std::atomic<bool> failed = false;  // the last change
  std::string files;                 // of a read-only view: FilesOf when it was opened
  std::unique_ptr<rocksdb::DB> db;
  std::vector<std::string> notes;

  // RocksDB takes nothing after a change that failed until it is told to go on; then it
  // writes what it holds.
  rocksdb::Status Resume();

  // What the log holds goes into tables, so that the next opening has nothing to
  // replay. Should that fail, the log is still there.
  ~Impl() {
    if (db == nullptr) return;
    if (changed && !options.is_scratch) (void)db->Flush(rocksdb::FlushOptions());
    (void)db->Close();
  }
};

}  // namespace lode
