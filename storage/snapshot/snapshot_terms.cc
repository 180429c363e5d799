// The snapshot's names and terms: what an id stands for, what a name means, and
// how much there is about whom.

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <tuple>

#include "storage/articles/article_table.h"
#include "storage/names/name_form.h"
#include "storage/schema/schema.h"
#include "storage/snapshot/likely_names.h"
#include "storage/snapshot/name_doubts.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/terms/key_layout.h"
#include "storage/terms/measure_numbers.h"

namespace lode {

namespace {

constexpr std::uint64_t kSample = 200'000;       // rows that distinct values are counted on
constexpr std::uint32_t kMostCountedAlone = 16;  // for more, all entities are counted at once
constexpr std::size_t kMostPredicates = 10'000;  // whose look-ups are kept
constexpr std::size_t kMostKeptDimensions = 10'000;

AliasTable::Node NodeOf(TermId entity) {
  return static_cast<AliasTable::Node>(entity.payload());
}
TermId EntityTerm(AliasTable::Node node) {
  return TermId::Make(TermTag::kEntity, node);
}
std::vector<TermId> EntityTerms(const std::vector<AliasTable::Node>& nodes) {
  std::vector<TermId> terms;
  terms.reserve(nodes.size());
  for (const AliasTable::Node node : nodes) terms.push_back(EntityTerm(node));
  return terms;
}

bool ComesBefore(const MergeInfo& a, const MergeInfo& b) {
  const auto key = [](const MergeInfo& m) {
    return std::tie(m.entity_id, m.name, m.other_name, m.reason, m.article_id, m.sentence,
                    m.against);
  };
  return key(a) < key(b);
}

}  // namespace

Status NameTables::status() const {
  const Status status = errors_.status();
  return status.ok() ? aliases_.status() : status;
}

void NameTables::CountRow(const StatementRow& row) const {
  std::set<AliasTable::Node> entities;
  for (TermId term : {row.triple.subject, row.triple.object, row.said_by})
    if (term.tag() == TermTag::kEntity) entities.insert(aliases().RepresentativeOf(NodeOf(term)));
  const std::uint64_t article = row.article.payload() + 1;
  for (AliasTable::Node entity : entities) {
    Counts& counts = counts_[entity];
    ++counts.statements;
    if (counts.last_article != article) ++counts.articles;  // statements come by article
    counts.last_article = article;
  }
}

void NameTables::CountEntities() const {
  auto it = view_->Iterate(KeyOf(Table::kStatement));
  for (; it->valid(); it->Next()) {
    const TermId first{ByteReader(it->key().substr(1)).Big64()};
    StatementBlock block;
    bool is_whole = block.Open(first, it->value());
    for (std::size_t i = 0; is_whole && i < block.size(); ++i) {
      const auto row = block.RowAt(i);
      if (row) CountRow(*row);
      is_whole = row.has_value();
    }
    if (!is_whole)
      errors_.Report(DamagedArticle(*view_, ArticleOfStatement(first), DamagedStatements()));
  }
  if (Status status = it->status(); !status.ok()) errors_.Report(status);
  has_counts_.store(true, std::memory_order_release);
}

std::uint64_t NameTables::StatementsWith(AliasTable::Node representative) const {
  std::call_once(counts_once_, [&] { CountEntities(); });
  auto found = counts_.find(representative);
  return found == counts_.end() ? 0 : found->second.statements;
}

EntityInfo NameTables::CountsOf(AliasTable::Node representative) const {
  std::call_once(counts_once_, [&] { CountEntities(); });
  EntityInfo info;
  info.entity = *aliases().EntityOf(representative);
  auto found = counts_.find(representative);
  if (found == counts_.end()) return info;
  info.statements = found->second.statements;
  info.articles = found->second.articles;
  return info;
}

Distinct NameTables::DistinctOf(TermId predicate, std::uint64_t rows) const {
  std::lock_guard lock(distinct_mutex_);
  auto found = distinct_.find(predicate);
  if (found == distinct_.end())
    found =
        distinct_
            .emplace(predicate, CountDistinct(*view_, aliases(), errors_, predicate, rows, kSample))
            .first;
  return found->second;
}

void NameTables::Assume(const Distincts& distincts) {
  std::lock_guard lock(distinct_mutex_);
  distinct_ = distincts;
}

NameTables::Distincts NameTables::distincts() const {
  std::lock_guard lock(distinct_mutex_);
  return distinct_;
}

Value StoredSnapshot::ValueOf(TermId term) const {
  Value value;
  if (IsInline(term)) return ValueOfInline(term);
  if (term.tag() == TermTag::kEntity) {
    ReadValue(term, value);
  } else if (term.tag() == TermTag::kStatement) {
    value.kind = ValueKind::kStatement;
    if (auto columns = ColumnsOf(term)) value.text = StatementIdText(columns->id_hash);
  } else if (term.tag() == TermTag::kArticle) {
    value.kind = ValueKind::kArticle;
    if (auto info = ArticleAt(term)) value.text = info->id;
  } else if (auto bytes = Checked(BytesOfTerm(*view_, term))) {
    value = ValueOfBytes(term, *bytes);
  }
  return value;
}

void StoredSnapshot::ReadValue(TermId term, Value& value) const {
  if (term.tag() != TermTag::kEntity) {
    value = ValueOf(term);
    return;
  }
  value.kind = ValueKind::kEntity;
  names_->shown().Read(aliases().RepresentativeOf(NodeOf(term)), value.entity);
}

void StoredSnapshot::ExpectValues(std::span<const TermId> terms) const {
  std::vector<AliasTable::Node> nodes;
  nodes.reserve(terms.size());
  for (const TermId term : terms)
    if (term.tag() == TermTag::kEntity) nodes.push_back(aliases().RepresentativeOf(NodeOf(term)));
  names_->shown().Expect(nodes);
}

// Rows hold representatives.
void StoredSnapshot::FetchPlace(TermId term) const {
  if (term.tag() == TermTag::kEntity) names_->shown().FetchPlace(NodeOf(term));
}

void StoredSnapshot::FetchValue(TermId term) const {
  if (term.tag() == TermTag::kEntity) names_->shown().FetchEntity(NodeOf(term));
}

std::optional<TermId> StoredSnapshot::Find(const Value& value) const {
  if (value.kind == ValueKind::kStatement) return FindStatement(value.text);
  if (value.kind == ValueKind::kArticle) return FindArticle(value.text);
  if (value.kind != ValueKind::kEntity) {
    auto found = Checked(FindTerm(*view_, TermOfValue(value)));
    return found ? *found : std::nullopt;
  }
  if (!value.entity.id.empty()) {
    auto nodes = aliases().FindId(value.entity.id);
    return nodes.empty() ? std::nullopt : std::optional(EntityTerm(nodes.front()));
  }
  auto found = Checked(FindTerm(*view_, TermOfNode(value.entity.key)));
  if (!found || !found->has_value() || !aliases().Knows(NodeOf(**found))) return std::nullopt;
  return RepresentativeOf(aliases(), **found);
}

std::optional<std::vector<TermId>> StoredSnapshot::TermsNear(const Value& value) const {
  std::optional<double> number;
  std::optional<std::int64_t> day;
  if (value.kind == ValueKind::kNumber && value.unit.empty() && value.per.empty()) {
    number = value.number;
    const bool is_year =
        std::floor(value.number) == value.number && value.number >= 0 && value.number < 10'000;
    if (is_year)
      day = ParseIsoDate(std::to_string(10'000 + static_cast<int>(value.number)).substr(1))
                ->first_day;
  } else if (value.kind == ValueKind::kDate) {
    const auto parts = ParseIsoDate(value.date);
    if (!parts) return std::nullopt;
    day = parts->first_day;
    const auto year = ParseIsoDate(value.date.substr(0, 4));
    if (year->first_day == *day) number = std::stoi(value.date.substr(0, 4));
  } else {
    return std::nullopt;
  }
  return Checked(lode::TermsNear(*view_, number, day));
}

std::optional<std::uint16_t> StoredSnapshot::DimensionAt(std::string_view dimension) const {
  std::lock_guard lock(dimensions_mutex_);
  const auto [known, is_new] = dimensions_.try_emplace(std::string(dimension));
  if (!is_new) return known->second;
  if (dimensions_.size() > kMostKeptDimensions) {
    dimensions_.clear();
    return Checked(FindDimension(*view_, dimension)).value_or(std::nullopt);
  }
  return known->second = Checked(FindDimension(*view_, dimension)).value_or(std::nullopt);
}

void StoredSnapshot::VisitMeasures(const VisitMeasure& visit) const {
  // Ids of one tag stand together: the tag is their first byte.
  auto it =
      view_->Iterate(KeyOf(Table::kTermBytes).append(1, static_cast<char>(TermTag::kMeasure)));
  for (; it->valid(); it->Next()) {
    const TermId id{ByteReader(it->key().substr(1)).Big64()};
    if (!visit(id, ValueOfBytes(id, it->value()))) return;
  }
  if (Status status = it->status(); !status.ok()) errors_.Report(status);
}

std::optional<TermId> StoredSnapshot::FindPredicate(std::string_view name) const {
  std::string key(name);
  {
    std::lock_guard lock(predicates_mutex_);
    if (const auto known = predicates_.find(key); known != predicates_.end()) return known->second;
  }
  const auto found = Checked(FindTerm(*view_, TermOfPredicate(name)));
  if (!found) return std::nullopt;
  std::lock_guard lock(predicates_mutex_);
  if (predicates_.size() >= kMostPredicates) predicates_.clear();
  return predicates_[std::move(key)] = *found;
}

std::vector<std::string> StoredSnapshot::PredicateNames() const {
  std::vector<std::string> names;
  for (const auto& [predicate, count] : Counts()) names.push_back(ValueOf(predicate).text);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<TermId> StoredSnapshot::Resolve(std::string_view name) const {
  const auto nodes = NodesOfId(name);
  return EntityTerms(nodes.empty() ? aliases().Resolve(name) : nodes);
}

std::vector<TermId> StoredSnapshot::ResolveNames(std::string_view name) const {
  auto nodes = NodesOfId(name);
  if (nodes.empty()) nodes = aliases().ResolveNames(name);
  std::erase_if(nodes, [&](auto node) { return aliases().KindOf(node) != EntityKind::kName; });
  return EntityTerms(nodes);
}

// Empty: it is no id, or nobody's.
std::vector<AliasTable::Node> StoredSnapshot::NodesOfId(std::string_view name) const {
  const bool is_id = name.starts_with("e:") && name.size() == 14;
  return is_id ? aliases().FindId(name) : std::vector<AliasTable::Node>();
}

std::vector<std::string> StoredSnapshot::Suggest(std::string_view name, std::size_t limit) const {
  return aliases().Suggest(name, limit, [&] {
    auto likely = LikelyNamesOf(*view_, name);
    if (!likely.ok()) errors_.Report(likely.status());
    return likely.ok() ? *std::move(likely) : std::vector<std::string>();
  });
}

Entity StoredSnapshot::EntityAt(TermId entity) const {
  return *aliases().EntityOf(aliases().RepresentativeOf(NodeOf(entity)));
}

EntityKind StoredSnapshot::KindOf(TermId entity) const {
  return aliases().KindOf(NodeOf(entity));
}

// One that is asked for by its name is counted by the index of its statements, not among all.
EntityInfo StoredSnapshot::CountsOf(TermId entity) const {
  const TermId representative = RepresentativeOf(aliases(), entity);
  if (names_->has_counts() || counted_alone_++ >= kMostCountedAlone)
    return names_->CountsOf(NodeOf(representative));
  std::vector<TermId> statements = StatementsBetween(representative);
  for (const TermId node : MembersOf(aliases(), representative))
    for (const TermId statement : Statements(KeyOf(Table::kMentioned, node)))
      if (const auto row = StatementAt(statement); row && row->said_by == representative)
        statements.push_back(statement);
  std::sort(statements.begin(), statements.end());
  statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
  EntityInfo info;
  info.entity = EntityAt(representative);
  info.statements = statements.size();
  std::uint64_t last = 0;
  for (const TermId statement : statements) {
    const std::uint64_t article = ArticleOfStatement(statement) + 1;
    if (article != last) ++info.articles;
    last = article;
  }
  return info;
}

std::vector<EntityInfo> StoredSnapshot::Entities(std::string_view pattern,
                                                 std::size_t limit) const {
  const std::string folded = FoldText(pattern);
  std::vector<AliasTable::Node> nodes;
  if (folded.empty()) {
    aliases().VisitEntities([&](AliasTable::Node node, EntityKind) { nodes.push_back(node); });
  } else {
    const std::set<AliasTable::Node> named = aliases().NamedWith(folded);
    nodes.assign(named.begin(), named.end());
  }
  // Only those that may be shown are looked at more closely.
  const auto more = [&](AliasTable::Node a, AliasTable::Node b) {
    return names_->StatementsWith(a) > names_->StatementsWith(b);
  };
  std::sort(nodes.begin(), nodes.end(), more);
  if (limit > 0 && limit < nodes.size())
    nodes.erase(std::upper_bound(nodes.begin(), nodes.end(), nodes[limit - 1], more), nodes.end());
  std::vector<EntityInfo> entities;
  for (const AliasTable::Node node : nodes) entities.push_back(names_->CountsOf(node));
  std::sort(entities.begin(), entities.end(), [](const EntityInfo& a, const EntityInfo& b) {
    if (a.statements != b.statements) return a.statements > b.statements;
    return std::tie(a.entity.name, a.entity.id) < std::tie(b.entity.name, b.entity.id);
  });
  if (limit > 0 && limit < entities.size()) entities.resize(limit);
  return entities;
}

// Those that have the entity at either end, some twice.
std::vector<TermId> StoredSnapshot::StatementsBetween(TermId representative) const {
  std::vector<TermId> found;
  for (const TriplePattern& pattern :
       {TriplePattern{representative, {}, {}}, TriplePattern{{}, {}, representative}}) {
    std::vector<IndexRow> rows(256);
    const auto cursor = Scan(pattern);
    while (const std::size_t count = cursor->Next(rows))
      for (std::size_t i = 0; i < count; ++i) found.push_back(rows[i].statement);
  }
  return found;
}

std::vector<TermId> StoredSnapshot::StatementsAbout(TermId entity) const {
  const TermId representative = RepresentativeOf(aliases(), entity);
  std::vector<TermId> found = StatementsBetween(representative);
  for (const TermId node : MembersOf(aliases(), representative))
    for (const TermId statement : Statements(KeyOf(Table::kMentioned, node)))
      found.push_back(statement);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<MergeInfo> StoredSnapshot::Merges(std::string_view entity_id) const {
  std::vector<MergeInfo> merges = aliases().Merges(entity_id);
  std::vector<MergeInfo> doubts;
  if (entity_id.empty()) doubts = DoubtsAbout(*this, {});
  for (const AliasTable::Node node : aliases().FindId(entity_id)) {
    const std::vector<MergeInfo> more = DoubtsAbout(*this, EntityTerm(node));
    doubts.insert(doubts.end(), more.begin(), more.end());
  }
  merges.insert(merges.end(), doubts.begin(), doubts.end());
  std::sort(merges.begin(), merges.end(), ComesBefore);
  return merges;
}

std::vector<MergeInfo> StoredSnapshot::DoubtsOf(TermId entity) const {
  std::vector<MergeInfo> doubts = DoubtsAbout(*this, RepresentativeOf(aliases(), entity));
  std::sort(doubts.begin(), doubts.end(), ComesBefore);
  return doubts;
}

}  // namespace lode
