// A change is seen from both sides: the store as it was, and as it will be, which is the same with
// the change laid over it. The dictionary of the second serves both, so that one id means one value
// on either side; by itself it says nothing.
//
// Whatever is wrong with rules or articles, the change itself goes on; it is refused where the
// store cannot be read. Of the store as it was, damaged bytes only cost what was drawn from it: the
// change may be the one that takes them away.

#include "query/kept_rules.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "lode/kept.h"
#include "query/kept/update.h"
#include "query/kept/writing.h"
#include "query/reading.h"
#include "storage/database.h"
#include "storage/disk/format_version.h"
#include "storage/disk/layers.h"
#include "storage/schema/schema.h"
#include "storage/snapshot/damage.h"
#include "storage/statements/rule_table.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

using Heads = std::vector<std::pair<std::string, std::uint32_t>>;

bool IsTable(std::string_view key, Table table) {
  return key.front() == static_cast<char>(table);
}

std::string_view GroupOf(const ast::Rule& rule) {
  constexpr std::string_view kFront = "rules/";
  const std::string_view origin = rule.origin;
  return origin.starts_with(kFront) ? origin.substr(kFront.size()) : std::string_view();
}

// Keys that rules can see, or that say what is kept.
bool MayMatter(std::string_view key) {
  switch (static_cast<Table>(key.front())) {
    case Table::kArticle:
    case Table::kStatement:
    case Table::kNodeChunk:
    case Table::kNodeFacts:
    case Table::kApart:
    case Table::kRules: return true;
    case Table::kKept: return key.size() > 1 && key[1] == 'g';
    case Table::kMeta: return key == KeyOf(Table::kMeta, "schema");
    default: return false;
  }
}

Result<bool> KeepsAny(const KvView& view) {
  const auto first = view.Iterate(KeyOf(Table::kKept));
  if (first->valid()) return true;
  if (Status status = first->status(); !status.ok()) return status;
  return false;
}

// Changes as a store of their own.
std::shared_ptr<const KvView> Laid(const std::shared_ptr<const KvView>& base,
                                   const KeyChanges& keys, bool only_dictionary) {
  KeyChanges marked;
  for (const auto& [key, value] : keys) {
    const bool is_dictionary = IsTable(key, Table::kTermId) || IsTable(key, Table::kTermBytes) ||
                               key.starts_with(KeyOf(Table::kMeta, "next:"));
    if (only_dictionary && !is_dictionary) continue;
    if (value)
      marked[key] = std::string(1, KvBatch::kThere) + *value;
    else
      marked[key] = std::string(1, KvBatch::kGone);
  }
  return LayOver(base, MemoryView(marked));
}

class KeptRulesFollower : public Follower {
 public:
  Result<bool> Follows(const KvView& before, const KvBatch& change) override {
    bool matters = false, adds = false;
    change.VisitAll([&](std::string_view key, const auto&) {
      matters = matters || MayMatter(key);
      adds = adds || IsTable(key, Table::kKept);
    });
    if (!matters || adds) return matters;
    return KeepsAny(before);
  }

  Status Follow(const StoreChange& change, KvBatch& batch) override {
    const auto after = Laid(change.before, change.keys, false);
    const bool edits = std::any_of(change.keys.begin(), change.keys.end(), [](const auto& key) {
      return IsTable(key.first, Table::kRules) || IsTable(key.first, Table::kKept);
    });
    const bool other_schema = change.keys.contains(KeyOf(Table::kMeta, "schema"));
    Sides sides{edits || other_schema ? nullptr : Laid(change.before, change.keys, true), after,
                &change.keys, edits || other_schema};
    return Bring(sides, change.schema, batch, nullptr);
  }

  Status Renew(std::shared_ptr<const KvView> before, std::shared_ptr<const KvView> after,
               const Schema& schema, KvBatch& batch) override {
    const auto keeps = KeepsAny(*before);
    if (!keeps.ok() || !*keeps) return keeps.status();
    return Bring({nullptr, std::move(after), nullptr, true}, schema, batch, nullptr);
  }

  void TellTo(Note tell) override {
    std::lock_guard lock(mutex_);
    tell_ = std::move(tell);
  }

  Result<Findings> Compare(std::shared_ptr<const KvView> view, const Schema& schema,
                           KvBatch* mend) override {
    Findings findings;
    KvBatch thrown_away;
    const Status status = Bring({nullptr, std::move(view), nullptr, mend != nullptr}, schema,
                                mend != nullptr ? *mend : thrown_away, &findings);
    if (!status.ok()) return status;
    return findings;
  }

