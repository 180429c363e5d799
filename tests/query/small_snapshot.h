// A snapshot made by hand: names, types and predicates, for checks that look at
// nothing else.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "storage/schema.h"
#include "storage/snapshot.h"

namespace lode {

class SmallSnapshot : public Snapshot {
 public:
  explicit SmallSnapshot(std::string_view schema) : schema_(*Schema::Parse(schema, "small")) {}

  // Folded names ("ana rivera") of an entity; the first of `names` is shown.
  void AddEntity(const std::string& type, const std::vector<std::string>& names) {
    Entity entity;
    entity.id = "e:" + std::to_string(entities_.size() + 1);
    entity.name = names.front();
    entity.type = type;
    entities_.push_back(entity);
    const TermId id = TermId::Make(TermTag::kEntity, entities_.size());
    for (const std::string& name : names) meanings_[Fold(name)].push_back(id);
    meanings_[entity.id].push_back(id);
  }
  void AddPredicate(const std::string& name) { predicates_.push_back(name); }
  void AddText(const std::string& text) { texts_.push_back(text); }

  std::vector<TermId> Resolve(std::string_view name) const override {
    const auto found = meanings_.find(Fold(std::string(name)));
    return found == meanings_.end() ? std::vector<TermId>() : found->second;
  }
  std::vector<std::string> Suggest(std::string_view name, std::size_t limit) const override {
    std::vector<std::string> near;
    for (const Entity& entity : entities_)
      if (Fold(entity.name).substr(0, 2) == Fold(std::string(name)).substr(0, 2) && near.size() < limit)
        near.push_back(entity.name);
    return near;
  }
  Entity EntityAt(TermId entity) const override { return entities_[entity.payload() - 1]; }
  std::optional<TermId> FindPredicate(std::string_view name) const override {
    const auto found = std::find(predicates_.begin(), predicates_.end(), name);
    if (found == predicates_.end()) return std::nullopt;
    return TermId::Make(TermTag::kPredicate, static_cast<std::uint64_t>(found - predicates_.begin() + 1));
  }
  std::vector<std::string> PredicateNames() const override { return predicates_; }
  std::optional<TermId> Find(const Value& value) const override {
    const bool known = std::find(texts_.begin(), texts_.end(), value.text) != texts_.end();
    return known ? std::optional(TermId::Make(TermTag::kText, 1)) : std::nullopt;
  }
  const Schema& schema() const override { return *schema_; }

  std::unique_ptr<Cursor> Scan(const TriplePattern&) const override { return nullptr; }
  std::uint64_t Estimate(const TriplePattern&) const override { return 0; }
  std::uint64_t DistinctSubjects(TermId) const override { return 0; }
  std::uint64_t DistinctObjects(TermId) const override { return 0; }
  std::optional<StatementRow> StatementAt(TermId) const override { return std::nullopt; }
  std::vector<std::pair<std::string, TermId>> Qualifiers(TermId) const override { return {}; }
  std::vector<TermId> Via(TermId) const override { return {}; }
  std::vector<TermId> Premises(TermId) const override { return {}; }
  std::string SentenceText(TermId) const override { return ""; }
  Result<Statement> Materialize(TermId) const override { return Statement(); }
  std::optional<TermId> FindStatement(std::string_view) const override { return std::nullopt; }
  std::vector<TermId> AllStatements() const override { return {}; }
  std::vector<TermId> AllArticles() const override { return {}; }
  std::optional<ArticleInfo> ArticleAt(TermId) const override { return std::nullopt; }
  Value ValueOf(TermId) const override { return {}; }
  std::vector<RuleInfo> Rules() const override { return {}; }

 private:
  static std::string Fold(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
  }
  std::shared_ptr<const Schema> schema_;
  std::vector<Entity> entities_;
  std::vector<std::string> predicates_, texts_;
  std::map<std::string, std::vector<TermId>> meanings_;
};

}  // namespace lode
