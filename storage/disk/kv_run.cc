// Runs: sorted files that RocksDB takes in with one entry of its manifest, which is why a
// change of any size is seen at once or not at all. A file holds keys of one table, so tables may
// come in any order and no two files overlap.

#include <rocksdb/sst_file_writer.h>
#include <zstd.h>

#include <filesystem>

#include "storage/disk/kv.h"
#include "storage/disk/rocks.h"

namespace lode {

namespace {
constexpr std::uint64_t kRunFileBytes = 64 << 20;
constexpr std::uint64_t kRoomToTakeIn = 1 << 20;  // files are linked: it is the manifest that grows
constexpr std::size_t kLargeValue = 4 << 10;
constexpr std::size_t kLeastSpared = 8;  // one part in so many

// Whether a large value does not get smaller, as those behind it will not: trying each takes longer
// than writing it. Small ones may together.
bool IsPacked(std::string_view value) {
  if (value.size() < kLargeValue) return false;
  std::string compressed(ZSTD_compressBound(value.size()), '\0');
  const std::size_t size =
      ZSTD_compress(compressed.data(), compressed.size(), value.data(), value.size(), 1);
  return ZSTD_isError(size) == 0 && size > value.size() - value.size() / kLeastSpared;
}
}  // namespace

struct KvRun::Impl {
  std::string folder;
  std::string path;  // of the store, for messages
  rocksdb::Options options, options_of_groups;
  char grouped_table = 0;
  std::vector<std::string> files;
  std::unique_ptr<rocksdb::SstFileWriter> writer;  // of the last file; null: none is open

  char table = 0;  // of the last file

  rocksdb::Status OpenFor(std::string_view key, std::string_view value) {
    if (key.front() != table) {
      const rocksdb::Status finished = Finish();
      if (!finished.ok()) return finished;
    }
    if (writer != nullptr) return {};
    table = key.front();
    files.push_back(folder + "/run-" + std::to_string(files.size()) + ".sst");
    rocksdb::Options of_file = table == grouped_table ? options_of_groups : options;
    if (IsPacked(value)) of_file.compression = rocksdb::kNoCompression;
    writer = std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(), of_file);
    const rocksdb::Status opened = writer->Open(files.back());
    return opened;
  }
  rocksdb::Status Added(const rocksdb::Status& put) {
    return !put.ok() || writer->FileSize() < kRunFileBytes ? put : Finish();
  }
  rocksdb::Status Finish() {
    if (writer == nullptr) return {};
    const rocksdb::Status finished = writer->Finish();  // synced
    writer.reset();
    return finished;
  }
};

KvRun::KvRun(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KvRun::~KvRun() {
  impl_->writer.reset();
  std::error_code error;
  for (const std::string& file : impl_->files) std::filesystem::remove(file, error);
}

Status KvRun::Add(std::string_view key, std::string_view value) {
  return Guard(impl_->path, [&] {
    const rocksdb::Status opened = impl_->OpenFor(key, value);
    return opened.ok() ? impl_->Added(impl_->writer->Put(SliceOf(key), SliceOf(value))) : opened;
  });
}

Status KvRun::Delete(std::string_view key) {
  return Guard(impl_->path, [&] {
    const rocksdb::Status opened = impl_->OpenFor(key, {});
    return opened.ok() ? impl_->Added(impl_->writer->Delete(SliceOf(key))) : opened;
  });
}

Result<std::unique_ptr<KvRun>> Kv::NewRun(const std::string& folder) {
  auto run = std::make_unique<KvRun::Impl>();
  run->folder = folder;
  run->path = impl_->path;
  run->options = OptionsOfRuns(impl_->options);
  run->grouped_table = impl_->options.grouped_table;
  run->options_of_groups = WithFilterOfGroups(run->options);
  return std::unique_ptr<KvRun>(new KvRun(std::move(run)));
}

Status Kv::TakeIn(KvRun& run) {
  return Guard(impl_->path, [&] {
    const rocksdb::Status finished = run.impl_->Finish();
    if (!finished.ok() || run.impl_->files.empty()) return finished;
    const rocksdb::Status resumed = impl_->Resume();
    if (!resumed.ok()) return resumed;
    // RocksDB ends the process by an assertion where the disk is full in the middle of it.
    if (!HasRoom(impl_->path, kRoomToTakeIn)) return rocksdb::Status::NoSpace();
    impl_->changed = true;
    rocksdb::IngestExternalFileOptions how;
    how.move_files = true;
    how.write_global_seqno = false;
    const rocksdb::Status taken = impl_->db->IngestExternalFile(run.impl_->files, how);
    impl_->failed = !taken.ok();
    return taken;
  });
}

}  // namespace lode
