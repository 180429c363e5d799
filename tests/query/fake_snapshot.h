// A Snapshot in memory, filled by a test. Entities are made by being named; names are
// compared without letter case; each statement stands in an article of its own unless
// the test says otherwise.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "storage/names/name_form.h"
#include "storage/schema/schema.h"
#include "storage/snapshot/snapshot.h"
#include "storage/text/agencies.h"
#include "storage/text/text_traits.h"

namespace lode {

inline Value Text(std::string text, ValueKind kind = ValueKind::kText) {
  Value value;
  value.kind = kind;
  value.text = std::move(text);
  return value;
}
inline Value Quote(std::string text) {
  return Text(std::move(text), ValueKind::kQuote);
}
inline Value Measure(ValueKind kind, double number, std::string unit = "") {
  Value value;
  value.kind = kind;
  value.number = number;
  value.unit = std::move(unit);
  return value;
}
inline Value Number(double number) {
  return Measure(ValueKind::kNumber, number);
}
inline Value Money(double number, std::string code) {
  return Measure(ValueKind::kMoney, number, std::move(code));
}
inline Value Percent(double number) {
  return Measure(ValueKind::kPercent, number, "%");
}
inline Value Date(std::string iso) {
  Value value;
  value.kind = ValueKind::kDate;
  value.date = std::move(iso);
  return value;
}

// What a test says about a statement besides its triple.
struct FakeStatement {
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kActual;
  bool ended = false;
  std::string said_by = {};  // a name; empty: the article's own voice
  std::string article = "a:1";
  std::vector<std::pair<std::string, Value>> qualifiers = {};
  std::vector<TermId> premises = {};
  std::vector<std::string> via = {};
  std::string sentence = {};
  double confidence = 1;
  std::string time = {};
};

class FakeSnapshot : public Snapshot {
 public:
  explicit FakeSnapshot(const std::string& schema_text = "") {
    schema_ = *Schema::Parse(schema_text, "test.schema");
  }

  // -- filling

  TermId EntityNamed(const std::string& name) {
    for (const TermId known : Resolve(name)) return known;
    return AddEntity(name);
  }
  TermId AddEntity(const std::string& name) {
    entities_.push_back(name);
    by_name_[FoldText(name)].push_back(TermId::Make(TermTag::kEntity, entities_.size() - 1));
    return TermId::Make(TermTag::kEntity, entities_.size() - 1);
  }
  TermId Term(const Value& value) {
    if (const auto known = Find(value)) return *known;
    values_.push_back(value);
    const TermId id = TermId::Make(TagOf(value), values_.size() - 1);
    value_ids_[KeyOf(value)] = id;
    return id;
  }
  TermId Add(const std::string& subject, const std::string& predicate, const std::string& object,
             const FakeStatement& more = {}) {
    return AddTriple(EntityNamed(subject), predicate, EntityNamed(object), more);
  }
  TermId Add(const std::string& subject, const std::string& predicate, const Value& object,
             const FakeStatement& more = {}) {
    return AddTriple(EntityNamed(subject), predicate, Term(object), more);
  }
  TermId AddTriple(TermId subject, const std::string& predicate, TermId object,
                   const FakeStatement& more = {}) {
    StatementRow row;
    const TermId statement = TermId::Make(TermTag::kStatement, rows_.size());
    row.triple = {
        subject,    PredicateNamed(predicate),      object, statement, more.polarity, more.modality,
        more.ended, ConfidenceStep(more.confidence)};
    row.article = ArticleNamed(more.article);
    if (!more.said_by.empty()) row.said_by = EntityNamed(more.said_by);
    if (!more.time.empty()) row.time = Term(Date(more.time));
    row.confidence = more.confidence;
    row.derived = !more.premises.empty();
    rows_.push_back(row);
    more_.push_back(more);
    sorted_ = false;
    return statement;
  }
  ArticleInfo& Article(const std::string& id) { return articles_[ArticleNamed(id).payload()]; }
  TermId PredicateNamed(const std::string& name) {
    if (const auto known = FindPredicate(name)) return *known;
    predicates_.push_back(name);
    return TermId::Make(TermTag::kPredicate, predicates_.size() - 1);
  }

  // -- scanning

