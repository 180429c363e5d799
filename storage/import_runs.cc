// One walk over all runs in the order of article ids; articles gather in changes, and all
// changes are one (import_changes.h). What decides between two articles is noted on the way:
// who has a place, who has an address (import_marks.h). What the store had at those places
// before is looked for at the end, once for each path.

#include "storage/import_runs.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "lode/runs.h"
#include "storage/article_change.h"
#include "storage/articles/article_table.h"
#include "storage/database.h"
#include "storage/disk/coding.h"
#include "storage/disk/content_hash.h"
#include "storage/disk/format_version.h"
#include "storage/import_changes.h"
#include "storage/import_marks.h"
#include "storage/runs/run_article.h"
#include "storage/schema/schema.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

using Kind = ImportMarks::Kind;
constexpr std::size_t kPathsAtOnce = 1024;  // whose old articles are looked for in one change

std::string NameOfPlace(std::string_view path, std::uint32_t part) {
  std::string name(path);
  name.push_back('\0');
  PutBig32(name, part);
  return name;
}

// Who has a place: of two the greater one.
using Claim = std::pair<std::string, std::string>;  // published, article id
std::string BytesOf(const Claim& claim) {
  std::string bytes;
  PutString(bytes, claim.first);
  PutString(bytes, claim.second);
  return bytes;
}
Claim ClaimOf(std::string_view bytes) {
  ByteReader in(bytes);
  Claim claim;
  claim.first = in.String();
  claim.second = in.String();
  return claim;
}

const ArticleInfo& InfoOfRun(const RunArticle& article) {
  return article.article.record.article.info;
}

// Two readings of one text at one place.
RunArticle OneOf(RunArticle one, RunArticle other) {
  const auto told = [](const RunArticle& article) {
    const ArticleInfo& info = InfoOfRun(article);
    return std::tie(info.published, info.title, info.source, info.author, info.url, info.language,
                    article.record);
  };
  if (told(one) < told(other)) std::swap(one, other);
  JoinSets(one.sets, other.sets);
  return one;
}

class RunsImport {
 public:
  RunsImport(Database& database, const ImportLimits& limits, const std::atomic<bool>* cancel)
      : database_(database),
        limits_(limits),
        cancel_(cancel),
        changes_(database),
        schema_hash_(RunSchemaHash(database.schema()->text())) {}

  // kInvalidInput, kNotFound, kCorrupt: what cannot be read is told before anything is written.
  Status Check(const std::vector<std::string>& paths) const {
    for (const std::string& path : paths) {
      auto run = RunFileReader::Open(path);
      Status status = run.ok() ? (*run)->CheckSums() : run.status();
      if (status.ok()) status = Going();
      if (!status.ok()) return status;
    }
    return {};
  }

  Status Read(std::vector<std::string> paths, std::size_t most) {
    if (paths.size() > most) {
      if (Status status = ExpectMore(); !status.ok()) return status;
      auto fewer = NarrowRuns(std::move(paths), BulkFolder(database_.path()), most, cancel_);
      if (!fewer.ok()) return fewer.status();
      paths = *std::move(fewer);
    }
    auto merge = RunMerge::Open(paths);
    if (!merge.ok()) return merge.status();
    std::optional<RunArticle> waiting;  // the next may be of its place
    Status status = (*merge)->Next();
    for (; status.ok() && (*merge)->valid(); status = (*merge)->Next()) {
      auto next = Decode((*merge)->article(), (*merge)->run());
      if (!next.ok()) return next.status();
      const bool is_same = waiting && InfoOfRun(*waiting).id == InfoOfRun(*next).id &&
                           InfoOfRun(*waiting).path == InfoOfRun(*next).path &&
                           InfoOfRun(*waiting).part == InfoOfRun(*next).part;
      if (is_same) {
        waiting = OneOf(*std::move(waiting), *std::move(next));
        continue;
      }
      if (waiting) status = Take(*std::move(waiting));
      if (status.ok()) status = Going();
      if (!status.ok()) return status;
      waiting = *std::move(next);
    }
    if (status.ok() && waiting) status = Take(*std::move(waiting));
    return status;
  }

