// The snapshot of a store: a view of its keys and the alias table of that moment.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "storage/disk/kv.h"
#include "storage/names/alias_table.h"
#include "storage/names/shown_entities.h"
#include "storage/snapshot/article_cache.h"
#include "storage/snapshot/damage.h"
#include "storage/snapshot/field_columns.h"
#include "storage/snapshot/snapshot.h"
#include "storage/snapshot/statement_cache.h"
#include "storage/statements/permutation.h"
#include "storage/statements/statement_log.h"
#include "storage/statements/statistics.h"

namespace lode {

// Keeps the first error.
class FirstError : public ErrorSink {
 public:
  void Report(const Status& status) const override;
  Status status() const;

 private:
  mutable std::mutex mutex_;  // guards status_
  mutable Status status_;
};

// The entities of one set of articles, and the counts that go with them: made
// when first asked for, shared by all snapshots of that set. Threads: any.
class NameTables {
 public:
  NameTables(std::shared_ptr<const KvView> view, std::shared_ptr<const Schema> schema)
      : view_(std::move(view)), aliases_(view_, std::move(schema)), shown_(view_, aliases_) {}

  const AliasTable& aliases() const { return aliases_; }
  const ShownEntities& shown() const { return shown_; }
  // By representative. Unknown ones have none. The first call walks all statements.
  EntityInfo CountsOf(AliasTable::Node representative) const;
  bool has_counts() const { return has_counts_.load(std::memory_order_acquire); }
  std::uint64_t StatementsWith(AliasTable::Node representative) const;  // cheaper
  Distinct DistinctOf(TermId predicate, std::uint64_t rows) const;
  // Counts of another set of articles that is much the same, to estimate by, and those that
  // were counted here.
  using Distincts = std::map<TermId, Distinct>;
  void Assume(const Distincts& distincts);
  Distincts distincts() const;
  Status status() const;  // of all that was read

 private:
  struct Counts {
    std::uint64_t statements = 0, articles = 0, last_article = 0;
  };
  void CountEntities() const;
  void CountRow(const StatementRow& row) const;

  std::shared_ptr<const KvView> view_;
  const AliasTable aliases_;
  const ShownEntities shown_;
  FirstError errors_;
  mutable std::once_flag counts_once_;
  mutable std::unordered_map<AliasTable::Node, Counts> counts_;
  mutable std::atomic<bool> has_counts_ = false;
  mutable std::mutex distinct_mutex_;  // guards distinct_
  mutable std::map<TermId, Distinct> distinct_;
};

class StoredSnapshot : public Snapshot {
 public:
  StoredSnapshot(std::shared_ptr<const KvView> view, std::shared_ptr<const Schema> schema,
                 std::shared_ptr<const NameTables> names)
      : view_(std::move(view)),
        streams_(*view_),
        schema_(std::move(schema)),
        names_(std::move(names)) {}

  std::unique_ptr<Cursor> Scan(const TriplePattern& pattern) const override;
  std::uint64_t Estimate(const TriplePattern& pattern) const override;
  std::uint64_t DistinctSubjects(TermId predicate) const override;
  std::uint64_t DistinctObjects(TermId predicate) const override;

  std::optional<StatementRow> StatementAt(TermId statement) const override;
  TermId ArticleOf(TermId statement) const override;
  const StatementColumn* ColumnOf(StatementField field, const MayGoOn* make) const override {
    return columns_.Of(field, *view_, aliases(), make);
  }
  const ArticleColumn* ColumnOf(ArticleField field, const MayGoOn* make) const override {
    return columns_.Of(field, *view_, make);
  }
  std::vector<std::pair<std::string, TermId>> Qualifiers(TermId statement) const override;
  std::vector<TermId> Via(TermId statement) const override;
  std::vector<TermId> Premises(TermId statement) const override;
  std::string SentenceText(TermId statement) const override;
  Result<Statement> Materialize(TermId statement) const override;
  // Those that can be read; what is damaged is in damage(). REQUIRES: statements of one article,
  // ascending.
  std::vector<Statement> MaterializeOf(std::span<const TermId> statements) const;
  std::optional<TermId> FindStatement(std::string_view id) const override;
  std::vector<TermId> AllStatements() const override;
  std::vector<TermId> AllArticles() const override;
  std::optional<ArticleInfo> ArticleAt(TermId article) const override;
  Result<Article> WholeArticle(TermId article) const override;
  std::optional<TermId> FindArticle(std::string_view id) const override;

  std::vector<std::string> SetsOf(TermId article) const override;
  std::vector<std::string> SentencesOf(TermId article) const override;
  std::optional<SentencePlaces> SentencesAround(std::string_view part) const override;
  TextOrigin OriginOf(TermId article) const override;