  std::unique_ptr<Cursor> Scan(const TriplePattern& pattern) const override {
    ++scans;
    return std::make_unique<FakeCursor>(Rows(pattern));
  }
  std::uint64_t Estimate(const TriplePattern& pattern) const override {
    const auto [begin, end] = RangeOf(pattern);
    return static_cast<std::uint64_t>(end - begin);
  }
  std::uint64_t DistinctSubjects(TermId predicate) const override {
    return Distinct(predicate, &IndexRow::subject);
  }
  std::uint64_t DistinctObjects(TermId predicate) const override {
    return Distinct(predicate, &IndexRow::object);
  }

  // -- statements and articles

  std::optional<StatementRow> StatementAt(TermId statement) const override {
    if (statement.payload() >= rows_.size()) return std::nullopt;
    return rows_[statement.payload()];
  }
  std::vector<std::pair<std::string, TermId>> Qualifiers(TermId statement) const override {
    std::vector<std::pair<std::string, TermId>> found;
    for (const auto& [role, value] : more_[statement.payload()].qualifiers) {
      const bool is_name = value.kind == ValueKind::kEntity;
      found.push_back({role, is_name ? Resolve(value.entity.name).at(0)
                                     : const_cast<FakeSnapshot*>(this)->Term(value)});
    }
    return found;
  }
  std::vector<TermId> Via(TermId statement) const override {
    std::vector<TermId> links;
    for (const std::string& name : more_[statement.payload()].via)
      links.push_back(const_cast<FakeSnapshot*>(this)->EntityNamed(name));
    return links;
  }
  std::vector<TermId> Premises(TermId statement) const override {
    return more_[statement.payload()].premises;
  }
  std::string SentenceText(TermId statement) const override {
    return more_[statement.payload()].sentence;
  }
  Result<Statement> Materialize(TermId term) const override {
    const StatementRow& row = rows_.at(term.payload());
    Statement statement;
    statement.id = "st:" + std::to_string(term.payload());
    statement.subject = EntityAt(row.triple.subject);
    statement.predicate = predicates_[row.triple.predicate.payload()];
    statement.object = ValueOf(row.triple.object);
    statement.polarity = row.triple.polarity;
    statement.modality = row.triple.modality;
    statement.ended = row.triple.ended;
    statement.confidence = row.confidence;
    statement.text = SentenceText(term);
    statement.derived = row.derived;
    statement.article = std::make_shared<ArticleInfo>(articles_[row.article.payload()]);
    if (row.said_by) statement.said_by = EntityAt(row.said_by);
    for (const TermId premise : Premises(term))
      statement.premises.push_back("st:" + std::to_string(premise.payload()));
    return statement;
  }
  std::optional<TermId> FindStatement(std::string_view id) const override {
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (id == "st:" + std::to_string(i)) return TermId::Make(TermTag::kStatement, i);
    return std::nullopt;
  }
  std::vector<TermId> AllStatements() const override {
    return Numbered(TermTag::kStatement, rows_.size());
  }
  std::vector<TermId> AllArticles() const override {
    return Numbered(TermTag::kArticle, articles_.size());
  }
  std::optional<ArticleInfo> ArticleAt(TermId article) const override {
    return articles_.at(article.payload());
  }

  // -- terms

  Value ValueOf(TermId term) const override {
    Value value;
    switch (term.tag()) {
      case TermTag::kEntity:
        value.kind = ValueKind::kEntity;
        value.entity = EntityAt(term);
        return value;
      case TermTag::kPredicate:
        return lode::Text(predicates_[term.payload()], ValueKind::kPredicate);
      case TermTag::kStatement:
        return lode::Text("st:" + std::to_string(term.payload()), ValueKind::kStatement);
      case TermTag::kArticle: return lode::Text(articles_[term.payload()].id, ValueKind::kArticle);
      case TermTag::kInteger:
        return Number(static_cast<double>(static_cast<std::int64_t>(term.payload()) - (1ll << 55)));
      default: return values_[term.payload()];
    }
  }
  std::optional<TermId> Find(const Value& value) const override {
    if (value.kind == ValueKind::kNumber &&
        value.number == static_cast<double>(static_cast<long long>(value.number)))
      return TermId::Make(
          TermTag::kInteger,
          static_cast<std::uint64_t>(static_cast<long long>(value.number) + (1ll << 55)));
    const auto known = value_ids_.find(KeyOf(value));
    if (known == value_ids_.end()) return std::nullopt;
    return known->second;
  }
  std::optional<TermId> FindPredicate(std::string_view name) const override {
    const auto at = std::find(predicates_.begin(), predicates_.end(), name);
    if (at == predicates_.end()) return std::nullopt;
    return TermId::Make(TermTag::kPredicate, static_cast<std::uint64_t>(at - predicates_.begin()));
  }
  std::vector<std::string> PredicateNames() const override { return predicates_; }

