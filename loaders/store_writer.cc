// A record is written as soon as it is read. What stands beside it in its file must not go; so
// only a file that is one record replaces its path in that record's batch, and all others are
// swept at their end, when everything they hold is known.

#include "loaders/store_writer.h"

#include <algorithm>

#include "storage/fetches.h"
#include "storage/names/prepared_article.h"

namespace lode {

namespace {

// Records from the network do not share the path of what brought them.
bool HasOwnPaths(const LoadJob& job) {
  return job.fetched != nullptr && !job.fetched->is_page;
}

}  // namespace

Standing StandingOf(const Store& store, const Article& article,
                    const std::vector<std::string>& paths, const std::string& set) {
  if (HasArticle(store, article, set)) return Standing::kKnown;
  for (const std::string& path : PathsAtUrl(store, article.info.url))
    if (path > article.info.path && std::binary_search(paths.begin(), paths.end(), path))
      return Standing::kSuperseded;
  return Standing::kNew;
}

void StoreWriter::Take(LoadedRecord read) {
  keep_.insert(keep_.end(), read.known.begin(), read.known.end());
  run_.report().unchanged += read.known.size();
  if (read.out_of_memory) incomplete_ = true;
  if (!read.articles.empty()) Write(read);
  if (!read.job.ends_file && !(read.job.record.whole_file && read.known.empty())) sweep_ = true;
  if (read.job.ends_file) EndFile(read.job);
}

void StoreWriter::Write(const LoadedRecord& read) {
  for (const ArticleRecord& record : read.articles)
    keep_.push_back({ArticleIdOf(record.article), record.article.info.part});
  // What stands beside the record in its file, or is known already, must not go:
  // then the path is not replaced as a whole but swept at the file's end.
  const bool whole_file = read.job.record.whole_file && read.known.empty();
  Result<WriteOutcome> outcome =
      WriteArticles(store_, read.articles, whole_file || HasOwnPaths(read.job), set_);
  if (!outcome.ok()) {
    run_.Fail(outcome.status());
    return;
  }
  run_.report().added += outcome->added;
  run_.report().unchanged += outcome->unchanged;
  run_.report().replaced += outcome->replaced;
  run_.report().statements += outcome->statements;
  if (run_.options().on_stored && outcome->added + outcome->replaced > 0)
    run_.options().on_stored({read.articles.front().article.info.path, outcome->added,
                              outcome->replaced, outcome->statements});
}

void StoreWriter::EndFile(const LoadJob& job) {
  const bool whole = job.read_whole && !incomplete_ && run_.failure().ok();
  if (whole && sweep_ && !HasOwnPaths(job)) Sweep(job.path);
  if (whole && job.fetched != nullptr) Note(*job.fetched);
  keep_.clear();
  sweep_ = incomplete_ = false;
}

void StoreWriter::Sweep(const std::string& path) {
  const Result<std::uint64_t> dropped = DropStale(store_, path, keep_);
  if (dropped.ok())
    run_.report().replaced += *dropped;
  else
    run_.Fail(dropped.status());
}

void StoreWriter::Note(const FetchMark& fetched) {
  FetchRecord record = fetched.record;
  for (const FilePart& part : keep_) record.articles.push_back(part.id);
  if (Status status = PutFetch(store_, fetched.address, record); !status.ok()) run_.Fail(status);
}

}  // namespace lode