  Status End() {
    Status status = Write(true);
    for (bool more = is_many_; status.ok() && more;) {
      const auto sweep = [&](const KvView& view, KvBatch& batch, PutAside* aside) -> Status {
        ArticleChange change(view, batch, *database_.schema());
        auto swept = Sweep(change, view, kPathsAtOnce);
        more = swept.ok() && *swept;
        return swept.ok() ? change.Apply(aside) : swept.status();
      };
      status = changes_.Change(true, sweep);
    }
    return status.ok() ? changes_.End() : status;
  }

  const ImportReport& report() const { return report_; }

 private:
  Status Going() const {
    if (cancel_ != nullptr && cancel_->load())
      return {Code::kCancelled, "stopped; nothing of the runs was imported"};
    return {};
  }

  Status ExpectMore() {
    is_many_ = true;
    return changes_.ExpectMore();
  }

  // Of the first change: the store as it is before the import. Nobody else writes meanwhile.
  Status LookAtStore(const KvView& view) {
    if (is_many_) kept_ = changes_.View();
    store_ = is_many_ ? kept_.get() : &view;
    const auto first = store_->Iterate(KeyOf(Table::kArticleById));
    store_is_empty_ = !first->valid();
    return first->status();
  }

  // What was worked out by another schema is worked out again.
  Result<RunArticle> Decode(std::string_view bytes, const RunFileReader& run) const {
    auto article = DecodeRunArticle(bytes);
    if (!article.ok())
      return Status(article.status().code(), "run '" + run.path() + "': article '" +
                                                 std::string(PlaceOfRunArticle(bytes).id) +
                                                 "' is damaged; extract the run's articles again");
    if (run.schema_hash() == schema_hash_) return article;
    auto prepared = Prepare(std::move(article->article.record), *database_.schema());
    if (!prepared.ok()) return prepared.status();
    return MakeRunArticle(*std::move(prepared), std::move(article->sets), *database_.schema());
  }

  Status Take(RunArticle article) {
    statements_ += article.article.record.statements.size();
    bytes_ += article.article.record.article.text.size();
    group_.push_back(std::move(article));
    if (statements_ < limits_.written_statements && bytes_ < limits_.written_bytes) return {};
    Status status = ExpectMore();
    return status.ok() ? Write(false) : status;
  }

  // Puts the group into the store.
  Status Write(bool is_last) {
    statements_ = bytes_ = 0;
    ImportReport told;
    const auto put = [&](const KvView& view, KvBatch& batch, PutAside* aside) -> Status {
      Status status = store_ == nullptr ? LookAtStore(view) : Status();
      ArticleChange change(view, batch, *database_.schema());
      for (RunArticle& article : group_)
        if (status.ok()) status = Put(change, view, std::move(article), told);
      if (status.ok() && is_last && !is_many_)
        status = Sweep(change, view, static_cast<std::size_t>(-1)).status();
      if (status.ok()) status = change.Apply(aside);
      told.articles = change.added();
      told.statements = change.statements();
      if (is_many_) marks_.Flush(batch);
      return status;
    };
    Status status = group_.empty() ? Status() : changes_.Change(true, put);
    group_.clear();
    report_.articles += told.articles;
    report_.statements += told.statements;
    report_.skipped += told.skipped;
    return status;
  }

  Status Put(ArticleChange& change, const KvView& view, RunArticle article, ImportReport& told) {
    const ArticleInfo info = InfoOfRun(article);
    const std::size_t statements = article.article.record.statements.size();
    const std::string place = NameOfPlace(info.path, info.part);
    const Claim claim(info.published, info.id);
    auto owner = marks_.Get(view, Kind::kPlace, place);
    if (!owner.ok()) return owner.status();
    auto address = AddressOwner(view, info.url);
    if (!address.ok()) return address.status();
    const bool gives_way = (owner->has_value() && claim < ClaimOf(**owner)) ||
                           (address->has_value() && info.path < **address);
    if (gives_way || IsKnown(change.Now(info.id), article)) told.skipped += statements;
    if (gives_way) return {};
    if (owner->has_value() && ClaimOf(**owner).second != info.id)
      if (auto gone = change.DropPlace(ClaimOf(**owner).second, info.path, info.part); !gone.ok())
        return gone.status();
    Status status = TakeAddress(change, info, *address);
    if (status.ok()) status = NotePath(info.path);
    marks_.Put(Kind::kPlace, place, BytesOf(claim));
    if (!status.ok() || IsKnown(change.Now(info.id), article)) return status;
    return change.Add(std::move(article));
  }

