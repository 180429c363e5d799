// Loading: files are read one after the other, their articles go through the
// pipeline on all cores, and are written in the order in which they were read. An
// article is one batch of the store; a file of one article (or an aggregator page of
// several) replaces what the path held in that same batch, a file of many records
// (JSON arrays, JSONL, feeds) is written record by record and what it no longer holds
// is dropped at its end. The hard bit is to count honestly: an article is reported
// only after the store has it on disk.

#include "lode/load.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <new>
#include <set>
#include <thread>
#include <utility>

#include "loaders/ordered_workers.h"
#include "loaders/pipeline.h"
#include "loaders/readers/metadata/field_names.h"
#include "loaders/readers/metadata/field_values.h"
#include "loaders/readers/read.h"
#include "lode/sets.h"
#include "storage/names/prepared_article.h"
#include "storage/snapshot/materialize.h"
#include "storage/writer.h"

namespace lode {
namespace {

constexpr std::size_t kWindowPerWorker = 4;
constexpr std::size_t kMostUnread = 100;  // fields that a report names

// One record of a file on its way through. A job without articles ends a file.
struct Job {
  std::string path;
  std::uint64_t file_bytes = 0;
  ReadRecord record;
  bool ends_file = false;
  bool read_whole = false;  // the file was read to its end
};

struct Read {
  Job job;  // its articles are moved out
  bool out_of_memory = false;
  std::vector<ArticleRecord> articles;
  std::vector<FilePart> known;  // articles that the store holds unchanged
  std::uint64_t below_confidence = 0;
  std::uint64_t superseded = 0;  // articles that are not read, since a later file has their address
};

// What is to be done with an article, before it is read.
enum class Standing { kNew, kKnown, kSuperseded };

// Takes out the statements that are less sure, and those that were drawn from them. How
// many went.
std::uint64_t DropBelow(double least, ArticleRecord& record) {
  std::vector<StatementRecord>& all = record.statements;
  std::vector<bool> goes(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) goes[i] = !(all[i].confidence >= least);
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = 0; i < all.size(); ++i)
      for (const std::uint32_t premise : all[i].premises)
        if (!goes[i] && premise < goes.size() && goes[premise]) goes[i] = again = true;
  }
  std::vector<std::uint32_t> moved(all.size());
  std::vector<StatementRecord> kept;
  for (std::size_t i = 0; i < all.size(); ++i) {
    moved[i] = static_cast<std::uint32_t>(kept.size());
    if (!goes[i]) kept.push_back(std::move(all[i]));
  }
  for (StatementRecord& statement : kept)
    for (std::uint32_t& premise : statement.premises) premise = moved.at(premise);
  const std::uint64_t gone = all.size() - kept.size();
  all = std::move(kept);
  return gone;
}

// Of two files of one load with one address, the later in the order of paths is stored,
// however often and in whatever order they are read.
Standing StandingOf(const Store& store, const Article& article,
                    const std::vector<std::string>& paths, const std::string& set) {
  if (HasArticle(store, article, set)) return Standing::kKnown;
  for (const std::string& path : PathsAtUrl(store, article.info.url))
    if (path > article.info.path && std::binary_search(paths.begin(), paths.end(), path))
      return Standing::kSuperseded;
  return Standing::kNew;
}

Status CheckOptions(const LoadOptions& options) {
  if (!options.published.empty() && PublishedIn(options.published).empty())
    return {Code::kInvalidInput, "'" + options.published +
                                     "' is no date: give --published as 2024-06-12 or "
                                     "2024-06-12T15:46+02:00"};
  if (!options.set.empty())
    if (Status status = CheckSetName(options.set); !status.ok()) return status;
  return FieldNames::With(options.fields).status();
}

unsigned WorkerCount(unsigned jobs) {
  return jobs != 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
}

// What Load and Extract share: the walk over files, and the report.
class Run {
 public:
  Run(const LoadOptions& options, const Pipeline& pipeline)
      : options_(options), pipeline_(pipeline), start_(std::chrono::steady_clock::now()) {}

  using Known = std::function<Standing(const Article&)>;
  using Finish = std::function<void(Read)>;

  LoadReport Execute(const std::vector<SourceFile>& files, const Known& known,
                     const Finish& finish) {
    progress_.files_total = files.size();
    for (const SourceFile& file : files) {
      progress_.bytes_total += file.bytes;
      paths_.push_back(ShownPath(file.path));
    }
    std::sort(paths_.begin(), paths_.end());
    const unsigned workers = WorkerCount(options_.jobs);
    OrderedWorkers<Job, Read> queue(
        workers, workers * kWindowPerWorker,
        [this, &known](Job job) { return Process(std::move(job), known); },
        [this, &finish](Read read) { Finished(std::move(read), finish); });
    for (const SourceFile& file : files) {
      if (Stopped()) break;
      ReadOne(file, queue);
    }
    queue.Drain();
    report_.seconds = Seconds();
    report_.cancelled = options_.cancel != nullptr && options_.cancel->load();
    return std::move(report_);
  }