 private:
  struct Sides {
    std::shared_ptr<const KvView> before;  // null: nothing to go on from
    std::shared_ptr<const KvView> after;
    const KeyChanges* keys;  // null: everything may have changed
    bool retries;
  };

  Status Bring(const Sides& sides, const Schema& schema, KvBatch& batch, Findings* findings);
  Result<Rules> RulesIn(const KvView& view);
  static Result<std::shared_ptr<const Schema>> SchemaIn(const KvView& view, const Schema& open);
  static Heads HeadsOf(const Rules& rules, const std::vector<std::string>& groups);
  static Status PutAllAside(const std::vector<KeptRelation>& stored, const Status& why,
                            const KvView& view, KvBatch& batch);
  static Findings FindingsOf(const std::vector<RelationUpdate>& updates);
  static void PutGroups(const std::vector<KeptGroup>& groups, const Rules& rules,
                        const std::vector<RelationUpdate>& updates, KvBatch& batch);

  void Say(const std::string& note) const {
    if (tell_) tell_(note);
  }
  void SayOfAll(const Status& fault) const {
    if (IsDamage(fault)) Say(WorkedOutAnew("all kept rules", fault));
  }

  std::mutex mutex_;  // guards what follows: a store may be compared while it is changed
  std::map<std::pair<std::string, std::string>, Rules> read_;  // texts, as rules
  NameTables::Distincts distincts_;                            // to plan by
  Note tell_;
};

Result<Rules> KeptRulesFollower::RulesIn(const KvView& view) {
  const auto stored = ReadRules(view);
  if (!stored.ok()) return stored.status();
  Rules all;
  std::map<std::pair<std::string, std::string>, Rules> now;
  for (const RuleInfo& info : *stored) {
    const std::pair<std::string, std::string> key = {info.name, info.text};
    const auto known = read_.find(key);
    Rules& rules = now[key] = known != read_.end() ? known->second : ReadStored(info);
    all = Joined(std::move(all), rules);
  }
  if (now.size() != read_.size()) distincts_.clear();
  read_ = std::move(now);
  return all;
}

Result<std::shared_ptr<const Schema>> KeptRulesFollower::SchemaIn(const KvView& view,
                                                                  const Schema& open) {
  const auto text = view.Get(KeyOf(Table::kMeta, "schema"));
  if (!text.ok()) return text.status();
  return Schema::Parse(text->has_value() ? **text : open.text(), "the store's schema");
}

Heads KeptRulesFollower::HeadsOf(const Rules& rules, const std::vector<std::string>& groups) {
  Heads heads;
  for (const RulePtr& rule : rules)
    if (std::find(groups.begin(), groups.end(), GroupOf(*rule)) != groups.end())
      heads.emplace_back(rule->head.predicate,
                         static_cast<std::uint32_t>(rule->head.arguments.size()));
  return heads;
}

Status KeptRulesFollower::Bring(const Sides& sides, const Schema& open_schema, KvBatch& batch,
                                Findings* findings) {
  std::lock_guard lock(mutex_);
  const auto groups = ReadKeptGroups(*sides.after);
  if (!groups.ok()) return groups.status();
  const auto stored = ReadKeptRelations(*sides.after);
  if (!stored.ok()) return stored.status();
  if (groups->empty() && stored->empty()) return {};
  const auto rules = RulesIn(*sides.after);
  if (!rules.ok()) return rules.status();
  const auto schema = SchemaIn(*sides.after, open_schema);
  if (!schema.ok()) return schema.status();
  std::vector<std::string> names;
  for (const KeptGroup& group : *groups) names.push_back(group.name);
  const Heads heads = HeadsOf(*rules, names);
  const KeptLimits limits;
  QueryOptions options;
  options.timeout_ms = limits.timeout_ms;
  options.max_memory_bytes = limits.memory_bytes;
  auto after = KeptWorld::Make(sides.after, *schema, EachOnce(*rules), heads, options, distincts_);
  if (!after.ok() && IsDamage(after.status())) return after.status();
  if (!after.ok()) return PutAllAside(*stored, after.status(), *sides.after, batch);
  std::unique_ptr<KeptWorld> before;
  Touched touched;
  if (sides.before != nullptr) {
    auto made =
        KeptWorld::Make(sides.before, *schema, EachOnce(*rules), heads, options, distincts_);
    if (made.status().code() == Code::kIo) return made.status();
    if (made.ok())
      before = *std::move(made);
    else
      SayOfAll(made.status());
  }
  if (before != nullptr) {
    const bool wants_names =
        std::any_of((*after)->program.rules.begin(), (*after)->program.rules.end(), ReadsNames);
    auto found = TouchedBy(*sides.keys, wants_names, before->snapshot(), (*after)->snapshot());
    Status read = found.ok() ? before->status() : found.status();
    if (read.ok()) read = (*after)->status();
    if (read.code() == Code::kIo) return read;
    if (!found.ok()) SayOfAll(found.status()), before.reset();
    if (found.ok()) touched = *std::move(found);
  }
  const bool only_rules = sides.before == nullptr && sides.keys != nullptr &&
                          !sides.keys->contains(KeyOf(Table::kMeta, "schema"));
  touched.has_too_many = touched.has_too_many || (before == nullptr && !only_rules);
  KeptUpdate update(before.get(), **after, touched, *stored, sides.retries, limits);
  const auto updates = update.Run();
  if (!updates.ok()) return updates.status();
  for (const std::string& note : update.notes()) Say(note);
  distincts_ = (*after)->distincts();
  if (findings != nullptr) *findings = FindingsOf(*updates);
  if (Status status = WriteUpdates(*updates, *stored, **after, batch); !status.ok()) return status;
  PutGroups(*groups, *rules, *updates, batch);
  return {};
}

