// Opening and creating a store, and the turn-taking of writers. A store is made
// in an order that leaves, wherever it is cut short, a folder that the next
// opening takes for empty: folder, keys and values with the schema, mark.

#include "storage/database.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "storage/disk/format_version.h"
#include "storage/follower.h"
#include "storage/names/name_index.h"
#include "storage/schema/schema.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

Result<std::shared_ptr<const Schema>> SchemaForNew(const std::string& path) {
  if (path.empty()) return Schema::BuiltIn();
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad())
    return {Code::kNotFound, "schema file '" + path + "' cannot be read; name another one"};
  return Schema::Parse(text, path);
}

Result<std::shared_ptr<const Schema>> StoredSchema(const Kv& kv, const std::string& path) {
  auto text = kv.View()->Get(KeyOf(Table::kMeta, "schema"));
  if (!text.ok()) return text.status();
  if (!text->has_value())
    return {Code::kCorrupt, "store '" + path + "' has lost its schema; restore it from a copy"};
  return Schema::Parse(**text, path + " (schema)");
}

Result<std::unique_ptr<Kv>> Create(const std::string& path, const KvOptions& options,
                                   const Schema& schema) {
  std::error_code unknown;
  const bool had_data = std::filesystem::exists(DataFolder(path), unknown) || unknown;
  if (Status made = MakeFolder(path); !made.ok()) return made;
  auto kv = Kv::Open(DataFolder(path), options);
  if (!kv.ok()) return kv;
  KvBatch batch;
  batch.Put(KeyOf(Table::kMeta, "schema"), schema.text());
  Status status = (*kv)->Commit(batch);
  if (status.ok()) status = WriteFormat(path);
  if (status.ok()) return kv;
  kv->reset();
  if (!had_data) std::filesystem::remove_all(DataFolder(path), unknown);  // on a full disk, say
  return status;
}

}  // namespace

KvOptions KeyOptions() {
  KvOptions options;
  options.grouped_table = static_cast<char>(Table::kNameIndex);
  options.group_bytes = kIndexPrefixBytes;
  return options;
}

Result<std::shared_ptr<Database>> Database::Open(const std::string& path,
                                                 const OpenOptions& wanted) {
  auto state = InspectFolder(path);
  if (!state.ok()) return state.status();
  KvOptions options = KeyOptions();
  options.read_only = wanted.read_only;
  options.cache_bytes = wanted.cache_bytes;
  const bool is_new = *state == FolderState::kEmpty;
  if (is_new && (wanted.read_only || !wanted.create_if_missing))
    return {Code::kNotFound, "there is no store at '" + path + "'; load something into it first"};
  auto schema = is_new ? SchemaForNew(wanted.schema_path)
                       : Result<std::shared_ptr<const Schema>>(std::shared_ptr<const Schema>());
  if (!schema.ok()) return schema.status();
  if (!is_new && !wanted.read_only && access(DataFolder(path).c_str(), W_OK) != 0)
    return {Code::kIo, "store '" + path + "' cannot be written: " + std::strerror(errno)};
  options.create_if_missing = is_new;
  if (!wanted.read_only) DropBulkFolder(path);
  auto kv = is_new ? Create(path, options, **schema) : Kv::Open(DataFolder(path), options);
  if (!kv.ok()) return kv.status();
  if (!is_new) schema = StoredSchema(**kv, path);
  if (!schema.ok()) return schema.status();
  return std::shared_ptr<Database>(new Database(path, *std::move(kv), *std::move(schema)));
}

Database::Database(std::string path, std::unique_ptr<Kv> kv, std::shared_ptr<const Schema> schema)
    : path_(std::move(path)), kv_(std::move(kv)), schema_(std::move(schema)) {}
Database::~Database() = default;

void Database::FollowBy(std::unique_ptr<Follower> follower) {
  follower_ = std::move(follower);
}

Status Database::Follow(KvBatch& batch) {
  const std::shared_ptr<const KvView> before = kv_->View();
  if (follower_ == nullptr) return {};
  const auto follows = follower_->Follows(*before, batch);
  if (!follows.ok() || !*follows) return follows.status();
  KeyChanges keys;
  batch.VisitAll([&](std::string_view key, std::optional<std::string_view> value) {
    keys[std::string(key)] = value ? std::optional<std::string>(*value) : std::nullopt;
  });
  return follower_->Follow({before, keys, *schema_}, batch);
}

Status Database::Change(bool names_change,
                        const std::function<Status(const KvView&, KvBatch&)>& change) {
  std::lock_guard turn(write_mutex_);
  KvBatch batch;
  Status status = change(*kv_->View(), batch);
  if (!status.ok() || batch.empty()) return status;
  if (status = Follow(batch); !status.ok()) return status;
  // No snapshot may be taken between the commit and the forgetting of old names.
  std::lock_guard lock(snapshot_mutex_);
  status = kv_->Commit(batch);
  snapshot_.reset();
  if (names_change) names_.reset();
  return status;
}

Status Database::TakeIn(KvRun& run) {
  std::lock_guard lock(snapshot_mutex_);
  const Status status = kv_->TakeIn(run);
  snapshot_.reset();
  names_.reset();
  return status;
}

std::shared_ptr<const Snapshot> Database::OpenSnapshot() {
  std::lock_guard lock(snapshot_mutex_);
  // What could not be read once is tried again: its errors are not those of the next call.
  if (snapshot_ != nullptr && (!snapshot_->status().ok() || !snapshot_->damage().empty())) {
    snapshot_.reset();
    if (!names_->status().ok()) names_.reset();
  }
  if (snapshot_ == nullptr) {
    auto view = kv_->View();
    if (names_ == nullptr) names_ = std::make_shared<NameTables>(view, schema_);
    snapshot_ = std::make_shared<StoredSnapshot>(std::move(view), schema_, names_);
  }
  return snapshot_;
}

std::shared_ptr<const Snapshot> OpenSnapshot(const Store& store) {
  return store.database().OpenSnapshot();
}

}  // namespace lode