  Result<std::optional<std::string>> AddressOwner(const KvView& view, const std::string& url) {
    return url.empty() ? std::optional<std::string>() : marks_.Get(view, Kind::kUrl, url);
  }

  // `owner`: the path of this import that had the address; none: the store may have it.
  Status TakeAddress(ArticleChange& change, const ArticleInfo& info,
                     const std::optional<std::string>& owner) {
    if (info.url.empty() || owner == info.path) return {};
    marks_.Put(Kind::kUrl, info.url, info.path);
    if (owner) change.DropUrlAdded(info.url, info.path);
    return owner || !store_is_empty_ ? change.DropUrlElsewhere(info.url, {info.path}) : Status();
  }

  // Whether the store has it at its place already, in all its sets.
  static bool IsKnown(const std::optional<ArticleHeader>& there, const RunArticle& article) {
    if (!there) return false;
    Sighting sighting = SightingOf(InfoOfRun(article), ContentHash128(article.record));
    sighting.sets = article.sets;
    for (const Sighting& s : there->sightings)
      if (s.path == sighting.path && s.part == sighting.part) {
        JoinSets(sighting.sets, s.sets);
        return sighting == s;
      }
    return false;
  }

  Status NotePath(const std::string& path) {
    if (store_is_empty_) return {};
    auto it = store_->Iterate(NamePrefix(Table::kArticleByPath, path));
    if (it->valid()) marks_.Put(Kind::kPathOfStore, path, {});
    return it->status();
  }

  // Takes away what the store has where the runs have something else, at the next paths; whether
  // there were any.
  Result<bool> Sweep(ArticleChange& change, const KvView& view, std::size_t most) {
    auto paths = marks_.Names(view, Kind::kPathOfStore, most, swept_);
    if (!paths.ok()) return paths.status();
    for (const std::string& path : *paths) {
      auto numbers = ArticlesAtPath(view, path);
      if (!numbers.ok()) return numbers.status();
      for (const std::uint64_t number : *numbers)
        if (Status status = SweepArticle(change, view, path, number); !status.ok()) return status;
    }
    return !paths->empty();
  }

  Status SweepArticle(ArticleChange& change, const KvView& view, const std::string& path,
                      std::uint64_t number) {
    auto header = ReadHeader(view, number);
    if (!header.ok() || !header->has_value()) return header.status();
    for (const Sighting& s : (*header)->sightings) {
      if (s.path != path) continue;
      auto owner = marks_.Get(view, Kind::kPlace, NameOfPlace(path, s.part));
      if (!owner.ok()) return owner.status();
      if (!owner->has_value()) continue;
      const std::string id = ClaimOf(**owner).second;
      if (id == (*header)->id) continue;
      auto sets = change.DropPlace((*header)->id, path, s.part);
      Status status = sets.status();
      if (status.ok()) status = change.JoinSetsAt(id, path, s.part, *sets);
      if (!status.ok()) return status;
    }
    return {};
  }

  Database& database_;
  const ImportLimits limits_;
  const std::atomic<bool>* const cancel_;
  ImportChanges changes_;
  const std::string schema_hash_;
  std::shared_ptr<const KvView> kept_;
  const KvView* store_ = nullptr;  // before the import; null: it has not been looked at
  bool store_is_empty_ = false;
  ImportMarks marks_;
  ImportReport report_;
  std::vector<RunArticle> group_;  // to be written
  std::size_t statements_ = 0, bytes_ = 0;
  bool is_many_ = false;  // changes
  std::string swept_;     // the last path that was swept
};

}  // namespace

Result<ImportReport> ImportRunFiles(Database& database, const std::vector<std::string>& paths,
                                    const ImportLimits& limits, std::size_t most,
                                    const std::atomic<bool>* cancel) {
  std::lock_guard turn(database.import_mutex());
  RunsImport import(database, limits, cancel);
  Status status = import.Check(paths);
  if (status.ok()) status = import.Read(paths, most);
  if (status.ok()) status = import.End();
  if (!status.ok()) return status;
  return import.report();
}

bool IsRun(const std::string& path) {
  return IsRunFile(path);
}

Result<ImportReport> ImportRuns(Store& store, const std::vector<std::string>& paths,
                                const std::atomic<bool>* cancel) {
  return ImportRunFiles(store.database(), paths, {}, kRunsAtOnce, cancel);
}

}  // namespace lode