Follower::Findings KeptRulesFollower::FindingsOf(const std::vector<RelationUpdate>& updates) {
  Findings findings;
  for (const RelationUpdate& one : updates) {
    if (one.arity == 0) continue;
    findings.rows += one.relation.rows;
    findings.wrong +=
        (one.changes.gained.size() + one.changes.lost.size() + one.recounted.size()) / one.arity;
  }
  return findings;
}

// Which relations the groups define, where it is not what was known.
void KeptRulesFollower::PutGroups(const std::vector<KeptGroup>& groups, const Rules& rules,
                                  const std::vector<RelationUpdate>& updates, KvBatch& batch) {
  for (const KeptGroup& group : groups) {
    const Heads own = HeadsOf(rules, {group.name});
    std::vector<std::uint32_t> numbers;
    for (const RelationUpdate& one : updates)
      if (std::find(own.begin(), own.end(), std::pair(one.relation.name, one.arity)) != own.end())
        numbers.push_back(one.relation.number);
    if (numbers != group.relations) PutKeptGroup(batch, {group.name, numbers});
  }
}

// The rules have no meaning in this store as it will be: a question will say why.
Status KeptRulesFollower::PutAllAside(const std::vector<KeptRelation>& stored, const Status& why,
                                      const KvView& view, KvBatch& batch) {
  for (KeptRelation relation : stored) {
    if (!relation.is_aside())
      if (Status status = DropKeptRows(view, relation.number, batch); !status.ok()) return status;
    relation.rows = 0;
    relation.aside = why.message();
    PutKeptRelation(batch, relation);
  }
  return {};
}

}  // namespace

std::unique_ptr<Follower> MakeKeptRules() {
  return std::make_unique<KeptRulesFollower>();
}

// The mark of the format first: a store of the newer one that keeps nothing is no harm.
Status SaveKeptRules(Store& store, const RuleInfo& rules, bool replace) {
  const auto version = FormatOf(store.path());
  if (!version.ok()) return version.status();
  return store.database().Change(false, [&](const KvView& view, KvBatch& batch) -> Status {
    if (Status put = PutRules(view, batch, rules, replace); !put.ok()) return put;
    PutKeptGroup(batch, {rules.name, {}});
    return *version == kKeptFormatVersion ? Status()
                                          : WriteFormat(store.path(), kKeptFormatVersion);
  });
}

void TellOfKeptRules(Store& store, std::function<void(const std::string&)> tell) {
  if (Follower* follower = store.database().follower()) follower->TellTo(std::move(tell));
}

Result<std::vector<KeptRulesInfo>> KeptRules(const Store& store) {
  const auto view = store.database().View();
  const auto groups = ReadKeptGroups(*view);
  if (!groups.ok()) return groups.status();
  const auto relations = ReadKeptRelations(*view);
  if (!relations.ok()) return relations.status();
  std::vector<KeptRulesInfo> kept;
  for (const KeptGroup& group : *groups) {
    KeptRulesInfo& info = kept.emplace_back();
    info.name = group.name;
    for (const KeptRelation& relation : *relations) {
      const auto& own = group.relations;
      if (std::find(own.begin(), own.end(), relation.number) == own.end()) continue;
      info.rows += relation.rows;
      if (info.aside.empty()) info.aside = relation.aside;
    }
  }
  return kept;
}

// Where storage and questions meet: a store is opened with what follows its changes.
Result<Store> Store::Open(const std::string& path, const OpenOptions& options) {
  auto database = Database::Open(path, options);
  if (!database.ok()) return database.status();
  (*database)->FollowBy(MakeKeptRules());
  return Store(*std::move(database));
}

}  // namespace lode
