// One change of the set of articles: what is seen where is settled first, in
// memory; then the keys that differ are put into one batch.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/articles/article_table.h"
#include "storage/disk/kv.h"
#include "storage/names/prepared_article.h"
#include "storage/put_aside.h"
#include "storage/runs/run_article.h"
#include "storage/schema/schema.h"
#include "storage/statements/row_changes.h"
#include "storage/terms/term_id.h"
#include "storage/text_change.h"

namespace lode {

class TermBatch;
class StatementTerms;
struct StatementColumns;

// Threads: one. Lives within one Database::Change.
class ArticleChange {
 public:
  ArticleChange(const KvView& view, KvBatch& batch, const Schema& schema);
  ~ArticleChange();

  // Adds what the record says of its article at info.path and info.part; another
  // sighting at that place of the same article is replaced, and keeps its sets; what stands
  // now at a path that was dropped keeps those of the path. `sets`: that it joins; "" is none.
  Status Add(PreparedArticle article, const std::vector<std::string>& sets);
  // The same of what was worked out before it came, by the schema of this store.
  Status Add(RunArticle article);

  // Takes sightings away: all of one article, those at a path but what
  // `keeps` says, those with a URL.
  // Nothing to take away is no error.
  Status DropArticle(std::uint64_t number);
  using Keeps = std::function<bool(const std::string& id, std::uint32_t part)>;
  Status DropPath(std::string_view path, const Keeps& keeps = {});
  // Takes the article out of a set, and sightings away that were in no other one.
  Status DropSet(std::uint64_t number, std::string_view set);
  Status DropUrlElsewhere(std::string_view url, const std::vector<std::string>& except_paths);
  // Likewise, of what this change added.
  void DropUrlAdded(std::string_view url, const std::string& except_path);
  // The sighting of one article at one place; the sets that it was in. None is no error.
  Result<std::vector<std::string>> DropPlace(const std::string& id, std::string_view path,
                                             std::uint32_t part);
  // Puts the article's sighting at that place into sets, too.
  Status JoinSetsAt(const std::string& id, std::string_view path, std::uint32_t part,
                    const std::vector<std::string>& sets);

  // Puts the difference into the batch; rows of the index and names go to `aside` instead
  // where that is given, to be put in with others. Call once, last.
  Status Apply(PutAside* aside = nullptr);

  // After Apply: articles that are new, that are gone, and statements put in.
  std::uint64_t added() const { return added_; }
  std::uint64_t removed() const { return removed_; }
  std::uint64_t statements() const { return statements_; }
  // The header as it was before the change; none: the article is new.
  std::optional<ArticleHeader> Before(const std::string& id);
  // As the change has left it so far; none: it is not there.
  std::optional<ArticleHeader> Now(const std::string& id);

 private:
  struct State;
  Result<State*> StateOf(std::uint64_t number);
  Result<State*> StateOf(const std::string& id);
  Result<State*> See(const PreparedArticle& article, std::vector<std::string> sets,
                     const std::string& record_hash);
  Status Decide(State& state);
  Status TakeOutIndexes(const State& state);
  Status LoadStoredRecord(State& state, const std::string& hash);
  Status LoadLines(State& state, const LineReading& reading);
  void PutRecords(const State& state);
  Status PutIndexes(State& state);
  void NumberNames(State& state);
  Status PutLines(const PreparedArticle& article, const std::vector<StatementColumns>& statements);
  Status UpdateNames();
  Status PutNamesAside(PutAside& aside);

  const KvView& view_;
  KvBatch& batch_;
  const Schema& schema_;
  std::uint64_t next_number_ = 0;  // 0: not read yet
  std::map<std::uint64_t, std::unique_ptr<State>> states_;
  std::map<std::string, std::uint64_t> new_ids_;
  std::map<TermId, std::int64_t> counts_;                         // of statements, by predicate
  std::map<std::string, std::vector<std::string>> sets_at_path_;  // of dropped sightings
  RowChanges rows_;
  TextChange texts_;
  std::unique_ptr<TermBatch> terms_;
  std::int64_t line_articles_ = 0;  // how many more there are of lines
  std::uint64_t added_ = 0, removed_ = 0, statements_ = 0;
};

}  // namespace lode
