// Runs: articles and what was read in them, as one sorted file, to be merged into a store. They
// are written wherever articles are read, by any number of processes, and imported once
// (docs/runs.md).
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "lode/load.h"
#include "lode/status.h"
#include "lode/store.h"

namespace lode {

// Whether the file begins as a run does, or is cut short there (an empty one if it is named *.run).
// False where it cannot be read, or is a pipe: a run is read twice.
bool IsRun(const std::string& path);

// Reads articles and writes them as a run. What `options` say of sets, dates and schema holds
// for all of them. Memory: that of reading, and 64 MiB. Two must not write to one path at once.
// Threads: one.
class RunWriter {
 public:
  // The run is made beside `path` (PATH.part, PATH.part.N) and takes that name at its end; so
  // it is there whole or not at all. What `options` point at outlives the writer.
  static Result<RunWriter> Create(const std::string& path, const LoadOptions& options = {});
  ~RunWriter();  // a run that is not finished goes
  RunWriter(RunWriter&&) noexcept;
  RunWriter& operator=(RunWriter&&) noexcept;

  // As Extract and ExtractTexts: a bad file costs only itself and stands in the report. An
  // error Status ends the run. Of articles with one text, path and part the last in the order
  // of their bytes is kept.
  Result<LoadReport> Add(const std::vector<std::string>& paths);
  Result<LoadReport> AddTexts(const std::vector<GivenText>& texts);
  // Call once, last. The run is durable when it returns kOk.
  Status Finish();

 private:
  struct Impl;
  explicit RunWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Merges runs into the store, as one change: there whole and durable when it returns kOk, else
// nothing of it; after a kill it is begun again. The order of the runs does not matter, and
// an article that several have counts once. The store becomes what Load makes of the same
// articles:
// - what the store has at a path and part gives way to what the runs have there; the new
//   article stays in the sets of the old one. What else the store has at that path stays;
// - of articles with one address the one with the greatest path stays, and none of the store;
// - where runs have different articles at one path and part, the one with the latest date
//   stays, of those the one with the greatest id.
// kInvalidInput, kNotFound, kCorrupt: a file is no run, or is damaged: which, and where; found
// before anything is written. kCancelled. `skipped` of the report are statements of articles
// that the store has already, or that gave way.
// Memory: does not grow with the runs. Cost: reads each run twice, once for its sums.
Result<ImportReport> ImportRuns(Store& store, const std::vector<std::string>& paths,
                                const std::atomic<bool>* cancel = nullptr);

}  // namespace lode
