// The walk over files, and the report. The hard bit is to count honestly: an article is reported
// only after `finish` has done its work, in the order in which articles were read.

#include "loaders/load_run.h"

#include <algorithm>
#include <new>
#include <thread>
#include <utility>

#include "loaders/readers/metadata/field_names.h"
#include "loaders/readers/metadata/field_values.h"
#include "lode/sets.h"
#include "storage/disk/content_hash.h"
#include "storage/names/prepared_article.h"

namespace lode {
namespace {

constexpr std::size_t kWindowPerWorker = 4;
constexpr std::size_t kMostUnread = 100;  // fields that a report names
constexpr int kTitleDigits = 8;           // of the hash that stands for a record without address

// Takes out the statements that were read and are less sure, and those that were drawn from
// them; what was drawn from others stays, though its own confidence is a part of theirs. How
// many went.
std::uint64_t DropBelow(double least, ArticleRecord& record) {
  std::vector<StatementRecord>& all = record.statements;
  std::vector<bool> goes(all.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    goes[i] = all[i].premises.empty() && !(all[i].confidence >= least);
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

unsigned WorkerCount(unsigned jobs) {
  return jobs != 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
}

LoadError OutOfMemory(const std::string& path) {
  return {path, 0, "there is not enough memory to read this; load it alone with --jobs 1"};
}

// Where an article from the network has its place: a page at the address that was asked, a
// record at its own, so that a feed that moves on loses nothing. Of records with one address the
// first is kept; how many were not.
std::uint64_t Place(const FetchMark& fetched, const LoadOptions& options, ReadRecord& record,
                    std::set<std::string>& placed) {
  std::vector<Article>& articles = record.articles;
  if (fetched.is_page) {
    if (articles.size() == 1 && options.url.empty())
      articles.front().info.url = fetched.final_address;
    return 0;
  }
  return std::erase_if(articles, [&](Article& article) {
    ArticleInfo& info = article.info;
    const bool has_address = info.url.find("://") != std::string::npos;
    info.path = has_address ? info.url : fetched.address + "#" + HexHash(info.title, kTitleDigits);
    info.part = 1;
    return !placed.insert(info.path).second;
  });
}

}  // namespace

Status CheckLoadOptions(const LoadOptions& options) {
  if (!options.published.empty() && PublishedIn(options.published).empty())
    return {Code::kInvalidInput, "'" + options.published +
                                     "' is no date: give --published as 2024-06-12 or "
                                     "2024-06-12T15:46+02:00"};
  if (!options.set.empty())
    if (Status status = CheckSetName(options.set); !status.ok()) return status;
  return FieldNames::With(options.fields).status();
}

void LoadRun::Announce(const std::vector<SourceFile>& files) {
  progress_.files_total = files.size();
  for (const SourceFile& file : files) {
    progress_.bytes_total += file.bytes;
    paths_.push_back(ShownPath(file.path));
  }
  std::sort(paths_.begin(), paths_.end());
}

LoadReport LoadRun::Execute(const NextSource& next, const Known& known, const Finish& finish,
                            const Rest& rest) {
  const unsigned workers = WorkerCount(options_.jobs);
  OrderedWorkers<LoadJob, LoadedRecord> queue(
      workers, workers * kWindowPerWorker,
      [this, &known](LoadJob job) { return Process(std::move(job), known); },
      [this, &finish](LoadedRecord read) { Finished(std::move(read), finish); },
      [this, &rest] {
        if (!rest) return;
        Store(rest);
        TellProgress();
      });
  while (!Stopped()) {
    const std::optional<LoadSource> source = next();
    if (!source) break;
    ReadOne(*source, queue);
  }
  queue.Drain();
  report_.seconds = Seconds();
  report_.cancelled = options_.cancel != nullptr && options_.cancel->load();
  return std::move(report_);
}

void LoadRun::AddError(const LoadError& error) {
  std::lock_guard lock(mutex_);
  report_.errors.push_back(error);
  if (options_.on_error) options_.on_error(error);
}

void LoadRun::Fail(Status status) {
  failure_ = std::move(status);
  failed_ = true;
}

double LoadRun::Seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void LoadRun::ReadOne(const LoadSource& source, OrderedWorkers<LoadJob, LoadedRecord>& queue) {
  const SourceFile& file = source.file;
  const std::string path = ShownPath(file.path);
  bool had_error = false;
  bool stopped = false;
  std::set<std::string> placed;
  try {
    ReadFile(
        file, options_,
        [&](ReadRecord record) {
          if ((stopped = Stopped())) return false;
          std::uint64_t superseded = 0;
          if (source.fetched != nullptr)
            superseded = Place(*source.fetched, options_, record, placed);
          queue.Submit(
              {path, file.bytes, std::move(record), false, false, source.fetched, superseded});
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
  queue.Submit({path, file.bytes, {}, true, !had_error && !stopped, source.fetched, 0});
}

// For want of memory an article is not read; the others are.
LoadedRecord LoadRun::Process(LoadJob job, const Known& known) const {
  LoadedRecord read;
  try {
    read = Analysed(job, known);
  } catch (const std::bad_alloc&) {
    read.out_of_memory = true;
  }
  job.record.articles.clear();
  read.job = std::move(job);
  return read;
}

LoadedRecord LoadRun::Analysed(LoadJob& job, const Known& known) const {
  LoadedRecord read;
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

void LoadRun::Finished(LoadedRecord read, const Finish& finish) {
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
  report_.superseded += read.superseded + read.job.superseded;
  for (const std::string& name : read.job.record.unread)
    if (unread_.size() < kMostUnread && unread_.insert(name).second)
      report_.unread_fields.push_back(name);
  const ReadRecord& record = read.job.record;
  if (!record.no_date.empty() && report_.undated.size() < kMostUnread)
    report_.undated.push_back({read.job.path, record.line,
                               "\"" + record.no_date +
                                   "\" is no date: stored without one; write 2024-06-12, or give "
                                   "--published"});
  if (read.out_of_memory) AddError(OutOfMemory(read.job.path));
  Store([&] { finish(std::move(read)); });
  TellProgress();
}

void LoadRun::Store(const std::function<void()>& work) {
  try {
    if (!failed_) work();
  } catch (const std::bad_alloc&) {
    Fail({Code::kLimit,
          "there is not enough memory to store an article; what was reported as "
          "added is stored"});
  }
}

void LoadRun::TellProgress() {
  progress_.articles = report_.added + report_.unchanged;
  progress_.statements = report_.statements;
  progress_.seconds = Seconds();
  if (options_.progress) options_.progress(progress_);
}

}  // namespace lode
