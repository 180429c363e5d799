// Whoever reads the relation from outside sees its best rows only, as they are when the
// recursion is finished; whoever asks why gets a proof from rows so far: the last step of one
// may rest on a value that was bettered later, and then it is the only one there is.

#include "query/run/monotone.h"

#include <algorithm>
#include <map>

#include "query/run/fixpoint.h"

namespace lode {

namespace {

using SoFar = std::map<ir::RelationId, ir::RelationId>;

bool IsIn(ir::RelationId relation, const Component& component) {
  return std::find(component.relations.begin(), component.relations.end(), relation) !=
         component.relations.end();
}

bool ReadsComponent(const ir::Rule& rule, const Component& component) {
  const std::vector<ir::Dependency> needed = ir::DependenciesOf(rule.body);
  return std::any_of(needed.begin(), needed.end(), [&](const ir::Dependency& dependency) {
    return IsIn(dependency.relation, component);
  });
}

// The column of the only aggregate, where it may stand in a recursion.
std::optional<ir::BestColumn> BestOf(const ir::Rule& rule) {
  std::optional<ir::BestColumn> best;
  for (std::size_t i = 0; i < rule.columns.size(); ++i) {
    const auto* aggregate = std::get_if<ir::Aggregate>(&rule.columns[i]);
    if (!aggregate) continue;
    const bool may_be = aggregate->kind == ast::AggregateKind::kMin ||
                        aggregate->kind == ast::AggregateKind::kMax ||
                        aggregate->kind == ast::AggregateKind::kCount;
    if (!may_be || best) return std::nullopt;
    best = ir::BestColumn{i, aggregate->kind == ast::AggregateKind::kMin};
  }
  return best;
}

ir::Rule BestOfSoFar(const ir::RelationInfo& info, ir::RelationId relation, ir::RelationId so_far,
                     const ir::BestColumn& best, const ir::Rule& like) {
  ir::Rule rule;
  rule.head = relation;
  rule.source = like.source;
  rule.slot_count = info.arity;
  rule.slot_names.resize(info.arity);
  ir::Atom atom;
  atom.relations.push_back({so_far, false, {}});
  for (ir::Slot slot = 0; slot < info.arity; ++slot) {
    atom.terms.push_back(ir::Term::Of(slot));
    rule.named.push_back(slot);
    if (slot == best.column)
      rule.columns.push_back(
          ir::Aggregate{best.is_least ? ast::AggregateKind::kMin : ast::AggregateKind::kMax, slot});
    else
      rule.columns.push_back(ir::Term::Of(slot));
  }
  rule.body.push_back({std::move(atom)});
  return rule;
}

// A count stays one, and is counted round by round; of others every row is offered.
void DrawSoFar(ir::Rule& rule, ir::RelationId so_far) {
  rule.head = so_far;
  for (ir::HeadColumn& column : rule.columns)
    if (const auto* aggregate = std::get_if<ir::Aggregate>(&column);
        aggregate && aggregate->kind != ast::AggregateKind::kCount)
      column = ir::Term::Of(aggregate->argument);
}

void ReadSoFar(ir::Rule& rule, const SoFar& so_far) {
  for (ir::Literal& literal : rule.body)
    if (auto* atom = std::get_if<ir::Atom>(&literal.node))
      for (ir::RelationPart& part : atom->relations)
        if (const auto found = so_far.find(part.relation); found != so_far.end())
          part.relation = found->second;
}

void Split(ir::Program& program, const Component& component) {
  SoFar so_far;
  std::vector<ir::Rule> best_rules;
  for (const std::size_t number : component.rules) {
    const ir::Rule& rule = program.rules[number];
    const std::optional<ir::BestColumn> best =
        ReadsComponent(rule, component) ? BestOf(rule) : std::nullopt;
    if (!best || so_far.contains(rule.head)) continue;
    const auto id = static_cast<ir::RelationId>(program.relations.size());
    const ir::RelationInfo info = program.relations[rule.head];
    program.relations.push_back({info.name + " so far", info.arity, best, std::nullopt});
    program.relations[rule.head].so_far = id;
    so_far.emplace(rule.head, id);
    best_rules.push_back(BestOfSoFar(info, rule.head, id, *best, rule));
  }
  if (so_far.empty()) return;
  for (const std::size_t number : component.rules) {
    ir::Rule& rule = program.rules[number];
    ReadSoFar(rule, so_far);
    if (const auto found = so_far.find(rule.head); found != so_far.end())
      DrawSoFar(rule, found->second);
  }
  program.rules.insert(program.rules.end(), best_rules.begin(), best_rules.end());
}

}  // namespace

void SplitMonotone(ir::Program& program) {
  const bool aggregates = std::any_of(program.rules.begin(), program.rules.end(),
                                      [](const ir::Rule& rule) { return rule.has_aggregate(); });
  if (!aggregates) return;
  for (const Component& component : FindComponents(program))
    if (component.recursive) Split(program, component);
}

}  // namespace lode
