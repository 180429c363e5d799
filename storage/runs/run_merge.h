// Several runs read as one, and what has no order brought into one. Memory: a block of each run
// that is open, and no more than kRunsAtOnce are.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/runs/run_file.h"

namespace lode {

inline constexpr std::size_t kRunsAtOnce = 128;

// The articles of several runs, ascending. Where runs have an article at one place, each of
// them is handed out, in the order of their bytes. Threads: one.
class RunMerge {
 public:
  static Result<std::unique_ptr<RunMerge>> Open(const std::vector<std::string>& paths);

  Status Next();
  bool valid() const { return current_ != nullptr; }
  std::string_view article() const { return current_->article(); }
  // Of the run that the article is from.
  const RunFileReader& run() const { return *current_; }

 private:
  Status Enter(std::unique_ptr<RunFileReader> run);

  std::vector<std::unique_ptr<RunFileReader>> heap_;  // the least one first; all valid
  std::unique_ptr<RunFileReader> current_;
};

// The runs themselves where they are few enough to be read at once; else runs in `folder` that
// hold the same articles and are few enough. Equal articles come once. kCancelled.
Result<std::vector<std::string>> NarrowRuns(std::vector<std::string> paths,
                                            const std::string& folder, std::size_t most,
                                            const std::atomic<bool>* cancel);

// Sorts articles into one run: those that fit in memory at once, and the runs of these
// afterwards. Threads: one.
class RunSorter {
 public:
  // The run is made beside its place (PATH.part, PATH.part.N), and renamed when it is whole.
  RunSorter(std::string path, std::string schema_hash, std::size_t memory_bytes = 64 << 20);
  ~RunSorter();  // what is not finished goes
  RunSorter(const RunSorter&) = delete;
  RunSorter& operator=(const RunSorter&) = delete;

  // Before the first Add: whether the place can be written.
  Status Begin();
  Status Add(std::string article);
  // Of articles at one place the one with the greatest bytes stays. Call once, last.
  Status Finish();

 private:
  Status Spill(const std::string& to, int level);
  Status MergeParts(std::vector<std::string> sorted);

  const std::string path_, schema_hash_;
  const std::size_t memory_bytes_;
  std::vector<std::string> articles_;
  std::size_t bytes_ = 0;
  std::vector<std::string> parts_;
};

}  // namespace lode
