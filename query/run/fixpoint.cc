// Semi-naive evaluation. A relation's rows are numbered as they come, so the rows of
// one round are a range, and no delta is ever copied. In a round, each rule runs once
// for each atom that reads the component: that atom sees the last round's rows, atoms
// before it everything up to them, atoms after it only what was there before, so that
// no combination of rows is met twice. A relation that keeps its best rows grows at the end of
// a round (best_rows.h).

#include "query/run/fixpoint.h"

#include <algorithm>

#include "query/run/aggregate.h"
#include "query/run/group_counts.h"

namespace lode {

bool RunBody(const PlanRequest& request, Step& sink, Execution& execution, const TermId* seed) {
  const Result<Plan> plan = MakePlan(request, execution);
  if (!plan.ok()) return execution.budget.Stop(plan.status());
  return JoinPipeline(request.body, request.slots, *plan, sink, execution, seed == nullptr)
      .Run(seed);
}

namespace {

std::vector<bool> NeededBy(const std::vector<ir::Term>& terms, std::size_t slots) {
  std::vector<bool> needed(slots);
  for (const ir::Term& term : terms)
    if (term.is_slot()) needed[term.slot] = true;
  return needed;
}

std::vector<ir::Term> PlainColumns(const ir::Rule& rule) {
  std::vector<ir::Term> terms;
  for (const ir::HeadColumn& column : rule.columns) terms.push_back(std::get<ir::Term>(column));
  return terms;
}

// A fact that is a row as it stands: most of a long program are.
bool IsGround(const ir::Rule& rule) {
  return rule.body.empty() && !rule.has_aggregate();
}

void InsertFact(const ir::Rule& rule, Relation& head) {
  std::vector<TermId> tuple;
  for (const ir::HeadColumn& column : rule.columns)
    tuple.push_back(std::get<ir::Term>(column).constant);
  head.Insert(tuple.data());
}

}  // namespace

bool RunRule(const ir::Rule& rule, const std::vector<AtomView>& views, Step& sink,
             Execution& execution) {
  const PlanRequest request{
      rule.body, rule.slot_count, {}, NeededBy(PlainColumns(rule), rule.slot_count), views,
      false,     &rule.slot_names};
  return RunBody(request, sink, execution);
}

Result<Plan> PlanRule(const ir::Rule& rule, Execution& execution) {
  const PlanRequest request{
      rule.body, rule.slot_count, {}, NeededBy(PlainColumns(rule), rule.slot_count), {},
      false,     &rule.slot_names};
  return MakePlan(request, execution);
}

bool RunPlanned(const ir::Rule& rule, const Plan& plan, InsertSink& sink, Execution& execution) {
  return JoinPipeline(rule.body, rule.slot_count, plan, sink, execution, true).Run(nullptr);
}

namespace {

// Counts the rows that it is given.
class CountSink : public Step {
 public:
  bool Push(const Batch& batch) override {
    rows_ += batch.rows();
    return true;
  }
  bool Flush() override { return true; }
  std::uint64_t rows() const { return rows_; }

