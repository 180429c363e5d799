// Lowering is done anew for each state: what a name means may be another thing by now. The
// relation of a variant is one more of the program, filled anew for each run.

#include "query/kept/world.h"

#include <algorithm>

#include "query/program/rewrite.h"
#include "query/run/monotone.h"
#include "storage/disk/content_hash.h"

namespace lode {

KeptWorld::KeptWorld(std::shared_ptr<const KvView> view, std::shared_ptr<const Schema> schema,
                     const QueryOptions& options, const NameTables::Distincts& distincts)
    : view_(std::move(view)),
      names_(std::make_shared<NameTables>(view_, schema)),
      snapshot_(std::make_shared<StoredSnapshot>(view_, std::move(schema), names_)),
      budget(options),
      terms(*snapshot_),
      evaluator(terms),
      execution{*snapshot_, terms, evaluator, budget, program, relations, stored_reads} {
  names_->Assume(distincts);
  budget.Start();
}

Result<std::unique_ptr<KeptWorld>> KeptWorld::Make(
    std::shared_ptr<const KvView> view, std::shared_ptr<const Schema> schema,
    const std::vector<std::shared_ptr<const ast::Rule>>& rules,
    const std::vector<std::pair<std::string, std::uint32_t>>& heads, const QueryOptions& options,
    const NameTables::Distincts& distincts) {
  std::unique_ptr<KeptWorld> world(
      new KeptWorld(std::move(view), std::move(schema), options, distincts));
  if (Status status = world->Lower(rules, heads, options); !status.ok()) return status;
  return world;
}

Status KeptWorld::Lower(const std::vector<std::shared_ptr<const ast::Rule>>& rules,
                        const std::vector<std::pair<std::string, std::uint32_t>>& heads,
                        const QueryOptions& options) {
  RelationNames names;
  Result<ir::Program> lowered = LowerRules(rules, terms, options.parameters, names);
  if (!lowered.ok()) return lowered.status();
  program = *std::move(lowered);
  SplitMonotone(program);
  std::vector<bool> is_kept(program.relations.size());
  for (const auto& head : heads)
    if (const auto found = names.find(head); found != names.end()) is_kept[found->second] = true;
  for (bool again = true; again;) {
    again = false;
    for (const ir::Rule& rule : program.rules)
      for (const ir::Dependency& dependency : ir::DependenciesOf(rule.body))
        if (is_kept[rule.head] && !is_kept[dependency.relation])
          is_kept[dependency.relation] = again = true;
  }
  for (const auto& [name, id] : names)
    if (is_kept[id] && !program.relations[id].best)
      parts_[{name.first, static_cast<std::uint32_t>(name.second)}].id = id;
  for (auto& [name, part] : parts_) {
    std::string text;
    for (std::size_t i = 0; i < program.rules.size(); ++i)
      if (program.rules[i].head == part.id) part.rules.push_back(i);
    for (const std::size_t rule : RulesBehind(part.rules))
      text += DefinitionOf(program.rules[rule], program, terms) + "\n";
    part.definition = ContentHash128(text);
  }
  Result<std::vector<Component>> ordered = OrderComponents(program);
  if (!ordered.ok()) return ordered.status();
  components_ = *ordered;
  for (const ir::RelationInfo& relation : program.relations)
    relations.push_back(std::make_unique<Relation>(relation.arity, budget));
  fixpoint = std::make_unique<Fixpoint>(execution, *std::move(ordered));
  changing_ = static_cast<ir::RelationId>(program.relations.size());
  program.relations.push_back({"what changed", 0});
  relations.emplace_back();
  return snapshot_->status();
}

const KeptWorld::Part* KeptWorld::PartOf(ir::RelationId relation) const {
  const ir::RelationInfo& info = program.relations[relation];
  const auto found = parts_.find({info.name, info.arity});
  return found != parts_.end() && found->second.id == relation ? &found->second : nullptr;
}

std::vector<std::size_t> KeptWorld::RulesBehind(std::vector<std::size_t> rules) const {
  std::vector<bool> seen(program.relations.size());
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (const ir::Dependency& dependency : ir::DependenciesOf(program.rules[rules[i]].body)) {
      if (seen[dependency.relation] || PartOf(dependency.relation) != nullptr) continue;
      seen[dependency.relation] = true;
      for (std::size_t rule = 0; rule < program.rules.size(); ++rule)
        if (program.rules[rule].head == dependency.relation) rules.push_back(rule);
    }
  return rules;
}

Status KeptWorld::Run(const Variant& variant, const std::vector<ir::Term>& wanted,
                      Relation& result) {
  const std::size_t width = variant.terms.size();
  program.relations[changing_].arity = static_cast<std::uint32_t>(width);
  relations[changing_] = std::make_unique<Relation>(program.relations[changing_].arity, budget);
  for (std::size_t at = 0; at < variant.tuples->size(); at += std::max<std::size_t>(1, width))
    relations[changing_]->Insert(variant.tuples->data() + at);
  static const ast::Atom kMade;  // an atom without a source is a list of terms
  ir::Atom atom;
  atom.source = &kMade;
  atom.relations.push_back({changing_, false, {}});
  atom.terms = variant.terms;
  std::vector<ir::Literal> body = variant.rule->body;
  if (variant.replaced == kBeside)
    body.push_back({std::move(atom)});
  else
    body[variant.replaced] = {std::move(atom)};
  const Status status = RunBodyInto(body, *variant.rule, wanted, result);
  relations[changing_].reset();
  return status;
}

Status KeptWorld::Run(const ir::Rule& rule, const std::vector<ir::Term>& wanted, Relation& result) {
  return RunBodyInto(rule.body, rule, wanted, result);
}

Status KeptWorld::RunBodyInto(const std::vector<ir::Literal>& body, const ir::Rule& rule,
                              const std::vector<ir::Term>& wanted, Relation& result) {
  std::vector<bool> needed(rule.slot_count);
  for (const ir::Term& term : wanted)
    if (term.is_slot()) needed[term.slot] = true;
  InsertSink sink(wanted, rule.slot_count, result, execution);
  RunBody({body, rule.slot_count, {}, needed, {}, false, &rule.slot_names}, sink, execution);
  return status();
}

Status KeptWorld::status() const {
  if (budget.stopped()) return budget.status();
  if (const auto damage = snapshot_->damage(); !damage.empty()) return damage.front();
  return snapshot_->status();
}

}  // namespace lode