  // -- entities: two entities of one name are both meant by it

  std::vector<TermId> Resolve(std::string_view name) const override {
    if (name.starts_with("e:"))
      for (std::size_t i = 0; i < entities_.size(); ++i)
        if (name == "e:" + std::to_string(i)) return {TermId::Make(TermTag::kEntity, i)};
    const auto found = by_name_.find(FoldText(name));
    return found == by_name_.end() ? std::vector<TermId>() : found->second;
  }
  std::vector<std::string> Suggest(std::string_view, std::size_t) const override { return {}; }
  Entity EntityAt(TermId entity) const override {
    Entity found;
    found.id = "e:" + std::to_string(entity.payload());
    found.name = entities_.at(entity.payload());
    return found;
  }
  EntityKind KindOf(TermId entity) const override {
    const bool is_kind = kinds.count(entities_.at(entity.payload())) > 0;
    return is_kind ? EntityKind::kKind : EntityKind::kName;
  }
  std::vector<EntityInfo> Entities(std::string_view, std::size_t) const override { return {}; }
  EntityInfo CountsOf(TermId entity) const override { return {EntityAt(entity), 0, 0}; }
  std::vector<TermId> StatementsAbout(TermId entity) const override {
    std::vector<TermId> found;
    for (const StatementRow& row : rows_) {
      bool has = row.triple.subject == entity || row.triple.object == entity;
      for (const auto& [role, value] : Qualifiers(row.triple.statement)) has |= value == entity;
      if (has) found.push_back(row.triple.statement);
    }
    return found;
  }
  std::vector<MergeInfo> Merges(std::string_view) const override { return {}; }
  Result<lode::Article> WholeArticle(TermId article) const override {
    const ArticleInfo info = *ArticleAt(article);
    const auto text = texts.find(info.id);
    return lode::Article{info, text == texts.end() ? "" : text->second, {}};
  }
  TextOrigin OriginOf(TermId article) const override {
    lode::Article whole = *WholeArticle(article);
    whole.blocks.push_back({});
    whole.blocks[0].text.end = static_cast<std::uint32_t>(whole.text.size());
    const TextTraits traits = TraitsOf(whole);
    return {AgencyOf(whole.info, traits.agency), std::make_shared<const TextTraits>(traits)};
  }
  std::optional<TermId> FindArticle(std::string_view id) const override {
    for (std::size_t i = 0; i < articles_.size(); ++i)
      if (articles_[i].id == id) return TermId::Make(TermTag::kArticle, i);
    return std::nullopt;
  }
  Status status() const override { return read_status; }
  const Schema& schema() const override { return *schema_; }
  std::vector<RuleInfo> Rules() const override { return {}; }

  mutable std::size_t scans = 0;             // how many were begun
  Status read_status;                        // what status() says
  std::map<std::string, std::string> texts;  // of articles, by id
  std::set<std::string> kinds;               // names of entities that are kinds

 private:
  class FakeCursor : public Cursor {
   public:
    explicit FakeCursor(std::vector<IndexRow> rows) : rows_(std::move(rows)) {}
    std::size_t Next(std::span<IndexRow> out) override {
      const std::size_t count = std::min(out.size(), rows_.size() - at_);
      std::copy_n(rows_.begin() + static_cast<std::ptrdiff_t>(at_), count, out.begin());
      at_ += count;
      return count;
    }

   private:
    std::vector<IndexRow> rows_;
    std::size_t at_ = 0;
  };
  using Key = std::array<TermId, 3>;
  struct Order {
    std::array<TermId IndexRow::*, 3> columns;
    std::vector<IndexRow> rows;
    Key KeyOf(const IndexRow& row) const {
      return {row.*columns[0], row.*columns[1], row.*columns[2]};
    }
  };

