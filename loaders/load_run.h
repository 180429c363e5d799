// What all ways of loading share: files are read one after the other, their articles go through
// the pipeline on all cores and are handed on in the order in which they were read; and the
// report of it.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "loaders/ordered_workers.h"
#include "loaders/pipeline.h"
#include "loaders/readers/read.h"
#include "lode/load.h"
#include "lode/status.h"
#include "storage/articles/fetch_table.h"
#include "storage/writer.h"

namespace lode {

// What an address answered, for a file that came from there.
struct FetchMark {
  std::string address;        // that was asked
  std::string final_address;  // behind its redirects
  bool is_page = false;       // one text; else records, each with an address of its own
  FetchRecord record;         // its articles are not filled in
};

struct LoadSource {
  SourceFile file;  // what it points at lives until the next one is asked for
  std::shared_ptr<const FetchMark> fetched;  // none: of the disk
};
// Gives what is to be read, one after the other; none at the end.
using NextSource = std::function<std::optional<LoadSource>()>;

// One record of a file on its way through. A job without articles ends a file.
struct LoadJob {
  std::string path;
  std::uint64_t file_bytes = 0;
  ReadRecord record;
  bool ends_file = false;
  bool read_whole = false;  // the file was read to its end
  std::shared_ptr<const FetchMark> fetched;
  std::uint64_t superseded = 0;  // records with the address of an earlier one of their feed
};

struct LoadedRecord {
  LoadJob job;  // its articles are moved out
  bool out_of_memory = false;
  std::vector<ArticleRecord> articles;
  std::vector<FilePart> known;  // articles that the store holds unchanged
  std::uint64_t below_confidence = 0;
  std::uint64_t superseded = 0;  // articles that are not read, since a later file has their address
};

// What is to be done with an article, before it is read.
enum class Standing { kNew, kKnown, kSuperseded };

// kInvalidInput: `published` is no date, the set's name is none, or `fields` names no field.
Status CheckLoadOptions(const LoadOptions& options);

// Threads: one calls Execute; AddError from any. `options` and `pipeline` outlive it.
class LoadRun {
 public:
  LoadRun(const LoadOptions& options, const Pipeline& pipeline)
      : options_(options), pipeline_(pipeline), start_(std::chrono::steady_clock::now()) {}

  using Known = std::function<Standing(const Article&)>;
  using Finish = std::function<void(LoadedRecord)>;
  using Rest = std::function<void()>;

  // Files that are known before the first is read.
  void Announce(const std::vector<SourceFile>& files);
  // `finish` is called from one thread, in order, and from the same one `rest` when there is
  // nothing to finish for now: what `finish` left for later is to be done then.
  LoadReport Execute(const NextSource& next, const Known& known, const Finish& finish,
                     const Rest& rest = {});

  LoadReport& report() { return report_; }
  // Of the files that were announced, sorted.
  const std::vector<std::string>& paths() const { return paths_; }
  void AddError(const LoadError& error);
  // Ends the run after what is under way: the store refused to go on.
  void Fail(Status status);
  const Status& failure() const { return failure_; }
  bool Stopped() const { return failed_ || (options_.cancel && options_.cancel->load()); }
  const LoadOptions& options() const { return options_; }

 private:
  double Seconds() const;
  void ReadOne(const LoadSource& source, OrderedWorkers<LoadJob, LoadedRecord>& queue);
  LoadedRecord Process(LoadJob job, const Known& known) const;
  LoadedRecord Analysed(LoadJob& job, const Known& known) const;
  void Finished(LoadedRecord read, const Finish& finish);
  // Does what stores articles; for want of memory the run fails.
  void Store(const std::function<void()>& work);
  void TellProgress();

  const LoadOptions& options_;
  const Pipeline& pipeline_;
  const std::chrono::steady_clock::time_point start_;
  std::mutex mutex_;  // guards report_.errors and calls of on_error
  LoadReport report_;
  LoadProgress progress_;         // of the finishing thread
  std::set<std::string> unread_;  // names in report_.unread_fields
  std::vector<std::string> paths_;
  std::uint64_t bytes_of_files_ = 0;  // that are finished; of the finishing thread
  std::atomic<bool> failed_ = false;
  Status failure_;  // written by the finishing thread, read after Drain
};

}  // namespace lode