  LoadReport& report() { return report_; }
  // Of this load's files, sorted; complete before the first article is read.
  const std::vector<std::string>& paths() const { return paths_; }

  void AddError(const LoadError& error) {
    std::lock_guard lock(mutex_);
    report_.errors.push_back(error);
    if (options_.on_error) options_.on_error(error);
  }

  // Ends the run after what is under way: the store refused to go on.
  void Fail(Status status) {
    failed_ = true;
    failure_ = std::move(status);
  }
  const Status& failure() const { return failure_; }

 private:
  bool Stopped() const { return failed_ || (options_.cancel && options_.cancel->load()); }

  double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

  void ReadOne(const SourceFile& file, OrderedWorkers<Job, Read>& queue) {
    const std::string path = ShownPath(file.path);
    bool had_error = false;
    bool stopped = false;
    try {
      ReadFile(
          file, options_,
          [&](ReadRecord record) {
            if ((stopped = Stopped())) return false;
            queue.Submit({path, file.bytes, std::move(record), false, false});
            return true;
          },
          [&](const LoadError& error) {
            had_error = true;
            AddError(error);
          });
    } catch (const std::bad_alloc&) {
      had_error = true;
      AddError(OutOfMemory(path));
    }
    queue.Submit({path, file.bytes, {}, true, !had_error && !stopped});
  }

  // For want of memory an article is not read; the others are.
  Read Process(Job job, const Known& known) const {
    Read read;
    try {
      read = Analysed(job, known);
    } catch (const std::bad_alloc&) {
      read.out_of_memory = true;
    }
    job.record.articles.clear();
    read.job = std::move(job);
    return read;
  }

  Read Analysed(Job& job, const Known& known) const {
    Read read;
    for (Article& article : job.record.articles) {
      const Standing standing = known(article);
      if (standing == Standing::kKnown)
        read.known.push_back({ArticleIdOf(article), article.info.part});
      if (standing == Standing::kSuperseded) ++read.superseded;
      if (standing != Standing::kNew) continue;
      read.articles.push_back(pipeline_.Read(std::move(article)));
      if (options_.min_confidence > 0)
        read.below_confidence += DropBelow(options_.min_confidence, read.articles.back());
    }
    return read;
  }

  static LoadError OutOfMemory(const std::string& path) {
    return {path, 0, "there is not enough memory to read this; load it alone with --jobs 1"};
  }

  void Finished(Read read, const Finish& finish) {
    if (read.job.ends_file) {
      progress_.files_done += 1;
      bytes_of_files_ += read.job.file_bytes;
      report_.files += 1;
    }
    progress_.bytes_done = bytes_of_files_;
    if (!read.job.ends_file)
      progress_.bytes_done += static_cast<std::uint64_t>(read.job.record.share_read *
                                                         static_cast<double>(read.job.file_bytes));
    report_.below_confidence += read.below_confidence;
    report_.superseded += read.superseded;
    for (const std::string& name : read.job.record.unread)
      if (unread_.size() < kMostUnread && unread_.insert(name).second)
        report_.unread_fields.push_back(name);
    if (read.out_of_memory) AddError(OutOfMemory(read.job.path));
    try {
      if (!failed_) finish(std::move(read));
    } catch (const std::bad_alloc&) {
      Fail({Code::kLimit,
            "there is not enough memory to store an article; what was reported as "
            "added is stored"});
    }
    progress_.articles = report_.added + report_.unchanged;
    progress_.statements = report_.statements;
    progress_.seconds = Seconds();
    if (options_.progress) options_.progress(progress_);
  }

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

// Writes what comes out of the pipeline, file by file.
class StoreWriter {
 public:
  StoreWriter(Store& store, Run& run, const std::string& set)
      : store_(store), run_(run), set_(set) {}

  void Take(Read read) {
    keep_.insert(keep_.end(), read.known.begin(), read.known.end());
    run_.report().unchanged += read.known.size();
    if (read.out_of_memory) incomplete_ = true;
    if (!read.articles.empty()) Write(read);
    if (!read.job.ends_file && !(read.job.record.whole_file && read.known.empty())) sweep_ = true;
    if (read.job.ends_file) EndFile(read.job);
  }