  static TermTag TagOf(const Value& value) {
    switch (value.kind) {
      case ValueKind::kQuote: return TermTag::kQuote;
      case ValueKind::kText: return TermTag::kText;
      case ValueKind::kDate: return TermTag::kDate;
      case ValueKind::kBoolean: return TermTag::kBoolean;
      case ValueKind::kNumber: return TermTag::kDecimal;
      default: return TermTag::kMeasure;
    }
  }
  static std::string KeyOf(const Value& value) {
    return std::to_string(static_cast<int>(value.kind)) + value.text + "|" +
           std::to_string(value.number) + value.unit + "|" + value.date;
  }
  static std::vector<TermId> Numbered(TermTag tag, std::size_t count) {
    std::vector<TermId> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(TermId::Make(tag, i));
    return all;
  }
  TermId ArticleNamed(const std::string& id) {
    for (std::size_t i = 0; i < articles_.size(); ++i)
      if (articles_[i].id == id) return TermId::Make(TermTag::kArticle, i);
    articles_.emplace_back().id = id;
    return TermId::Make(TermTag::kArticle, articles_.size() - 1);
  }

  // Three orders, as a store would keep them: by subject, by predicate, by object.
  void SortRows() const {
    if (sorted_) return;
    orders_ = {Order{{&IndexRow::subject, &IndexRow::predicate, &IndexRow::object}, {}},
               Order{{&IndexRow::predicate, &IndexRow::object, &IndexRow::subject}, {}},
               Order{{&IndexRow::object, &IndexRow::subject, &IndexRow::predicate}, {}}};
    for (Order& order : orders_) {
      for (const StatementRow& row : rows_) order.rows.push_back(row.triple);
      std::stable_sort(
          order.rows.begin(), order.rows.end(),
          [&](const IndexRow& a, const IndexRow& b) { return order.KeyOf(a) < order.KeyOf(b); });
    }
    sorted_ = true;
  }
  using Range =
      std::pair<std::vector<IndexRow>::const_iterator, std::vector<IndexRow>::const_iterator>;
  Range RangeOf(const TriplePattern& pattern) const {
    SortRows();
    const bool s = bool(pattern.subject), p = bool(pattern.predicate), o = bool(pattern.object);
    const Order& order = s && !(o && !p) ? orders_[0] : (o && !p) ? orders_[2] : orders_[1];
    IndexRow bound;
    bound.subject = pattern.subject, bound.predicate = pattern.predicate,
    bound.object = pattern.object;
    const std::size_t length = std::size_t{s} + std::size_t{p} + std::size_t{o};
    // A bound subject and object without predicate use the third order; all else a prefix.
    const auto less = [&](const IndexRow& a, const IndexRow& b) {
      const Key left = order.KeyOf(a), right = order.KeyOf(b);
      return std::lexicographical_compare(
          left.begin(), left.begin() + static_cast<std::ptrdiff_t>(length), right.begin(),
          right.begin() + static_cast<std::ptrdiff_t>(length));
    };
    return std::equal_range(order.rows.begin(), order.rows.end(), bound, less);
  }
  std::vector<IndexRow> Rows(const TriplePattern& pattern) const {
    const auto [begin, end] = RangeOf(pattern);
    return {begin, end};
  }
  std::uint64_t Distinct(TermId predicate, TermId IndexRow::*column) const {
    SortRows();
    const auto [at, is_new] =
        distinct_.try_emplace({predicate.bits, column == &IndexRow::subject}, 0);
    if (is_new) {
      std::set<TermId> seen;
      for (const StatementRow& row : rows_)
        if (!predicate || row.triple.predicate == predicate) seen.insert(row.triple.*column);
      at->second = seen.size();
    }
    return at->second;
  }

  std::shared_ptr<const Schema> schema_;
  std::vector<std::string> entities_, predicates_;
  std::map<std::string, std::vector<TermId>> by_name_;  // folded
  std::vector<Value> values_;
  std::map<std::string, TermId> value_ids_;
  std::vector<ArticleInfo> articles_;
  std::vector<StatementRow> rows_;
  std::vector<FakeStatement> more_;
  mutable bool sorted_ = false;
  mutable std::array<Order, 3> orders_;
  mutable std::map<std::pair<std::uint64_t, bool>, std::uint64_t> distinct_;
};

}  // namespace lode
