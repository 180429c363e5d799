// Tarjan's algorithm over the relations (Tarjan 1972): a component is finished after
// all that it needs, so the order of finishing is the order of evaluation. Check has
// stratified the rules already; here predicates have been resolved to all that they
// stand for (children, symmetric ones, `triple`), so the cycles are looked for anew.

#include <algorithm>

#include "query/run/fixpoint.h"

namespace lode {

namespace {

struct Edge {
  ir::RelationId to = 0;
  bool strict = false;  // through a negation or an aggregate
};

class ComponentFinder {
 public:
  ComponentFinder(const ir::Program& program, ir::RelationId first)
      : first_(first),
        edges_(program.relations.size()),
        number_(program.relations.size()),
        low_(program.relations.size()),
        on_stack_(program.relations.size()) {
    for (const ir::Rule& rule : program.rules)
      for (const ir::Dependency& dependency : DependenciesFrom(rule))
        edges_[rule.head].push_back(
            {dependency.relation, dependency.strict || MustBeFinished(program, rule)});
  }

  std::vector<Component> Find() {
    for (ir::RelationId relation = first_; relation < edges_.size(); ++relation)
      if (number_[relation] == 0) Visit(relation);
    return std::move(found_);
  }

  // A relation that needs itself strictly, or none.
  const Edge* StrictCycle(const Component& component) const {
    for (const ir::RelationId relation : component.relations)
      for (const Edge& edge : edges_[relation])
        if (edge.strict && IsIn(edge.to, component)) return &edge;
    return nullptr;
  }

 private:
  // A count of a relation that keeps its best rows grows with what it counts.
  static bool MustBeFinished(const ir::Program& program, const ir::Rule& rule) {
    return rule.has_aggregate() && !program.relations[rule.head].best;
  }

  std::vector<ir::Dependency> DependenciesFrom(const ir::Rule& rule) const {
    if (rule.head < first_) return {};
    std::vector<ir::Dependency> found = ir::DependenciesOf(rule.body);
    std::erase_if(found, [&](const auto& dependency) { return dependency.relation < first_; });
    return found;
  }

  static bool IsIn(ir::RelationId relation, const Component& component) {
    const auto& relations = component.relations;
    return std::find(relations.begin(), relations.end(), relation) != relations.end();
  }

  // An explicit stack: chains of rules may be long.
  void Visit(ir::RelationId start) {
    std::vector<std::pair<ir::RelationId, std::size_t>> path;
    Enter(start);
    path.push_back({start, 0});
    while (!path.empty()) {
      auto& [relation, next] = path.back();
      if (next < edges_[relation].size()) {
        const ir::RelationId to = edges_[relation][next++].to;
        if (number_[to] == 0) {
          Enter(to);
          path.push_back({to, 0});
        } else if (on_stack_[to]) {
          low_[relation] = std::min(low_[relation], number_[to]);
        }
        continue;
      }
      const ir::RelationId done = relation;
      path.pop_back();
      if (!path.empty()) low_[path.back().first] = std::min(low_[path.back().first], low_[done]);
      if (low_[done] == number_[done]) Leave(done);
    }
  }

  void Enter(ir::RelationId relation) {
    number_[relation] = low_[relation] = ++count_;
    stack_.push_back(relation);
    on_stack_[relation] = true;
  }

  void Leave(ir::RelationId root) {
    Component component;
    for (bool last = false; !last;) {
      const ir::RelationId relation = stack_.back();
      stack_.pop_back();
      on_stack_[relation] = false;
      component.relations.push_back(relation);
      last = relation == root;
    }
    for (const ir::RelationId relation : component.relations)
      for (const Edge& edge : edges_[relation]) component.recursive |= IsIn(edge.to, component);
    found_.push_back(std::move(component));
  }

  ir::RelationId first_;
  std::vector<std::vector<Edge>> edges_;
  std::vector<std::uint32_t> number_, low_;
  std::vector<bool> on_stack_;
  std::vector<ir::RelationId> stack_;
  std::uint32_t count_ = 0;
  std::vector<Component> found_;
};

}  // namespace

namespace {

void FillRules(const ir::Program& program, ir::RelationId first,
               std::vector<Component>& components) {
  std::vector<std::size_t> component_of(program.relations.size());
  for (std::size_t i = 0; i < components.size(); ++i)
    for (const ir::RelationId relation : components[i].relations) component_of[relation] = i;
  for (std::size_t rule = 0; rule < program.rules.size(); ++rule)
    if (program.rules[rule].head >= first)
      components[component_of[program.rules[rule].head]].rules.push_back(rule);
}

}  // namespace

std::vector<Component> FindComponents(const ir::Program& program) {
  std::vector<Component> components = ComponentFinder(program, 0).Find();
  FillRules(program, 0, components);
  return components;
}

Result<std::vector<Component>> OrderComponents(const ir::Program& program, ir::RelationId first) {
  ComponentFinder finder(program, first);
  std::vector<Component> components = finder.Find();
  for (const Component& component : components)
    if (const Edge* edge = finder.StrictCycle(component))
      return Status(
          Code::kInvalidInput,
          "the rules of `" + program.relations[edge->to].name +
              "` need its own negation, aggregate or path: they have no order of evaluation");
  FillRules(program, first, components);
  return components;
}

}  // namespace lode
