// One open store, shared by all its handles: the keys and values, the schema, the
// newest snapshot, and the lock by which writers take turns.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "lode/status.h"
#include "lode/store.h"
#include "storage/disk/kv.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

class AliasTable;
class Follower;
class Schema;

// How the keys of a store are kept.
KvOptions KeyOptions();

// Threads: any.
class Database {
 public:
  static Result<std::shared_ptr<Database>> Open(const std::string& path,
                                                const OpenOptions& options);

  const std::string& path() const { return path_; }
  const std::shared_ptr<const Schema>& schema() const { return schema_; }
  const std::vector<std::string>& notes() const { return kv_->notes(); }
  std::uint64_t disk_bytes() const { return kv_->disk_bytes(); }
  bool IsBehind() const { return kv_->IsBehind(); }

  ~Database();

  // Who keeps what follows from changes. Told once, before the first one.
  void FollowBy(std::unique_ptr<Follower> follower);
  Follower* follower() const { return follower_.get(); }

  // Makes one change: `change` fills the batch, looking at what is there now; the follower adds
  // what comes of it. Writers take turns. An empty batch is not written.
  Status Change(bool names_change, const std::function<Status(const KvView&, KvBatch&)>& change);

  // Keeps other writers waiting while it lives: for what is no single batch.
  std::unique_lock<std::mutex> TakeTurn() { return std::unique_lock(write_mutex_); }
  // Makes all keys of the run visible at once, and durable. REQUIRES: the turn.
  Status TakeIn(KvRun& run);
  Kv& kv() { return *kv_; }

  std::shared_ptr<const Snapshot> OpenSnapshot();
  std::mutex& import_mutex() { return import_mutex_; }  // held through an import
  std::shared_ptr<const KvView> View() const { return kv_->View(); }

 private:
  Database(std::string path, std::unique_ptr<Kv> kv, std::shared_ptr<const Schema> schema);
  Status Follow(KvBatch& batch);

  const std::string path_;
  const std::unique_ptr<Kv> kv_;
  const std::shared_ptr<const Schema> schema_;
  std::unique_ptr<Follower> follower_;

  std::mutex import_mutex_;  // taken before write_mutex_
  std::mutex write_mutex_;   // held through a change

  std::mutex snapshot_mutex_;                 // guards what follows; taken after write_mutex_
  std::shared_ptr<const Snapshot> snapshot_;  // the newest, or null when something changed
  std::shared_ptr<class NameTables> names_;   // of the newest set of articles
};

}  // namespace lode
