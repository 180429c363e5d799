// Care of the files: compaction, sizes by table, copies. Copies are those of RocksDB's backup
// engine: files are shared between them by name, size and sum, and a copy counts once its
// description, which is written last, is there.

#include <rocksdb/utilities/backup_engine.h>

#include <filesystem>

#include "storage/disk/kv.h"
#include "storage/disk/rocks.h"

namespace lode {

Status Kv::Compact() {
  return Guard(impl_->path, [&] {
    rocksdb::CompactRangeOptions how;
    how.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
    const rocksdb::Status resumed = impl_->Resume();
    if (!resumed.ok()) return resumed;
    const rocksdb::Status done = impl_->db->CompactRange(how, nullptr, nullptr);
    if (!done.ok()) impl_->failed = true;
    return done;
  });
}

Result<std::vector<KvPart>> Kv::Parts() const {
  std::vector<KvPart> parts;
  const auto view = View();
  auto it = view->Iterate({});
  for (; it->valid(); it->Next()) {
    const char table = it->key().empty() ? '\0' : it->key().front();
    if (parts.empty() || parts.back().table != table) parts.push_back({table});
    ++parts.back().keys;
    parts.back().bytes += it->key().size() + it->value().size();
  }
  Status status = it->status();
  for (KvPart& part : parts) {
    if (!status.ok()) return status;
    const std::string begin(1, part.table), end = begin + std::string(64, '\xff');
    const rocksdb::Range range(begin, end);
    rocksdb::SizeApproximationOptions all;
    all.include_memtables = true;
    status = Guard(impl_->path, [&] {
      return impl_->db->GetApproximateSizes(all, impl_->db->DefaultColumnFamily(), &range, 1,
                                            &part.disk_bytes);
    });
  }
  if (!status.ok()) return status;
  return parts;
}

namespace {

rocksdb::BackupEngineOptions CopyOptions(const std::string& folder) {
  rocksdb::BackupEngineOptions options(folder);
  options.share_table_files = true;
  options.share_files_with_checksum = true;
  options.sync = true;
  return options;
}

Status NoCopy(const std::string& folder, const std::string& why) {
  return {Code::kNotFound, "folder '" + folder + "' " + why};
}

}  // namespace

Status Kv::BackUp(const std::string& folder, const std::string& mark) {
  return Guard(folder, [&] {
    rocksdb::BackupEngine* opened = nullptr;
    rocksdb::Status status =
        rocksdb::BackupEngine::Open(CopyOptions(folder), rocksdb::Env::Default(), &opened);
    const std::unique_ptr<rocksdb::BackupEngine> engine(opened);
    if (status.ok()) status = engine->GarbageCollect();  // of copies that were cut short
    rocksdb::CreateBackupOptions how;
    how.flush_before_backup = true;
    rocksdb::BackupID id = 0;
    if (status.ok()) status = impl_->Resume();
    if (status.ok()) status = engine->CreateNewBackupWithMetadata(how, impl_->db.get(), mark, &id);
    if (status.ok()) status = engine->VerifyBackup(id, true);
    return status;
  });
}

Status Kv::Restore(const std::string& folder, const std::string& path, const std::string& mark) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) return NoCopy(folder, "is not there");
  std::unique_ptr<rocksdb::BackupEngineReadOnly> engine;
  std::vector<rocksdb::BackupInfo> copies;
  Status status = Guard(folder, [&] {
    rocksdb::BackupEngineReadOnly* opened = nullptr;
    const rocksdb::Status done =
        rocksdb::BackupEngineReadOnly::Open(CopyOptions(folder), rocksdb::Env::Default(), &opened);
    engine.reset(opened);
    if (done.ok()) engine->GetBackupInfo(&copies);
    return done;
  });
  if (!status.ok()) return status;
  if (copies.empty()) return NoCopy(folder, "holds no copy of a store");
  const rocksdb::BackupInfo& newest = copies.back();
  if (newest.app_metadata != mark)
    return {Code::kUnsupported, "the copy in '" + folder + "' is of \"" + newest.app_metadata +
                                    "\", this lode keeps \"" + mark +
                                    "\"; restore it with the lode that made it"};
  return Guard(folder, [&] {
    const rocksdb::Status sound = engine->VerifyBackup(newest.backup_id, true);
    return sound.ok() ? engine->RestoreDBFromBackup(newest.backup_id, path, path) : sound;
  });
}

}  // namespace lode
