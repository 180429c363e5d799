// Ordered keys and values on disk: the only door to RocksDB. Everything above
// sees bytes, batches and views, and a Status where RocksDB had something to say.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"

namespace lode {

struct KvOptions {
  bool read_only = false;
  bool create_if_missing = true;
  std::uint64_t cache_bytes = 0;  // of the block cache; 0: a share of the machine's memory
  bool is_scratch = false;        // nothing of it has to outlive the process: no log is written
  // Keys with this first byte are in one group where they agree in so many bytes: see
  // KvView::WalkGroups. 0: no key is.
  char grouped_table = 0;
  std::size_t group_bytes = 0;
};

// Changes that are made together or not at all. Threads: one at a time.
class KvBatch {
 public:
  // `marks`: each value has a byte before it that says whether the key is there, so that what
  // is deleted is known to be; see layers.h.
  explicit KvBatch(bool marks = false);
  ~KvBatch();
  void Put(std::string_view key, std::string_view value);
  void Delete(std::string_view key);
  bool empty() const;
  // Everything that was put and deleted, in order; values without marks.
  using Visit = std::function<void(std::string_view key, std::optional<std::string_view> value)>;
  void VisitAll(const Visit& visit) const;

  static constexpr char kGone = 0, kThere = 1;

 private:
  friend class Kv;
  struct Impl;
  std::unique_ptr<Impl> impl_;
  const bool marks_;
};

// Walks the keys that begin with one prefix, in byte order. key() and value()
// are valid until the next call that moves. Not thread-safe.
class KvIterator {
 public:
  virtual ~KvIterator() = default;
  virtual void Seek(std::string_view key) = 0;  // REQUIRES: key begins with the prefix
  // Stands on the last key that is not behind this one. REQUIRES: likewise.
  virtual void SeekBack(std::string_view key) = 0;
  virtual bool valid() const = 0;
  virtual void Next() = 0;
  virtual void Prev() = 0;
  virtual std::string_view key() const = 0;
  virtual std::string_view value() const = 0;
  virtual Status status() const = 0;  // look when valid() has become false
};

// The store as of one moment. Keeps what it shows alive. Threads: any.
class KvView {
 public:
  virtual ~KvView() = default;
  virtual Result<std::optional<std::string>> Get(std::string_view key) const = 0;
  // One answer a key, in their order. Quicker than one by one when sorted.
  virtual Result<std::vector<std::optional<std::string>>> MultiGet(
      const std::vector<std::string>& keys) const = 0;
  // Stands on the first key of the prefix.
  virtual std::unique_ptr<KvIterator> Iterate(std::string_view prefix) const = 0;
  // Stands nowhere until it is told where.
  virtual std::unique_ptr<KvIterator> Walk(std::string_view prefix) const = 0;
  // The same over all keys, for seeks to groups (KvOptions): a file that has none of the
  // group is told so by its filter. Shows keys of the sought group, and behind them nothing
  // that could be relied on.
  virtual std::unique_ptr<KvIterator> WalkGroups() const { return Walk({}); }
};

// Keys and values on their way into a Kv, in files of their own, to be seen there at once.
// Threads: one. What was not taken in goes away with it.
class KvRun {
 public:
  ~KvRun();
  // REQUIRES: keys ascend. kIo: the disk has no room.
  Status Add(std::string_view key, std::string_view value);
  // Takes a key of the Kv away. REQUIRES: likewise.
  Status Delete(std::string_view key);

 private:
  friend class Kv;
  struct Impl;
  explicit KvRun(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// What stands in a table of the store: all keys with one first byte.
struct KvPart {
  char table = 0;
  std::uint64_t keys = 0;
  std::uint64_t bytes = 0;       // of keys and values
  std::uint64_t disk_bytes = 0;  // of the files, about
};

// Threads: any. Views and iterators may outlive it; the last one closes the folder.
class Kv {
 public:
  // kBusy names the lock file and, where the system tells, the process that
  // holds it; kNotFound when there is nothing to open; kCorrupt, kIo.
  // A read-only view stands still: it shows what was there when it was opened.
  static Result<std::unique_ptr<Kv>> Open(const std::string& path, const KvOptions& options);
  ~Kv();

  // Durable when it returns kOk. On an error nothing of the batch is there.
  Status Commit(KvBatch& batch);
  std::shared_ptr<const KvView> View() const;

  // A run whose files stand in `folder`, on the same disk.
  Result<std::unique_ptr<KvRun>> NewRun(const std::string& folder);
  // Puts all of the run in: there whole and durable when it returns kOk, else not at all.
  Status TakeIn(KvRun& run);
  // Writes all files anew: what was written over or deleted goes, the rest is compressed
  // well. Takes as much room again while it works; a kill leaves the old files or the new.
  Status Compact();
  // Walks over all keys.
  Result<std::vector<KvPart>> Parts() const;

  // Adds this state to the copies in `folder`, which is made: files that a copy there has
  // are not copied again. A copy that was cut short is none, and costs the others nothing.
  // `mark` says what it is a copy of. Every file is read back and its sum compared.
  Status BackUp(const std::string& folder, const std::string& mark);
  // Puts the newest copy into the folder `path`; each file is read first and its sum
  // compared. kUnsupported: the copy has another mark.
  static Status Restore(const std::string& folder, const std::string& path,
                        const std::string& mark);

  std::uint64_t disk_bytes() const;
  // Whether the folder has changed since it was opened read-only. Cost: lists the folder.
  bool IsBehind() const;
  // What opening found: a log whose tail is not there. A sentence each.
  const std::vector<std::string>& notes() const;

 private:
  struct Impl;
  explicit Kv(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

}  // namespace lode
