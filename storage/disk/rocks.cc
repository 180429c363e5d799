// How lode wants RocksDB, and what its errors mean.

#include "storage/disk/rocks.h"

#include <fcntl.h>
#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <unistd.h>

#include <algorithm>
#include <cstdarg>

namespace lode {

namespace {

constexpr std::uint64_t kLeastCache = 64ull << 20, kMostCache = 512ull << 20;
constexpr int kFilterBits = 10;  // of each key in a Bloom filter; seven of a ribbon do as well
constexpr int kLevelOfRuns = 6;  // of zstd: 4 % smaller than level 3, for 3 % of an import's time
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

}  // namespace

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
  if (wanted.is_scratch) {
    options.write_buffer_size = 64 << 20;
    options.avoid_flush_during_shutdown = true;
    options.bottommost_compression = options.compression;  // is written once more
  }
  options.info_log = std::make_shared<NoLog>();
  options.max_bgerror_resume_count = 0;
  options.listeners.push_back(std::make_shared<NoRecovery>());
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kAbsoluteConsistency;
  rocksdb::BlockBasedTableOptions table;
  // One shard: a filter is one block of up to megabytes, and would fit into none of many.
  table.block_cache = rocksdb::NewLRUCache(CacheBytes(wanted.cache_bytes), 0);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kFilterBits));
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.block_size = 16 << 10;
  table.format_version = 5;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  if (wanted.group_bytes > 0)
    options.prefix_extractor = std::make_shared<Groups>(wanted.grouped_table, wanted.group_bytes);
  return options;
}

rocksdb::Options OptionsOfRuns(const KvOptions& wanted) {
  rocksdb::Options options = OptionsFor(wanted);
  if (wanted.is_scratch) return options;
  options.compression = options.bottommost_compression;
  options.compression_opts.level = kLevelOfRuns;
  auto table = *options.table_factory->GetOptions<rocksdb::BlockBasedTableOptions>();
  table.filter_policy.reset(rocksdb::NewRibbonFilterPolicy(kFilterBits));
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

rocksdb::Options WithFilterOfGroups(const rocksdb::Options& options) {
  rocksdb::Options without = options;
  auto table = *options.table_factory->GetOptions<rocksdb::BlockBasedTableOptions>();
  table.whole_key_filtering = false;
  without.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return without;
}

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

rocksdb::Status Kv::Impl::Resume() {
  if (!failed) return {};
  std::uint64_t held = 0;
  db->GetIntProperty(rocksdb::DB::Properties::kSizeAllMemTables, &held);
  if (!HasRoom(path, held)) return rocksdb::Status::NoSpace();
  return db->Resume();
}

}  // namespace lode
