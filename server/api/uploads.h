// Articles that come in over HTTP: read one after the other, beside the questions.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "lode/load.h"
#include "lode/status.h"
#include "server/http/json_writer.h"

namespace lode::server {

struct Upload {
  std::string name;   // of the file: its last part, without what no file name should have
  std::string bytes;  // of any format that `lode load` reads
  std::string source, published, url;  // what the file does not say
  std::string set;                     // that its articles join; empty: none
};

// Threads: any. One thread of its own loads; between loads the store is open for nobody here,
// so that other programs can write.
class Uploads {
 public:
  static constexpr std::size_t kMostWaiting = 32;
  static constexpr std::size_t kMostRemembered = 200;

  // `loaded` is called after each load. Nothing is written before the first upload.
  Uploads(std::string store_path, std::function<void()> loaded)
      : store_path_(std::move(store_path)), loaded_(std::move(loaded)) {}
  ~Uploads();  // stops after the article under way; what waits is dropped
  Uploads(const Uploads&) = delete;
  Uploads& operator=(const Uploads&) = delete;

  // The number under which its progress is told. kBusy: too many wait. kInvalidInput: no bytes,
  // no name, a set of no name.
  Result<std::uint64_t> Add(Upload upload);
  // {"id", "name", "state", "files_done", ..., "message"}; `state` is waiting, loading, done or
  // failed. False: there is none of that number, or it is long ago.
  bool Write(std::uint64_t id, JsonWriter& json) const;
  // All of them, the newest first.
  void WriteAll(JsonWriter& json) const;

 private:
  struct Job {
    Upload upload;
    std::string name, state = "waiting", message;
    LoadProgress progress;
    LoadReport report;
  };
  void Work();
  void Load(std::uint64_t id, const Upload& upload);
  Status LoadFile(std::uint64_t id, const std::string& path, const Upload& upload,
                  LoadReport& report);
  static void WriteJob(std::uint64_t id, const Job& job, JsonWriter& json);

  const std::string store_path_;
  const std::function<void()> loaded_;
  std::atomic<bool> cancel_{false};
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::map<std::uint64_t, Job> jobs_;  // guarded by mutex_
  std::deque<std::uint64_t> waiting_;  // guarded by mutex_
  std::uint64_t last_ = 0;             // guarded by mutex_
  std::thread worker_;                 // started by the first upload
};

}  // namespace lode::server
