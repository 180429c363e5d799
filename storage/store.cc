// The door's Store, said in terms of the rooms behind it.

#include "lode/store.h"

#include <algorithm>
#include <set>

#include "storage/article_change.h"
#include "storage/database.h"
#include "storage/disk/format_version.h"
#include "storage/exchange/export.h"
#include "storage/import.h"
#include "storage/kept/kept_table.h"
#include "storage/name_change.h"
#include "storage/names/correction_table.h"
#include "storage/names/name_form.h"
#include "storage/schema/schema.h"
#include "storage/snapshot/materialize.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/snapshot/told.h"
#include "storage/statements/rule_table.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

// The only snapshots there are come from stored_snapshot.
std::shared_ptr<const StoredSnapshot> StoredSnapshotOf(const Store& store) {
  return std::static_pointer_cast<const StoredSnapshot>(OpenSnapshot(store));
}

// The value, unless reading it met what cannot be read.
template <typename T>
Result<T> Whole(const StoredSnapshot& snapshot, T value, Damage* damage = nullptr) {
  if (Status status = Told(snapshot, damage); !status.ok()) return status;
  return value;
}

Result<std::vector<std::uint64_t>> ArticlesNamed(const KvView& view, std::string_view name) {
  auto number = FindArticle(view, name);
  if (!number.ok()) return number.status();
  if (number->has_value()) return std::vector<std::uint64_t>{**number};
  return ArticlesAtUrl(view, name);
}

}  // namespace

const std::string& Store::path() const {
  return database_->path();
}

const std::vector<std::string>& Store::notes() const {
  return database_->notes();
}

bool Store::IsBehind() const {
  return database_->IsBehind();
}

Result<Article> Store::ArticleOf(std::string_view id) const {
  auto snapshot = StoredSnapshotOf(*this);
  auto article = snapshot->FindArticle(id);
  if (Status status = snapshot->status(); !status.ok()) return status;
  if (!article)
    return {Code::kNotFound, "there is no article with the id '" + std::string(id) + "'"};
  return snapshot->WholeArticle(*article);
}

Result<std::vector<Statement>> Store::StatementsOf(std::string_view article_id) const {
  auto snapshot = StoredSnapshotOf(*this);
  auto article = snapshot->FindArticle(article_id);
  if (Status status = snapshot->status(); !status.ok()) return status;
  if (!article)
    return {Code::kNotFound, "there is no article with the id '" + std::string(article_id) + "'"};
  auto cached = snapshot->CachedArticleOf(article->payload());
  if (!cached.ok()) return cached.status();
  const EntityOfKey entity_of = [&](const std::string& key) {
    return snapshot->aliases().EntityOfKey(key);
  };
  std::vector<Statement> statements;
  for (std::size_t i = 0; i < (*cached)->article.record.statements.size(); ++i)
    statements.push_back(MaterializeStatement((*cached)->article, (*cached)->info, entity_of, i));
  return Whole(*snapshot, std::move(statements));
}

Result<std::vector<EntityInfo>> Store::Entities(std::string_view pattern, std::size_t limit) const {
  auto snapshot = StoredSnapshotOf(*this);
  std::vector<EntityInfo> entities = snapshot->Entities(pattern, limit);
  return Whole(*snapshot, std::move(entities));
}

Result<std::vector<EntityInfo>> Store::Resolve(std::string_view name) const {
  auto snapshot = StoredSnapshotOf(*this);
  std::vector<EntityInfo> entities;
  for (TermId entity : snapshot->Resolve(name)) entities.push_back(snapshot->CountsOf(entity));
  std::sort(entities.begin(), entities.end(), [](const EntityInfo& a, const EntityInfo& b) {
    if (a.statements != b.statements) return a.statements > b.statements;
    return std::tie(a.entity.name, a.entity.id) < std::tie(b.entity.name, b.entity.id);
  });
  return Whole(*snapshot, std::move(entities));
}

std::vector<std::string> Store::Suggest(std::string_view name, std::size_t limit) const {
  return StoredSnapshotOf(*this)->Suggest(name, limit);
}

Result<Statement> Store::StatementOf(std::string_view id) const {
  auto snapshot = StoredSnapshotOf(*this);
  auto statement = snapshot->FindStatement(id);
  if (Status status = snapshot->status(); !status.ok()) return status;
  if (!statement)
    return {Code::kNotFound, "there is no statement with the id '" + std::string(id) + "'"};
  return snapshot->Materialize(*statement);
}

Result<std::vector<MergeInfo>> Store::Merges(std::string_view entity_id) const {
  auto snapshot = StoredSnapshotOf(*this);
  std::vector<MergeInfo> merges = snapshot->Merges(entity_id);
  return Whole(*snapshot, std::move(merges));
}

Result<std::vector<std::string>> Store::Predicates() const {
  auto snapshot = StoredSnapshotOf(*this);
  std::set<std::string> names;
  for (std::string& name : snapshot->PredicateNames()) names.insert(std::move(name));
  for (const PredicateInfo& info : snapshot->schema().predicates()) names.insert(info.name);
  return Whole(*snapshot, std::vector<std::string>(names.begin(), names.end()));
}