 private:
  void Write(const Read& read) {
    for (const ArticleRecord& record : read.articles)
      keep_.push_back({ArticleIdOf(record.article), record.article.info.part});
    // What stands beside the record in its file, or is known already, must not go:
    // then the path is not replaced as a whole but swept at the file's end.
    const bool whole_file = read.job.record.whole_file && read.known.empty();
    Result<WriteOutcome> outcome = WriteArticles(store_, read.articles, whole_file, set_);
    if (!outcome.ok()) {
      run_.Fail(outcome.status());
      return;
    }
    run_.report().added += outcome->added;
    run_.report().unchanged += outcome->unchanged;
    run_.report().replaced += outcome->replaced;
    run_.report().statements += outcome->statements;
  }

  void EndFile(const Job& job) {
    if (sweep_ && job.read_whole && !incomplete_) {
      Result<std::uint64_t> dropped = DropStale(store_, job.path, keep_);
      if (dropped.ok())
        run_.report().replaced += *dropped;
      else
        run_.Fail(dropped.status());
    }
    keep_.clear();
    sweep_ = incomplete_ = false;
  }

  Store& store_;
  Run& run_;
  const std::string& set_;
  std::vector<FilePart> keep_;  // what stands in the file that is being written
  bool incomplete_ = false;     // an article of it could not be read: its old version stays
  bool sweep_ = false;          // what the path held before may have to go
};

// What a run reads: finds its files once the run is there to hear what is missing.
using FindFiles = std::function<std::vector<SourceFile>(Run&)>;

FindFiles FilesAt(const std::vector<std::string>& paths) {
  return [&paths](Run& run) {
    std::vector<LoadError> missing;
    std::vector<SourceFile> files = FindSources(paths, missing);
    for (const LoadError& error : missing) run.AddError(error);
    return files;
  };
}

FindFiles FilesOf(const std::vector<GivenText>& texts) {
  return [&texts](Run&) {
    std::vector<SourceFile> files;
    for (const GivenText& text : texts)
      files.push_back({text.path, text.bytes.size(), &text.bytes});
    return files;
  };
}

Status CheckTexts(const std::vector<GivenText>& texts) {
  std::set<std::string> paths;
  for (const GivenText& text : texts) {
    if (text.path.empty()) return {Code::kInvalidInput, "a text has no path: give it a name"};
    if (!paths.insert(text.path).second)
      return {Code::kInvalidInput,
              "two texts have the path '" + text.path + "': give each its own"};
  }
  return Status::Ok();
}

Result<LoadReport> LoadFiles(Store& store, const FindFiles& files, const LoadOptions& options) {
  if (Status status = CheckOptions(options); !status.ok()) return status;
  Result<Pipeline> pipeline = Pipeline::Open(options);
  if (!pipeline.ok()) return pipeline.status();
  Run run(options, *pipeline);
  StoreWriter writer(store, run, options.set);
  LoadReport report = run.Execute(
      files(run),
      [&](const Article& article) { return StandingOf(store, article, run.paths(), options.set); },
      [&writer](Read read) { writer.Take(std::move(read)); });
  if (!run.failure().ok()) return run.failure();
  return report;
}

Result<LoadReport> ExtractFiles(const FindFiles& files, const LoadOptions& options,
                                const std::function<void(const Extraction&)>& sink) {
  if (Status status = CheckOptions(options); !status.ok()) return status;
  Result<Pipeline> pipeline = Pipeline::Open(options);
  if (!pipeline.ok()) return pipeline.status();
  Run run(options, *pipeline);
  return run.Execute(
      files(run), [](const Article&) { return Standing::kNew; },
      [&](Read read) {
        for (ArticleRecord& record : read.articles) {
          Extraction extraction{{}, Materialize(record)};
          extraction.article = std::move(record.article);
          extraction.article.info.id = ArticleIdOf(extraction.article);
          run.report().added += 1;
          run.report().statements += extraction.statements.size();
          sink(extraction);
        }
      });
}

}  // namespace

Result<LoadReport> Load(Store& store, const std::vector<std::string>& paths,
                        const LoadOptions& options) {
  return LoadFiles(store, FilesAt(paths), options);
}

Result<LoadReport> LoadTexts(Store& store, const std::vector<GivenText>& texts,
                             const LoadOptions& options) {
  if (Status status = CheckTexts(texts); !status.ok()) return status;
  return LoadFiles(store, FilesOf(texts), options);
}

Result<LoadReport> Extract(const std::vector<std::string>& paths, const LoadOptions& options,
                           const std::function<void(const Extraction&)>& sink) {
  return ExtractFiles(FilesAt(paths), options, sink);
}

Result<LoadReport> ExtractTexts(const std::vector<GivenText>& texts, const LoadOptions& options,
                                const std::function<void(const Extraction&)>& sink) {
  if (Status status = CheckTexts(texts); !status.ok()) return status;
  return ExtractFiles(FilesOf(texts), options, sink);
}

}  // namespace lode
