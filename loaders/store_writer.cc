// A record is written as soon as it is read. What stands beside it in its file must not go; so
// only a file that is one record replaces its path in that record's batch, and all others are
// swept at their end, when everything they hold is known.

#include "loaders/store_writer.h"

#include <algorithm>
#include <utility>

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

bool StoreWriter::MayWait(const LoadedRecord& read, bool replace_path) const {
  if (read.articles.size() != 1) return false;
  const Article& article = read.articles.front().article;
  return !ids_.contains(ArticleIdOf(article)) && !addresses_.contains(article.info.url) &&
         !(replace_path && paths_.contains(article.info.path)) &&
         IsNewArticle(store_, read.articles.front(), replace_path);
}

bool StoreWriter::IsSuperseded(const LoadedRecord& read) const {
  return read.articles.size() == 1 && StandingOf(store_, read.articles.front().article,
                                                 run_.paths(), set_) == Standing::kSuperseded;
}

void StoreWriter::Write(LoadedRecord& read) {
  for (const ArticleRecord& record : read.articles)
    keep_.push_back({ArticleIdOf(record.article), record.article.info.part});
  // What stands beside the record in its file, or is known already, must not go:
  // then the path is not replaced as a whole but swept at the file's end.
  const bool whole_file = read.job.record.whole_file && read.known.empty();
  const bool replace_path = whole_file || HasOwnPaths(read.job);
  if (!MayWait(read, replace_path)) {
    const bool waited = !waiting_.empty();
    Rest();
    if (!run_.failure().ok()) return;
    if (waited && IsSuperseded(read)) {
      ++run_.report().superseded;
      return;
    }
    return WriteAlone(read.articles, replace_path);
  }
  const Article& article = read.articles.front().article;
  ids_.insert(ArticleIdOf(article));
  if (!article.info.url.empty()) addresses_.insert(article.info.url);
  paths_.insert(article.info.path);
  bytes_ += article.text.size();
  waiting_.push_back({std::move(read.articles.front()), replace_path});
  if (waiting_.size() >= kMostTogether || bytes_ >= kMostBytesTogether) Rest();
}

// Where they cannot be stored together, each is stored by itself: what is whole stays.
void StoreWriter::Rest() {
  if (waiting_.empty()) return;
  const std::vector<NewArticle> articles = std::exchange(waiting_, {});
  ids_.clear();
  addresses_.clear();
  paths_.clear();
  bytes_ = 0;
  const Result<bool> stored =
      articles.size() == 1 ? Result<bool>(false) : WriteNewArticles(store_, articles, set_);
  for (const NewArticle& article : articles) {
    if (!run_.failure().ok()) return;
    if (stored.ok() && *stored)
      Tell(article.record.article.info.path, {1, 0, 0, article.record.statements.size()});
    else
      WriteAlone({article.record}, article.replace_path);
  }
}

void StoreWriter::WriteAlone(const std::vector<ArticleRecord>& articles, bool replace_path) {
  const Result<WriteOutcome> outcome = WriteArticles(store_, articles, replace_path, set_);
  if (outcome.ok())
    Tell(articles.front().article.info.path, *outcome);
  else
    run_.Fail(outcome.status());
}

void StoreWriter::Tell(const std::string& path, const WriteOutcome& outcome) {
  run_.report().added += outcome.added;
  run_.report().unchanged += outcome.unchanged;
  run_.report().replaced += outcome.replaced;
  run_.report().statements += outcome.statements;
  if (run_.options().on_stored && outcome.added + outcome.replaced > 0)
    run_.options().on_stored({path, outcome.added, outcome.replaced, outcome.statements});
}

void StoreWriter::EndFile(const LoadJob& job) {
  bool whole = job.read_whole && !incomplete_ && run_.failure().ok();
  if (whole && (sweep_ || job.fetched != nullptr)) Rest();
  whole = whole && run_.failure().ok();
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