Result<StoreStats> Store::Stats() const {
  auto snapshot = StoredSnapshotOf(*this);
  StoreStats stats;
  auto it = snapshot->view().Iterate(KeyOf(Table::kArticle));
  for (; it->valid(); it->Next()) {
    auto header = DecodeHeader(it->value());
    if (!header.ok())
      return DamagedArticle(snapshot->view(), ByteReader(it->key().substr(1)).Big64(),
                            header.status());
    ++stats.articles;
    stats.text_bytes += header->text_bytes;
    stats.statements += header->statements;
  }
  if (Status status = it->status(); !status.ok()) return status;
  stats.triples = snapshot->names().DistinctOf(TermId{}, stats.statements).triples;
  snapshot->aliases().VisitEntities([&](AliasTable::Node, EntityKind kind) {
    ++stats.entities;
    ++(kind == EntityKind::kName   ? stats.names
       : kind == EntityKind::kKind ? stats.kinds
                                   : stats.particulars);
  });
  for (const std::string& name : snapshot->PredicateNames()) {
    auto predicate = snapshot->FindPredicate(name);
    if (predicate)
      stats.statements_by_predicate[name] = snapshot->Estimate({TermId{}, *predicate, TermId{}});
  }
  stats.predicates = stats.statements_by_predicate.size();
  stats.rules = snapshot->Rules().size();
  stats.disk_bytes = database_->disk_bytes();
  const auto format = FormatOf(database_->path());
  if (!format.ok()) return format.status();
  stats.format_version = *format;
  return Whole(*snapshot, std::move(stats));
}

Result<std::uint64_t> Store::Forget(std::string_view article) {
  std::uint64_t removed = 0;
  Status status = database_->Change(true, [&](const KvView& view, KvBatch& batch) -> Status {
    ArticleChange change(view, batch, *database_->schema());
    auto numbers = ArticlesNamed(view, article);
    if (!numbers.ok()) return numbers.status();
    auto at_path = ArticlesAtPath(view, article);
    if (!at_path.ok()) return at_path.status();
    if (numbers->empty() && at_path->empty())
      return {Code::kNotFound, "there is no article with the id, path or URL '" +
                                   std::string(article) + "'; see the list of articles"};
    Status done;
    for (std::uint64_t number : *numbers)
      if (done.ok()) done = change.DropArticle(number);
    if (done.ok()) done = change.DropPath(article);
    if (done.ok()) done = change.Apply();
    removed = change.removed();
    return done;
  });
  if (!status.ok()) return status;
  return removed;
}

Status Store::KeepApart(std::string_view name, std::string_view other) {
  return database_->Change(true, [&](const KvView& view, KvBatch& batch) -> Status {
    const auto snapshot = StoredSnapshotOf(*this);
    const KeyPairs pairs = snapshot->aliases().KeysOfOne(name, other);
    if (Status status = snapshot->status(); !status.ok()) return status;
    if (pairs.empty())
      return {Code::kNotFound, "'" + std::string(name) + "' and '" + std::string(other) +
                                   "' are no two names of one entity; see the list of merges"};
    return ChangeApart(view, batch, *database_->schema(), pairs, {});
  });
}

Status Store::LetMeet(std::string_view name, std::string_view other) {
  return database_->Change(true, [&](const KvView& view, KvBatch& batch) -> Status {
    auto apart = ReadApart(view);
    if (!apart.ok()) return apart.status();
    const Schema& schema = *database_->schema();
    KeyPairs pairs;
    for (const auto& pair : *apart) {
      const IdentityClass one = IdentityOfKey(pair.first), two = IdentityOfKey(pair.second);
      if (pair == KeyPair(NodeKey(one, name, schema), NodeKey(two, other, schema)) ||
          pair == KeyPair(NodeKey(two, name, schema), NodeKey(one, other, schema)))
        pairs.insert(pair);
    }
    if (pairs.empty())
      return {Code::kNotFound, "'" + std::string(name) + "' and '" + std::string(other) +
                                   "' are not kept apart; see the list of names kept apart"};
    return ChangeApart(view, batch, schema, {}, pairs);
  });
}

Result<std::vector<ApartInfo>> Store::Apart() const {
  auto apart = ReadApart(*database_->View());
  if (!apart.ok()) return apart.status();
  std::vector<ApartInfo> list;
  for (const auto& [one, two] : *apart)
    list.push_back({std::string(NameOfKey(one)), std::string(NameOfKey(two))});
  return list;
}

Result<std::vector<RuleInfo>> Store::Rules() const {
  return ReadRules(*database_->View());
}

Status Store::SaveRules(const RuleInfo& rules, bool replace) {
  return database_->Change(false, [&](const KvView& view, KvBatch& batch) {
    return PutRules(view, batch, rules, replace);
  });
}

Status Store::RemoveRules(std::string_view name) {
  return database_->Change(false, [&](const KvView& view, KvBatch& batch) {
    DeleteKeptGroup(batch, name);
    return DeleteRules(view, batch, name);
  });
}

Status Store::Export(ExportFormat format, std::ostream& out, Damage* damage) const {
  return ExportTo(*StoredSnapshotOf(*this), format, {}, out, damage);
}

Result<ImportReport> Store::Import(std::istream& in, const std::string& name) {
  return ImportJsonLines(*database_, in, name);
}

}  // namespace lode
