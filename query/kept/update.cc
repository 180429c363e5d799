// Components come in the order of evaluation, so what a relation reads has been brought up to
// date, and how it changed is known, before it is looked at itself.
//
// The world before reads the rows as they stand in the store, the world after the same with the
// changes so far laid over them; a relation that was worked out anew is read from memory.

#include "query/kept/update.h"

#include <algorithm>
#include <memory>
#include <set>

namespace lode {

namespace {

QueryOptions OptionsOf(const KeptLimits& limits) {
  QueryOptions options;
  options.timeout_ms = limits.timeout_ms;
  options.max_memory_bytes = limits.memory_bytes;
  return options;
}

// A value that the dictionary takes.
bool CanBeStored(const Value& value) {
  return value.kind != ValueKind::kEntity && value.kind < ValueKind::kStatement;
}

}  // namespace

std::vector<ir::Term> BoundSlots(const ir::Rule& rule) {
  std::vector<bool> seen(rule.slot_count);
  std::vector<ir::Term> bound;
  for (const ir::Literal& literal : rule.body) {
    if (std::holds_alternative<ir::Negation>(literal.node)) continue;
    for (const ir::Slot slot : ir::SlotsOf(literal)) {
      if (!seen[slot]) bound.push_back(ir::Term::Of(slot));
      seen[slot] = true;
    }
  }
  return bound;
}

std::string WorkedOutAnew(const std::string& what, const Status& damage) {
  return "the store was damaged before this change (" + damage.message() + "): " + what +
         " had to be worked out anew; `lode check` says whether there is more";
}

KeptUpdate::KeptUpdate(KeptWorld* before, KeptWorld& after, const Touched& touched,
                       const std::vector<KeptRelation>& stored, bool retries,
                       const KeptLimits& limits)
    : before_(before),
      after_(after),
      touched_(touched),
      limits_(limits),
      retries_(retries),
      literals_(before == nullptr ? after : *before, after, touched, changed_) {
  for (const KeptRelation& relation : stored) {
    stored_[{relation.name, relation.arity}] = relation;
    next_number_ = std::max(next_number_, relation.number + 1);
    if (relation.is_aside()) continue;
    for (KeptWorld* world : {before_, &after_}) {
      if (world == nullptr) continue;
      const auto part = world->parts().find({relation.name, relation.arity});
      if (part == world->parts().end()) continue;
      KeptRead& kept = world->execution.kept[part->second.id];
      kept.rows = std::make_unique<KeptRows>(world->view(), relation.number, relation.arity,
                                             world == &after_ ? &overlay_ : nullptr);
      kept.count = relation.rows;
      kept.may_change = true;
    }
  }
}

std::string KeptUpdate::NamesOf(const Component& component) const {
  std::string names;
  for (const ir::RelationId id : component.relations)
    names += (names.empty() ? "`" : ", `") + after_.program.relations[id].name + "`";
  return names;
}

Result<std::vector<RelationUpdate>> KeptUpdate::Run() {
  for (const Component& component : after_.components()) {
    if (IsKeptComponent(component)) RunComponent(component);
    if (!fault_.ok()) return fault_;
  }
  std::vector<RelationUpdate> updates;
  for (const ir::RelationId id : order_) updates.push_back(std::move(updates_.at(id)));
  return updates;
}

bool KeptUpdate::IsKeptComponent(const Component& component) const {
  return std::any_of(component.relations.begin(), component.relations.end(),
                     [&](ir::RelationId id) { return after_.PartOf(id) != nullptr; });
}

// min, max or count in a recursion: its rows are the best so far, and have no place in the store.
bool KeptUpdate::HasBestRows(const Component& component) const {
  return std::any_of(component.relations.begin(), component.relations.end(),
                     [&](ir::RelationId id) { return after_.PartOf(id) == nullptr; });
}

bool KeptUpdate::IsSteady(const Component& component) const {
  return std::all_of(
      component.relations.begin(), component.relations.end(), [&](ir::RelationId id) {
        const ir::RelationInfo& info = after_.program.relations[id];
        const auto known = stored_.find({info.name, info.arity});
        return known != stored_.end() && known->second.definition == after_.PartOf(id)->definition;
      });
}

KeptUpdate::Way KeptUpdate::WayOf(const Component& component) const {
  if (!IsSteady(component)) return Way::kAnew;
  bool is_touched = false, must_be_anew = touched_.has_too_many || before_ == nullptr;
  for (const std::size_t number : after_.RulesBehind(component.rules)) {
    const ir::Rule& rule = after_.program.rules[number];
    const bool has_other_words = touched_.has_renamed && ReadsNames(rule);
    is_touched = is_touched || touched_.has_too_many || has_other_words ||
                 std::any_of(rule.body.begin(), rule.body.end(), [&](const ir::Literal& literal) {
                   return literals_.IsTouched(literal);
                 });
    must_be_anew =
        must_be_anew || has_other_words || MustBeAnew(rule) || after_.PartOf(rule.head) == nullptr;
  }
  if (!is_touched) return Way::kNothing;
  for (const ir::RelationId id : component.relations) {
    if (before_ == nullptr) break;
    const ir::RelationInfo& info = after_.program.relations[id];
    must_be_anew = must_be_anew || before_->parts().at({info.name, info.arity}).definition !=
                                       after_.PartOf(id)->definition;
  }
  if (must_be_anew) return Way::kAnew;
  return component.recursive ? Way::kRederive : Way::kCount;
}

std::string KeptUpdate::ReadsAside(const Component& component) const {
  for (const std::size_t number : after_.RulesBehind(component.rules))
    for (const auto& dependency : ir::DependenciesOf(after_.program.rules[number].body)) {
      const auto& own = component.relations;  // they may be tried again
      if (std::find(own.begin(), own.end(), dependency.relation) != own.end()) continue;
      const auto found = updates_.find(dependency.relation);
      if (found != updates_.end() && found->second.relation.is_aside())
        return "it reads `" + found->second.relation.name + "`, which is not kept up to date";
    }
  return {};
}

void KeptUpdate::RunComponent(const Component& component) {
  if (HasBestRows(component))
    return PutAside(component, "it stands in a recursion with min, max or count");
  bool was_aside = false;
  for (const ir::RelationId id : component.relations) {
    const ir::RelationInfo& info = after_.program.relations[id];
    RelationUpdate& update = updates_[id];
    order_.push_back(id);
    update.arity = info.arity;
    const auto known = stored_.find({info.name, info.arity});
    if (known != stored_.end()) update.relation = known->second;
    if (known == stored_.end()) update.relation.number = next_number_++;
    update.relation.name = info.name;
    update.relation.arity = info.arity;
    was_aside = was_aside || update.relation.is_aside();
    if (info.arity == 0 || info.arity > kMostKeptColumns)
      return PutAside(component, "`" + info.name + "` has " + std::to_string(info.arity) +
                                     " columns; kept are relations of 1 to " +
                                     std::to_string(kMostKeptColumns) + " (limit `kept-columns`)");
  }
  const std::string aside = ReadsAside(component);
  if (!aside.empty()) return PutAside(component, aside);
  Way way = WayOf(component);
  if (was_aside && IsSteady(component) && !retries_) return;
  if (was_aside) way = Way::kAnew;
  if (way == Way::kNothing) return Finish(component);
  after_.execution.joined_alike = false;
  if (before_ != nullptr) before_->execution.joined_alike = false;
  Status status;
  if (way != Way::kAnew) {
    status = way == Way::kCount ? Count(component) : Rederive(component);
    // What a literal asked without a run shows in the worlds alone.
    for (const KeptWorld* world : {before_, &after_})
      if (status.ok()) status = world->status();
    const bool is_alike = after_.execution.joined_alike || before_->execution.joined_alike;
    if (status.ok() && is_alike) status = {Code::kUnsupported, "equal values"};
    if (status.ok()) return Finish(component);
    if (status.code() == Code::kIo) return void(fault_ = status);
    // Whatever else it was, damage of the store as it was too: the rows as they should be are no
    // worse. Of damage the user is told, since there may be more.
    if (status.code() == Code::kCorrupt)
      notes_.push_back(WorkedOutAnew(NamesOf(component), status));
    for (KeptWorld* world : {before_, &after_}) world->budget.Restart(OptionsOf(limits_));
    for (KeptWorld* world : {before_, &after_}) world->budget.Start();
  }
  status = WorkOutAnew(component);
  if (status.ok()) return Finish(component);
  if (status.code() == Code::kIo) return void(fault_ = status);
  after_.budget.Restart(OptionsOf(limits_));
  after_.budget.Start();
  PutAside(component, status.message());
}

// What the rows of the relation are now is known.
void KeptUpdate::Finish(const Component& component) {
  for (const ir::RelationId id : component.relations) {
    const KeptWorld::Part& part = *after_.PartOf(id);
    RelationUpdate& update = updates_.at(id);
    update.relation.rows += update.changes.gained.size() / update.arity;
    update.relation.rows -= update.changes.lost.size() / update.arity;
    for (const TermId term : update.changes.gained)
      if (term.tag() == TermTag::kLocal && !CanBeStored(after_.terms.ValueOf(term)))
        return PutAside(component, "`" + update.relation.name +
                                       "` has values that cannot be stored, such as paths");
    if (update.relation.rows > limits_.rows)
      return PutAside(component,
                      "`" + update.relation.name + "` has " + std::to_string(update.relation.rows) +
                          " rows, the limit `kept-rows` is " + std::to_string(limits_.rows));
    update.relation.definition = part.definition;
    update.relation.aside.clear();
    changed_[{update.relation.name, update.arity}] = update.changes;
    if (KeptRead* kept = after_.execution.KeptOf(id)) kept->count = update.relation.rows;
  }
}

void KeptUpdate::PutAside(const Component& component, const std::string& why) {
  for (const ir::RelationId id : component.relations) {
    if (after_.PartOf(id) == nullptr) continue;
    const ir::RelationInfo& info = after_.program.relations[id];
    RelationUpdate& update = updates_[id];
    KeptRelation relation = update.relation;
    const auto known = stored_.find({info.name, info.arity});
    if (relation.number == 0 && known != stored_.end()) relation = known->second;
    update = {};
    update.relation = relation;
    update.relation.name = info.name;
    update.relation.arity = update.arity = info.arity;
    if (update.relation.number == 0) update.relation.number = next_number_++;
    if (std::find(order_.begin(), order_.end(), id) == order_.end()) order_.push_back(id);
    update.relation.definition = after_.PartOf(id)->definition;
    update.relation.rows = 0;
    update.relation.aside = why;
    after_.execution.kept.erase(id);
  }
}

}  // namespace lode