  Value ValueOf(TermId term) const override;
  void ReadValue(TermId term, Value& value) const override;
  void ExpectValues(std::span<const TermId> terms) const override;
  void FetchPlace(TermId term) const override;
  void FetchValue(TermId term) const override;
  std::optional<TermId> Find(const Value& value) const override;
  std::optional<std::vector<TermId>> TermsNear(const Value& value) const override;
  std::optional<std::uint16_t> DimensionAt(std::string_view dimension) const override;
  void VisitMeasures(const VisitMeasure& visit) const override;
  std::optional<TermId> FindPredicate(std::string_view name) const override;
  std::vector<std::string> PredicateNames() const override;

  std::vector<TermId> Resolve(std::string_view name) const override;
  // Those of them that are names, not kinds or particulars.
  std::vector<TermId> ResolveNames(std::string_view name) const;
  std::vector<std::string> Suggest(std::string_view name, std::size_t limit) const override;
  Entity EntityAt(TermId entity) const override;
  EntityKind KindOf(TermId entity) const override;
  std::vector<EntityInfo> Entities(std::string_view pattern, std::size_t limit) const override;
  EntityInfo CountsOf(TermId entity) const override;
  std::vector<TermId> StatementsAbout(TermId entity) const override;
  std::vector<MergeInfo> Merges(std::string_view entity_id) const override;
  std::vector<MergeInfo> DoubtsOf(TermId entity) const override;

  Status status() const override;
  std::vector<Status> damage() const override { return damage_.All(); }
  const Schema& schema() const override { return *schema_; }
  std::vector<RuleInfo> Rules() const override;
  std::vector<KeptRelation> KeptRelations() const override;
  std::unique_ptr<KeptRows> RowsOf(const KeptRelation& relation) const override;

  // For storage's own rooms.
  const KvView& view() const { return *view_; }
  const AliasTable& aliases() const { return names_->aliases(); }
  const NameTables& names() const { return *names_; }
  Result<std::shared_ptr<const CachedArticle>> CachedArticleOf(std::uint64_t number) const;
  Result<std::shared_ptr<const CachedSentences>> SentencesAt(std::uint64_t number) const {
    return articles_.SentencesOf(*view_, number);
  }

 private:
  // The value of a result, or none and the error reported.
  template <typename T>
  std::optional<T> Checked(Result<T> result) const {
    if (result.ok()) return *std::move(result);
    errors_.Report(result.status());
    return std::nullopt;
  }
  // The block that holds the statement; null when there is no such statement.
  std::uint64_t CountWithin(const TriplePattern& pattern, std::uint64_t all) const;
  std::shared_ptr<const OpenedStatements> BlockOf(TermId statement) const;
  // An article that is damaged goes into the log, and costs no other.
  template <typename T>
  std::optional<T> Spared(std::uint64_t article, Result<T> result) const {
    if (result.ok()) return *std::move(result);
    if (IsDamage(result.status()))
      damage_.Add(article, DamagedArticle(*view_, article, result.status()));
    else
      errors_.Report(result.status());
    return std::nullopt;
  }
  std::optional<StatementColumns> ColumnsOf(TermId statement) const;
  std::optional<std::vector<Statement>> ReadFew(std::span<const TermId> statements) const;
  const std::map<TermId, std::uint64_t>& Counts() const;
  std::vector<TermId> Statements(const std::string& prefix) const;
  std::optional<TermId> FindLine(std::uint64_t id) const;
  std::vector<AliasTable::Node> NodesOfId(std::string_view name) const;
  std::vector<TermId> StatementsBetween(TermId representative) const;

  std::shared_ptr<const KvView> view_;
  RowStreams streams_;  // of view_
  std::shared_ptr<const Schema> schema_;
  std::shared_ptr<const NameTables> names_;
  FirstError errors_;
  mutable DamageLog damage_;
  mutable ArticleCache articles_;
  mutable StatementCache statements_;
  FieldColumns columns_;
  mutable std::once_flag all_articles_once_;
  mutable std::vector<TermId> all_articles_;
  mutable std::atomic<std::uint32_t> counted_alone_ = 0;  // entities, each by itself
  mutable std::once_flag counts_once_;
  mutable std::map<TermId, std::uint64_t> counts_;  // statements by predicate
  mutable std::mutex predicates_mutex_;             // guards predicates_
  mutable std::unordered_map<std::string, std::optional<TermId>> predicates_;  // looked up
  mutable std::mutex dimensions_mutex_;                                        // guards dimensions_
  mutable std::unordered_map<std::string, std::optional<std::uint16_t>> dimensions_;  // looked up
};

}  // namespace lode
