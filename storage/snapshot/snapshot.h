// A consistent view of the store: what queries and exports read.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"
#include "lode/store.h"
#include "storage/kept/kept_rows.h"
#include "storage/kept/kept_table.h"
#include "storage/snapshot/field_column.h"
#include "storage/statements/index_row.h"
#include "storage/terms/term_id.h"

namespace lode {

class Schema;
struct TextTraits;

// Whose text an article is.
struct TextOrigin {
  std::string agency;  // that it credits, folded; empty: none
  std::shared_ptr<const TextTraits> traits;
};

// Threads: const members may be called from any thread at once.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  // -- scanning
  virtual std::unique_ptr<Cursor> Scan(const TriplePattern& pattern) const = 0;
  // Estimated number of rows; exact where the statistics hold it.
  virtual std::uint64_t Estimate(const TriplePattern& pattern) const = 0;
  // Distinct subjects and objects of a predicate (zero id: of all), estimated.
  virtual std::uint64_t DistinctSubjects(TermId predicate) const = 0;
  virtual std::uint64_t DistinctObjects(TermId predicate) const = 0;

  // -- statements and articles
  virtual std::optional<StatementRow> StatementAt(TermId statement) const = 0;
  // Of a statement that there is; zero, or the article that it would stand in, else.
  virtual TermId ArticleOf(TermId statement) const {
    const auto row = StatementAt(statement);
    return row ? row->article : TermId{};
  }
  // A field of all statements, or articles, for whoever asks for it of many: field_column.h.
  virtual const StatementColumn* ColumnOf(StatementField, const MayGoOn*) const { return nullptr; }
  virtual const ArticleColumn* ColumnOf(ArticleField, const MayGoOn*) const { return nullptr; }
  virtual std::vector<std::pair<std::string, TermId>> Qualifiers(TermId statement) const = 0;
  virtual std::vector<TermId> Via(TermId statement) const = 0;
  virtual std::vector<TermId> Premises(TermId statement) const = 0;
  virtual std::string SentenceText(TermId statement) const = 0;
  virtual Result<Statement> Materialize(TermId statement) const = 0;           // the whole record
  virtual std::optional<TermId> FindStatement(std::string_view id) const = 0;  // "st:..."
  virtual std::vector<TermId> AllStatements() const = 0;
  virtual std::vector<TermId> AllArticles() const = 0;
  virtual std::optional<ArticleInfo> ArticleAt(TermId article) const = 0;
  virtual Result<Article> WholeArticle(TermId article) const = 0;
  virtual std::optional<TermId> FindArticle(std::string_view id) const = 0;  // "a:..."

  // The sets that it is in, sorted.
  virtual std::vector<std::string> SetsOf(TermId) const { return {}; }

  // -- sentences
  // All that were read, in order. Empty where there is no such article.
  virtual std::vector<std::string> SentencesOf(TermId) const { return {}; }
  // Articles and numbers of the sentences that may hold `part`, letter by letter: all that do
  // are among them. None: that cannot be said.
  using SentencePlaces = std::vector<std::pair<TermId, std::uint32_t>>;
  virtual std::optional<SentencePlaces> SentencesAround(std::string_view) const {
    return std::nullopt;
  }
  // Null traits: it cannot be said.
  virtual TextOrigin OriginOf(TermId) const { return {}; }

  // -- terms
  virtual Value ValueOf(TermId term) const = 0;  // not for kLocal
  // As ValueOf, into a value that is new or was read so before from a term of the same tag, whose
  // strings are used again.
  virtual void ReadValue(TermId term, Value& value) const { value = ValueOf(term); }
  // That these are about to be read, in any order, each as often as it stands here: where that
  // is many, what is read together is read once.
  virtual void ExpectValues(std::span<const TermId>) const {}
  // Asks the processor for what ReadValue of an entity will look at: first for its place, then,
  // some terms later, for the value.
  virtual void FetchPlace(TermId) const {}
  virtual void FetchValue(TermId) const {}
  // The id of a value as stored, none when the store never saw it. Quotes and
  // texts are looked up by their own kind only.
  virtual std::optional<TermId> Find(const Value& value) const = 0;
  // Terms that may be worth the same as this number without unit or this date, with all that
  // are ("about 12" for 12, 2023-01 for 2023); inline ones are, and need not be stored. None
  // where they cannot be listed.
  virtual std::optional<std::vector<TermId>> TermsNear(const Value&) const { return std::nullopt; }
  // The number under which ids of a dimension stand in order (worth.h), none where none do.
  virtual std::optional<std::uint16_t> DimensionAt(std::string_view) const { return std::nullopt; }
  // Every stored quantity, sum of money, share and duration, until `visit` is false.
  using VisitMeasure = std::function<bool(TermId, const Value&)>;
  virtual void VisitMeasures(const VisitMeasure&) const {}
  virtual std::optional<TermId> FindPredicate(std::string_view name) const = 0;
  virtual std::vector<std::string> PredicateNames() const = 0;  // used in statements

  // -- entities
  // Every entity that the name means (alias table, folded, article and title
  // left out), or "#e:..." ids without '#'. Empty: nobody has that name.
  virtual std::vector<TermId> Resolve(std::string_view name) const = 0;
  virtual std::vector<std::string> Suggest(std::string_view name, std::size_t limit) const = 0;
  virtual Entity EntityAt(TermId entity) const = 0;
  virtual EntityKind KindOf(TermId entity) const = 0;  // cheaper

  // Entities one of whose names contains `pattern` (folded; empty = all), most
  // statements first, then by name and id; at most `limit` (0 = all).
  virtual std::vector<EntityInfo> Entities(std::string_view pattern, std::size_t limit) const = 0;
  virtual EntityInfo CountsOf(TermId entity) const = 0;
  // Statements in which the entity is subject, object, speaker, further link of
  // an attribution or qualifier; ascending.
  virtual std::vector<TermId> StatementsAbout(TermId entity) const = 0;
  virtual std::vector<MergeInfo> Merges(std::string_view entity_id) const = 0;
  // Of these, what speaks against the entity being one; cheaper.
  virtual std::vector<MergeInfo> DoubtsOf(TermId) const { return {}; }

  // OK, or the first read error that any call on this snapshot met: what was
  // handed out since may be incomplete. Look at it when an answer is finished.
  virtual Status status() const = 0;
  // Articles that calls on this snapshot left out because their stored bytes are damaged:
  // one message each, with id and path. The rest is complete.
  virtual std::vector<Status> damage() const { return {}; }

  virtual const Schema& schema() const = 0;
  virtual std::vector<RuleInfo> Rules() const = 0;
  // Relations whose rows stand in the store, and their rows.
  virtual std::vector<KeptRelation> KeptRelations() const { return {}; }
  virtual std::unique_ptr<KeptRows> RowsOf(const KeptRelation&) const { return nullptr; }
};

// The newest committed state. Cheap when nothing changed since the last call.
std::shared_ptr<const Snapshot> OpenSnapshot(const Store& store);

}  // namespace lode
