// Strata are the strongly connected components of "is drawn from", in Tarjan's order
// (SIAM J. Comput. 1, 1972), which gives a component after those it needs. The hard
// bits: the walk keeps its own stack, since a chain of rules may be as long as the
// text; and a cycle through `not` is shown as the shortest one, found by a search
// inside its component.

#include "query/check/stratify.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "query/check/monotone.h"
#include "query/syntax/builtins.h"
#include "storage/schema/schema.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

namespace {

enum class Bond { kPlain, kNegation, kAggregate, kPath };

struct Edge {
  std::size_t from = 0, to = 0;  // the head, and a predicate it is drawn from
  Bond bond = Bond::kPlain;
  const ast::Rule* rule = nullptr;
  ast::Place place;
};

struct Graph {
  std::vector<std::string> names;
  std::vector<std::vector<Edge>> edges;  // by `from`
};

bool HasAggregate(const ast::Head& head) {
  return std::any_of(head.arguments.begin(), head.arguments.end(), [](const auto& argument) {
    return std::holds_alternative<ast::Aggregate>(argument);
  });
}

// The predicates that an atom asks for; `any` stands for all that are stored.
struct Asked {
  std::vector<std::string> names;
  bool any = false;
};

void Collect(const ast::Path& path, Asked& asked) {
  if (path.kind == ast::Path::Kind::kPredicate) asked.names.push_back(path.predicate);
  if (path.kind == ast::Path::Kind::kAny) asked.any = true;
  for (const ast::PathPtr& part : path.parts) Collect(*part, asked);
}

Asked AskedBy(const ast::Atom& atom) {
  Asked asked;
  if (atom.predicate() == "triple" && atom.arguments.size() == 3) {
    if (const auto* name = std::get_if<ast::Name>(&atom.arguments[1]->node))
      asked.names.push_back(name->text);
    else
      asked.any = true;
  } else if (!FindBuiltinNamed(atom.predicate())) {
    Collect(*atom.path, asked);
  }
  return asked;
}

// Makes the graph over the predicates that rules define.
class GraphMaker {
 public:
  GraphMaker(const std::vector<std::shared_ptr<const ast::Rule>>& rules, const Snapshot* snapshot)
      : snapshot_(snapshot) {
    for (const auto& rule : rules)
      if (numbers_.try_emplace(rule->head.predicate, graph_.names.size()).second)
        graph_.names.push_back(rule->head.predicate);
    graph_.edges.resize(graph_.names.size());
    for (const std::string& name : graph_.names)
      if (snapshot && (snapshot->schema().FindPredicate(name) || snapshot->FindPredicate(name)))
        stored_.push_back(name);
    for (const auto& rule : rules) AddRule(*rule);
  }

  Graph Take() { return std::move(graph_); }

 private:
  void AddRule(const ast::Rule& rule) {
    const bool aggregates = HasAggregate(rule.head);
    for (const ast::BodyLiteral& literal : rule.body) {
      const auto* atom = std::get_if<ast::Atom>(&literal);
      if (!atom || !SeesRules(*atom)) continue;
      const Bond bond = atom->negated     ? Bond::kNegation
                        : aggregates      ? Bond::kAggregate
                        : atom->is_path() ? Bond::kPath
                                          : Bond::kPlain;
      const Asked asked = AskedBy(*atom);
      for (const std::string& name : asked.names) AddEdges(rule, name, bond, atom->place);
      if (!asked.any) continue;
      for (const std::string& name : stored_) AddEdge(rule, name, bond, atom->place);
    }
  }

  void AddEdges(const ast::Rule& rule, const std::string& name, Bond bond,
                const ast::Place& place) {
    const std::vector<std::string> found =
        snapshot_ ? snapshot_->schema().WithDescendants(name) : std::vector<std::string>{name};
    for (const std::string& defined : found) AddEdge(rule, defined, bond, place);
  }