 private:
  std::uint64_t rows_ = 0;
};

// The rule's only atom, where each of its rows is a binding of all that is aggregated: the
// bindings are a set, so it must not give a row twice.
const ir::Atom* OnlyAtomOf(const ir::Rule& rule, const std::vector<ir::Slot>& slots) {
  const auto* atom =
      rule.body.size() == 1 ? std::get_if<ir::Atom>(&rule.body.front().node) : nullptr;
  if (atom == nullptr || atom->terms.size() != slots.size()) return nullptr;
  const bool binds_all = std::all_of(slots.begin(), slots.end(), [&](ir::Slot slot) {
    return std::any_of(atom->terms.begin(), atom->terms.end(),
                       [&](const ir::Term& term) { return term.is_slot() && term.slot == slot; });
  });
  return binds_all ? atom : nullptr;
}

// The relation whose rows are those of the atom, column by column.
const Relation* RelationOf(const ir::Atom& atom, Execution& execution) {
  if (atom.stored || atom.attribute || atom.path || atom.relations.size() != 1) return nullptr;
  const ir::RelationPart& part = atom.relations.front();
  if (execution.KeptOf(part.relation) != nullptr) return nullptr;
  const Relation& relation = *execution.relations[part.relation];
  return part.swapped || relation.arity() != atom.terms.size() ? nullptr : &relation;
}

// The slots in the order in which the plan binds them, those of a scan as it goes through them, so
// that it does not matter where they were written first: their rows cost the least where they come
// sorted.
std::vector<ir::Slot> AsBound(const ir::Rule& rule, const Plan& plan,
                              const std::vector<ir::Slot>& slots) {
  std::vector<ir::Slot> ordered;
  const auto add = [&](ir::Slot slot) {
    if (std::find(slots.begin(), slots.end(), slot) != slots.end() &&
        std::find(ordered.begin(), ordered.end(), slot) == ordered.end())
      ordered.push_back(slot);
  };
  for (const PlanStep& step : plan) {
    const ir::Literal& literal = rule.body[step.literal];
    if (std::holds_alternative<ir::Negation>(literal.node)) continue;
    const auto* atom = std::get_if<ir::Atom>(&literal.node);
    if (atom != nullptr && atom->stored && !atom->stored->any_predicate)
      for (std::size_t i = 0; i < atom->terms.size(); ++i)  // a predicate's rows lie by objects
        if (atom->stored->columns[i].kind == ir::ColumnKind::kObject && atom->terms[i].is_slot())
          add(atom->terms[i].slot);
    for (const ir::Slot slot : ir::SlotsOf(literal)) add(slot);
  }
  return ordered;
}

}  // namespace

bool RunAggregateRule(const ir::Rule& rule, Relation& result, Execution& execution) {
  const std::vector<ir::Slot> slots = BindingSlots(rule);
  const ir::Atom* atom = execution.profile == nullptr ? OnlyAtomOf(rule, slots) : nullptr;
  if (const Relation* whole = atom == nullptr ? nullptr : RelationOf(*atom, execution)) {
    if (OnlyCounts(rule)) {
      PutCounts(rule, whole->size(), result, execution);
      return !execution.budget.stopped();
    }
    std::vector<ir::Slot> columns;
    for (const ir::Term& term : atom->terms) columns.push_back(term.slot);
    return AggregateBindings(rule, columns, *whole, result, execution);
  }
  std::vector<ir::Term> terms;
  for (const ir::Slot slot : slots) terms.push_back(ir::Term::Of(slot));
  const PlanRequest request{rule.body, rule.slot_count, {}, NeededBy(terms, rule.slot_count), {},
                            false,     &rule.slot_names};
  const Result<Plan> plan = MakePlan(request, execution);
  if (!plan.ok()) return execution.budget.Stop(plan.status());
  const auto run = [&](Step& sink) {
    return JoinPipeline(rule.body, rule.slot_count, *plan, sink, execution, true).Run(nullptr);
  };
  // A path without its way gives each pair of ends once.
  if (atom != nullptr && atom->path && slots.size() == 2 && OnlyCounts(rule)) {
    CountSink sink;
    if (!run(sink)) return false;
    PutCounts(rule, sink.rows(), result, execution);
    return !execution.budget.stopped();
  }
  const std::vector<ir::Slot> columns = AsBound(rule, *plan, slots);
  const bool is_scan = atom != nullptr && atom->stored && columns.size() == 2;
  if (is_scan && CountGroups(rule, columns[0], columns[1], run, result, execution)) return true;
  if (execution.budget.stopped()) return false;
  terms.clear();
  for (const ir::Slot slot : columns) terms.push_back(ir::Term::Of(slot));
  Relation bindings(static_cast<std::uint32_t>(terms.size()), execution.budget);
  InsertSink sink(terms, rule.slot_count, bindings, execution);
  return run(sink) && AggregateBindings(rule, columns, bindings, result, execution);
}

Fixpoint::Fixpoint(Execution& execution, std::vector<Component> components)
    : execution_(execution) {
  Add(std::move(components));
}

void Fixpoint::Add(std::vector<Component> components) {
  component_of_.resize(execution_.program.relations.size());
  round_ends_.resize(execution_.program.relations.size());
  for (Component& component : components) {
    for (const ir::RelationId relation : component.relations)
      component_of_[relation] = components_.size();
    components_.push_back(std::move(component));
    computed_.push_back(false);
  }
}

void Fixpoint::Reset(std::size_t relations) {
  for (std::size_t i = components_.size(); i-- > 0;) {
    if (components_[i].relations.front() >= relations) {
      components_.pop_back();
      computed_.pop_back();
    } else if (computed_[i]) {
      Drop(components_[i]);
      computed_[i] = false;
    }
  }
  component_of_.resize(relations);
  round_ends_.resize(relations);
}

std::vector<bool> Fixpoint::Wanted(const std::vector<ir::RelationId>& relations) const {
  std::vector<bool> wanted(components_.size());
  const auto want = [&](ir::RelationId relation) {
    if (execution_.KeptOf(relation) == nullptr) wanted[component_of_[relation]] = true;
  };
  for (const ir::RelationId relation : relations) want(relation);
  for (std::size_t i = components_.size(); i-- > 0;) {  // later ones need earlier ones
    if (!wanted[i] || computed_[i]) continue;
    for (const std::size_t rule : components_[i].rules)
      for (const auto& dependency : ir::DependenciesOf(execution_.program.rules[rule].body))
        want(dependency.relation);
  }
  return wanted;
}

std::vector<const Component*> Fixpoint::Needed(const std::vector<ir::RelationId>& relations) const {
  const std::vector<bool> wanted = Wanted(relations);
  std::vector<const Component*> needed;
  for (std::size_t i = 0; i < components_.size(); ++i)
    if (wanted[i]) needed.push_back(&components_[i]);
  return needed;
}

bool Fixpoint::Compute(const std::vector<ir::RelationId>& relations) {
  const std::vector<bool> wanted = Wanted(relations);
  for (std::size_t i = 0; i < components_.size(); ++i) {
    if (!wanted[i] || computed_[i]) continue;
    if (!ComputeComponent(i)) {
      Drop(components_[i]);
      return false;
    }
    computed_[i] = true;
  }
  return true;
}

bool Fixpoint::ComputeComponent(std::size_t index) {
  const Component& component = components_[index];
  StartBests(component);
  bool done = RunOnce(component);
  if (done) EndRound(component);
  done = done && (!component.recursive || RunDeltas(component));
  bests_.clear();
  counts_.clear();
  return done && !execution_.budget.stopped();
}

void Fixpoint::StartBests(const Component& component) {
  const ir::Program& program = execution_.program;
  for (const ir::RelationId relation : component.relations)
    if (const auto& best = program.relations[relation].best)
      bests_[relation] =
          std::make_unique<BestRows>(*best, *execution_.relations[relation], execution_);
  for (const std::size_t rule : component.rules)
    if (program.rules[rule].has_aggregate() && bests_.contains(program.rules[rule].head))
      counts_[rule] = std::make_unique<GrowingCount>(program.rules[rule], execution_);
}

// The first round: relations of the component are still empty for every atom.
bool Fixpoint::RunOnce(const Component& component) {
  const std::size_t index = component_of_[component.relations.front()];
  for (const std::size_t number : component.rules) {
    const ir::Rule& rule = execution_.program.rules[number];
    Relation& head = *execution_.relations[rule.head];
    bool done = true;
    if (rule.has_aggregate() && !counts_.contains(number)) {
      done = RunAggregateRule(rule, head, execution_);
    } else if (IsGround(rule) && !bests_.contains(rule.head)) {
      InsertFact(rule, head);
    } else {
      done = RunViewed(number, ViewsFor(rule, index, rule.body.size()));
    }
    if (!done || execution_.budget.stopped()) return false;
  }
  return true;
}

// Runs a rule that draws row by row.
bool Fixpoint::RunViewed(std::size_t number, const std::vector<AtomView>& views) {
  const ir::Rule& rule = execution_.program.rules[number];
  const auto best = bests_.find(rule.head);
  if (const auto count = counts_.find(number); count != counts_.end()) {
    GrowingCount& counted = *count->second;
    if (!counted.AddNone(*best->second)) return false;
    CountingSink sink(counted, rule.slot_count, *best->second, execution_);
    return RunBody({rule.body,
                    rule.slot_count,
                    {},
                    NeededBy(counted.needed(), rule.slot_count),
                    views,
                    false,
                    &rule.slot_names},
                   sink, execution_);
  }
  if (best != bests_.end()) {
    BestSink sink(PlainColumns(rule), rule.slot_count, *best->second, execution_);
    return RunRule(rule, views, sink, execution_);
  }
  InsertSink sink(PlainColumns(rule), rule.slot_count, *execution_.relations[rule.head],
                  execution_);
  return RunRule(rule, views, sink, execution_);
}

// Whether the rule draws more as its component grows: other aggregates read nothing of it.
bool Fixpoint::CanGrow(const ir::Rule& rule) const {
  return !rule.has_aggregate() || bests_.contains(rule.head);
}

bool Fixpoint::RunDeltas(const Component& component) {
  const std::size_t index = component_of_[component.relations.front()];
  for (std::uint64_t round = 1;; ++round) {
    const bool grew = std::any_of(
        component.relations.begin(), component.relations.end(), [&](ir::RelationId relation) {
          const auto& ends = round_ends_[relation];
          return ends.back() > (ends.size() > 1 ? ends[ends.size() - 2] : 0);
        });
    if (!grew) return true;
    if (!execution_.budget.CountRound(round)) return false;
    for (const std::size_t number : component.rules) {
      const ir::Rule& rule = execution_.program.rules[number];
      if (!CanGrow(rule)) continue;
      for (std::size_t delta = 0; delta < rule.body.size(); ++delta) {
        const auto* atom = std::get_if<ir::Atom>(&rule.body[delta].node);
        if (!atom || !IsInside(*atom, index)) continue;
        if (!RunViewed(number, ViewsFor(rule, index, delta))) return false;
      }
      if (execution_.budget.stopped()) return false;
    }
    EndRound(component);
  }
}

bool Fixpoint::IsInside(const ir::Atom& atom, std::size_t component) const {
  return std::any_of(atom.relations.begin(), atom.relations.end(),
                     [&](const auto& part) { return component_of_[part.relation] == component; });
}

// What each atom of a rule sees when literal `delta` reads the last round. With
// `delta` past the body, the round in which the component is still empty.
std::vector<AtomView> Fixpoint::ViewsFor(const ir::Rule& rule, std::size_t component,
                                         std::size_t delta) const {
  std::vector<AtomView> views(rule.body.size());
  for (std::size_t i = 0; i < rule.body.size(); ++i) {
    const auto* atom = std::get_if<ir::Atom>(&rule.body[i].node);
    if (!atom) continue;
    views[i].only_relations = i == delta;
    for (const ir::RelationPart& part : atom->relations) {
      RowWindow window;
      if (component_of_[part.relation] != component) {
        if (i == delta) window.to = 0;
      } else {
        const auto& ends = round_ends_[part.relation];
        const std::uint32_t now = ends.empty() ? 0 : ends.back();
        const std::uint32_t before = ends.size() > 1 ? ends[ends.size() - 2] : 0;
        window.from = i == delta ? before : 0;
        window.to = i <= delta ? now : before;
      }
      views[i].windows.push_back(window);
    }
  }
  return views;
}

void Fixpoint::EndRound(const Component& component) {
  for (const auto& [relation, best] : bests_) best->EndRound();
  for (const ir::RelationId relation : component.relations)
    round_ends_[relation].push_back(execution_.relations[relation]->size());
}

std::uint32_t Fixpoint::RoundOf(ir::RelationId relation, std::uint32_t row) const {
  const auto& ends = round_ends_[relation];
  return static_cast<std::uint32_t>(std::upper_bound(ends.begin(), ends.end(), row) - ends.begin());
}

std::uint32_t Fixpoint::RowsBefore(ir::RelationId relation, std::uint32_t round) const {
  const auto& ends = round_ends_[relation];
  if (round == 0 || ends.empty()) return 0;
  return round <= ends.size() ? ends[round - 1] : ends.back();
}

void Fixpoint::Drop(const Component& component) {
  for (const ir::RelationId relation : component.relations) {
    const std::uint32_t arity = execution_.program.relations[relation].arity;
    execution_.relations[relation] = std::make_unique<Relation>(arity, execution_.budget);
    round_ends_[relation].clear();
  }
}

}  // namespace lode
