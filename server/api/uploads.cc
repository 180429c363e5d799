// What is uploaded is written into a folder of its own, where nothing else is, and loaded from
// there: the loader reads files, and a request must not name one.

#include "server/api/uploads.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "lode/sets.h"

namespace lode::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestName = 120;
constexpr int kTriesForLock = 50;
constexpr auto kBetweenTries = std::chrono::milliseconds(100);

// A folder that goes with what is in it.
class Folder {
 public:
  Folder() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "lode-upload-XXXXXX").string();
    if (!error && mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;  // empty: it could not be made
};

// The last part of the name, without a dot in front and without control characters.
std::string SafeName(const std::string& name) {
  std::string safe = name.substr(name.find_last_of("/\\") + 1);
  std::erase_if(safe, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  safe.erase(0, safe.find_first_not_of('.'));
  if (safe.size() > kLongestName) safe.erase(0, safe.size() - kLongestName);
  while (!safe.empty() && (static_cast<unsigned char>(safe[0]) & 0xC0) == 0x80) safe.erase(0, 1);
  return safe;
}

}  // namespace

Uploads::~Uploads() {
  {
    std::lock_guard lock(mutex_);
    cancel_ = true;
  }
  wake_.notify_all();
  if (worker_.joinable()) worker_.join();
}

Result<std::uint64_t> Uploads::Add(Upload upload) {
  upload.name = SafeName(upload.name);
  if (upload.name.empty()) return Status(Code::kInvalidInput, "an upload has a file's name");
  if (upload.bytes.empty())
    return Status(Code::kInvalidInput, "the upload '" + upload.name + "' is empty");
  if (!upload.set.empty())
    if (const Status status = CheckSetName(upload.set); !status.ok()) return status;
  std::lock_guard lock(mutex_);
  if (waiting_.size() >= kMostWaiting)
    return Status(Code::kBusy,
                  std::to_string(kMostWaiting) + " uploads wait already; send it later");
  const std::uint64_t id = ++last_;
  Job& job = jobs_[id];
  job.name = upload.name;
  job.upload = std::move(upload);
  waiting_.push_back(id);
  if (jobs_.size() > kMostRemembered) {
    const auto oldest = jobs_.begin();
    if (oldest->second.state == "done" || oldest->second.state == "failed") jobs_.erase(oldest);
  }
  if (!worker_.joinable()) worker_ = std::thread([this] { Work(); });
  wake_.notify_all();
  return id;
}

void Uploads::Work() {
  for (;;) {
    std::uint64_t id = 0;
    Upload upload;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return cancel_ || !waiting_.empty(); });
      if (cancel_) return;
      id = waiting_.front();
      waiting_.pop_front();
      jobs_[id].state = "loading";
      upload = std::move(jobs_[id].upload);
    }
    Load(id, upload);
    loaded_();
  }
}

void Uploads::Load(std::uint64_t id, const Upload& upload) {
  const Folder folder;
  LoadReport report;
  Status status;
  if (folder.path().empty()) {
    status = {Code::kIo, "no folder could be made for the upload"};
  } else {
    const std::string path = folder.path() + "/" + upload.name;
    std::ofstream file(path, std::ios::binary);
    file << upload.bytes;
    file.close();
    status = file ? LoadFile(id, path, upload, report)
                  : Status(Code::kIo, "the upload could not be written; is the disk full?");
  }
  std::lock_guard lock(mutex_);
  Job& job = jobs_[id];
  const bool failed = !status.ok() || (report.added + report.replaced + report.unchanged == 0);
  job.state = failed ? "failed" : "done";
  job.message = status.message();
  for (const LoadError& error : report.errors)
    job.message += (job.message.empty() ? "" : "; ") + error.message;
  if (failed && job.message.empty()) job.message = "no article was found in it";
  job.report = std::move(report);
}

Status Uploads::LoadFile(std::uint64_t id, const std::string& path, const Upload& upload,
                         LoadReport& report) {
  OpenOptions open;
  open.create_if_missing = false;
  Result<Store> store = Store::Open(store_path_, open);
  for (int tries = 0; !store.ok() && store.status().code() == Code::kBusy; ++tries) {
    std::unique_lock lock(mutex_);
    if (tries == kTriesForLock ||
        wake_.wait_for(lock, kBetweenTries, [&] { return cancel_.load(); }))
      break;
    lock.unlock();
    store = Store::Open(store_path_, open);
  }
  if (!store.ok()) return store.status();
  LoadOptions options;
  options.source = upload.source;
  options.published = upload.published;
  options.url = upload.url;
  options.set = upload.set;
  options.jobs = 1;  // the others answer
  options.cancel = &cancel_;
  options.progress = [&](const LoadProgress& progress) {
    std::lock_guard lock(mutex_);
    jobs_[id].progress = progress;
  };
  Result<LoadReport> loaded = lode::Load(*store, {path}, options);
  if (!loaded.ok()) return loaded.status();
  report = *std::move(loaded);
  return {};
}

void Uploads::WriteJob(std::uint64_t id, const Job& job, JsonWriter& json) {
  json.Open('{').Key("id").Number(id).Key("name").Text(job.name).Key("state").Text(job.state);
  json.Key("bytes_done").Number(job.progress.bytes_done);
  json.Key("bytes_total").Number(job.progress.bytes_total);
  json.Key("articles").Number(job.progress.articles);
  json.Key("statements").Number(std::max(job.progress.statements, job.report.statements));
  json.Key("added").Number(job.report.added).Key("replaced").Number(job.report.replaced);
  json.Key("unchanged").Number(job.report.unchanged);
  json.Key("message").Text(job.message).Close('}');
}

bool Uploads::Write(std::uint64_t id, JsonWriter& json) const {
  std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return false;
  WriteJob(id, found->second, json);
  return true;
}

void Uploads::WriteAll(JsonWriter& json) const {
  std::lock_guard lock(mutex_);
  json.Open('[');
  for (auto it = jobs_.rbegin(); it != jobs_.rend(); ++it) WriteJob(it->first, it->second, json);
  json.Close(']');
}

}  // namespace lode::server