  void AddEdge(const ast::Rule& rule, const std::string& name, Bond bond, const ast::Place& place) {
    const std::size_t from = numbers_.at(rule.head.predicate);
    if (const auto to = numbers_.find(name); to != numbers_.end())
      graph_.edges[from].push_back({from, to->second, bond, &rule, place});
  }

  const Snapshot* snapshot_;
  std::vector<std::string> stored_;  // of the names, those that statements have too
  std::map<std::string, std::size_t, std::less<>> numbers_;
  Graph graph_;
};

// The strongly connected components, those that others need first.
class ComponentFinder {
 public:
  explicit ComponentFinder(const Graph& graph)
      : graph_(graph),
        index_(graph.names.size(), 0),
        low_(graph.names.size(), 0),
        on_stack_(graph.names.size(), false) {
    for (std::size_t node = 0; node < graph.names.size(); ++node)
      if (index_[node] == 0) Walk(node);
  }

  std::vector<std::vector<std::size_t>> Take() { return std::move(components_); }

 private:
  void Enter(std::size_t node) {
    index_[node] = low_[node] = ++visited_;
    on_stack_[node] = true;
    stack_.push_back(node);
    calls_.push_back({node, 0});
  }

  void Walk(std::size_t root) {
    Enter(root);
    while (!calls_.empty()) {
      auto& [node, next] = calls_.back();
      if (next < graph_.edges[node].size()) {
        const std::size_t to = graph_.edges[node][next++].to;
        if (index_[to] == 0)
          Enter(to);
        else if (on_stack_[to])
          low_[node] = std::min(low_[node], index_[to]);
        continue;
      }
      Leave(node);
    }
  }

  void Leave(std::size_t node) {
    calls_.pop_back();
    if (!calls_.empty()) {
      const std::size_t caller = calls_.back().first;
      low_[caller] = std::min(low_[caller], low_[node]);
    }
    if (low_[node] != index_[node]) return;
    std::vector<std::size_t> component;
    do {
      component.push_back(stack_.back());
      on_stack_[stack_.back()] = false;
      stack_.pop_back();
    } while (component.back() != node);
    std::sort(component.begin(), component.end());
    components_.push_back(std::move(component));
  }

  const Graph& graph_;
  std::vector<std::size_t> index_, low_;
  std::vector<bool> on_stack_;
  std::vector<std::size_t> stack_;
  std::vector<std::pair<std::size_t, std::size_t>> calls_;
  std::vector<std::vector<std::size_t>> components_;
  std::size_t visited_ = 0;
};

// The shortest way of edges from `from` to `to` inside a component.
std::vector<const Edge*> WayInside(const Graph& graph, const std::vector<std::size_t>& component,
                                   std::size_t from, std::size_t to) {
  std::map<std::size_t, const Edge*> reached_by = {{from, nullptr}};
  std::deque<std::size_t> open = {from};
  while (!open.empty() && reached_by.find(to) == reached_by.end()) {
    const std::size_t node = open.front();
    open.pop_front();
    for (const Edge& edge : graph.edges[node])
      if (std::binary_search(component.begin(), component.end(), edge.to) &&
          reached_by.try_emplace(edge.to, &edge).second)
        open.push_back(edge.to);
  }
  std::vector<const Edge*> way;
  for (std::size_t node = to; reached_by.at(node) != nullptr; node = reached_by.at(node)->from)
    way.insert(way.begin(), reached_by.at(node));
  return way;
}

Diagnostic ExplainCycle(const Graph& graph, const std::vector<std::size_t>& component,
                        const Edge& bad) {
  std::vector<const Edge*> cycle = {&bad};
  for (const Edge* edge : WayInside(graph, component, bad.to, bad.from)) cycle.push_back(edge);
  std::string shown = graph.names[bad.from];
  for (const Edge* edge : cycle)
    shown +=
        std::string(" :- ") + (edge->bond == Bond::kNegation ? "not " : "") + graph.names[edge->to];
  Diagnostic error;
  error.file = bad.rule->origin;
  error.line = bad.place.line;
  error.column = bad.place.column;
  error.length = bad.place.length;
  if (bad.bond == Bond::kPath) {
    error.message = "`" + graph.names[bad.from] + "` is drawn from a path along itself (" + shown +
                    "): a path goes along what is finished before, so write a recursive rule";
    return error;
  }
  error.message = bad.bond == Bond::kNegation
                      ? "`" + graph.names[bad.from] + "` is drawn from its own negation (" + shown +
                            "): what is negated must be finished before, so break the cycle"
                      : "`" + graph.names[bad.from] + "` aggregates over itself (" + shown +
                            "): in a recursion a head may have one aggregate, `min`, `max` or "
                            "`count`; others want what is finished before";
  return error;
}

Diagnostic ErrorOf(const NotMonotone& mistake) {
  Diagnostic error;
  error.file = mistake.rule->origin;
  error.line = mistake.place.line;
  error.column = mistake.place.column;
  error.length = mistake.place.length;
  error.message = mistake.message;
  return error;
}

// One recursion: its predicates, its rules, and what these use of it.
class RecursionCheck {
 public:
  RecursionCheck(const Graph& graph, const std::vector<std::size_t>& component)
      : graph_(graph), component_(component) {
    for (const std::size_t node : component)
      for (const Edge& edge : graph.edges[node])
        if (std::binary_search(component.begin(), component.end(), edge.to)) inner_.push_back(edge);
  }

  bool is_recursive() const { return !inner_.empty(); }

  std::vector<Diagnostic> Errors(const Stratum& stratum) const {
    bool aggregates = false;
    for (const Edge& edge : inner_) {
      const bool may_be = edge.bond == Bond::kPlain || (edge.bond == Bond::kAggregate &&
                                                        MayAggregateInRecursion(edge.rule->head));
      if (!may_be) return {ExplainCycle(graph_, component_, edge)};
      aggregates |= edge.bond == Bond::kAggregate;
    }
    if (!aggregates) return {};
    std::vector<InnerUse> uses;
    for (const Edge& edge : inner_) uses.push_back({edge.rule, graph_.names[edge.to], edge.place});
    std::vector<Diagnostic> errors;
    for (const NotMonotone& mistake : CheckMonotone(stratum.rules, uses))
      errors.push_back(ErrorOf(mistake));
    return errors;
  }

 private:
  const Graph& graph_;
  const std::vector<std::size_t>& component_;
  std::vector<Edge> inner_;
};

}  // namespace

bool SeesRules(const ast::Atom& atom) {
  if (atom.statement || atom.speaker || atom.HasPrefix()) return false;
  return std::all_of(atom.named.begin(), atom.named.end(), [&](const ast::NamedArgument& argument) {
    return atom.is_path() && argument.role == "avoid";
  });
}

Stratification Stratify(const std::vector<std::shared_ptr<const ast::Rule>>& rules,
                        const Snapshot* snapshot) {
  const Graph graph = GraphMaker(rules, snapshot).Take();
  std::map<std::string, std::vector<std::shared_ptr<const ast::Rule>>> rules_of;
  for (const auto& rule : rules) rules_of[rule->head.predicate].push_back(rule);
  Stratification result;
  for (const std::vector<std::size_t>& component : ComponentFinder(graph).Take()) {
    Stratum stratum;
    for (const std::size_t node : component) {
      stratum.predicates.push_back(graph.names[node]);
      for (const auto& rule : rules_of[graph.names[node]]) stratum.rules.push_back(rule);
    }
    const RecursionCheck recursion(graph, component);
    stratum.recursive = recursion.is_recursive();
    for (Diagnostic& error : recursion.Errors(stratum)) result.errors.push_back(std::move(error));
    result.strata.push_back(std::move(stratum));
  }
  return result;
}

}  // namespace lode
