// Proofs are not kept while relations are computed; they are found again. For a row,
// each rule of its relation is run backwards: the head's variables are bound to the
// row, and the body is joined as in a query, except that atoms of the same recursion
// see only rows of earlier rounds. Every such instance is a proof step, and because
// rounds fall from step to step, the search ends.
//
// The hard bit is the number of instances: a closure may have thousands for one row.
// A few of those whose rows come from the earliest rounds are followed further. The other
// one is what a tree repeats: two atoms of a body that rest on one row double it at every
// step. A row is proved once and stands in the tree once; elsewhere it is only named.

#include "query/run/proof.h"

#include <algorithm>

#include "query/run/aggregate.h"
#include "query/run/instances.h"
#include "query/run/path_search.h"
#include "query/run/proof_text.h"
#include "query/run/scan.h"

namespace lode {

namespace {

constexpr std::size_t kMostInstances = 256;     // looked at for one rule
constexpr std::size_t kMostFollowed = 4;        // whose height is computed
constexpr std::size_t kMostContributions = 10;  // shown of an aggregate
constexpr std::size_t kMostStatements = 1000;   // shown of one triple

}  // namespace

double ConfidenceOf(const Proof& proof) {
  if (!proof.statements.empty()) {
    double surest = 0;
    for (const Statement& statement : proof.statements)
      surest = std::max(surest, statement.confidence);
    return surest;  // the premises of a derived statement are in its own confidence
  }
  double least = 1;
  for (const Proof& child : proof.children) least = std::min(least, ConfidenceOf(child));
  return least;
}

bool ProofSearch::TooDeep(std::uint32_t depth) {
  if (depth <= max_depth_) return false;
  execution_.budget.Stop({Code::kLimit, "the proof met the limit `depth` of " +
                                            std::to_string(max_depth_) +
                                            ": ask why of a step further down"});
  return true;
}

// -- search

std::vector<AtomView> ProofSearch::ViewsBefore(const ir::Rule& rule, Goal goal) const {
  const std::uint32_t round = fixpoint_.RoundOf(goal.relation, goal.row);
  std::vector<AtomView> views(rule.body.size());
  for (std::size_t i = 0; i < rule.body.size(); ++i) {
    const auto* atom = std::get_if<ir::Atom>(&rule.body[i].node);
    if (!atom) continue;
    for (const ir::RelationPart& part : atom->relations) {
      RowWindow window;
      if (fixpoint_.SameComponent(part.relation, goal.relation))
        window.to = fixpoint_.RowsBefore(part.relation, round);
      views[i].windows.push_back(window);
    }
  }
  return views;
}

std::optional<ProofSearch::Goal> ProofSearch::GoalOf(const ir::Atom& atom, const Row& row,
                                                     std::optional<Goal> inside) {
  for (const Row& terms : AlikeTo(TermsOf(atom, row)))
    if (const std::optional<Goal> goal = GoalAt(atom, terms, inside)) return goal;
  return std::nullopt;
}

std::optional<ProofSearch::Goal> ProofSearch::GoalAt(const ir::Atom& atom, const Row& terms,
                                                     std::optional<Goal> inside) {
  for (const ir::RelationPart& part : atom.relations) {
    const Relation& relation = *execution_.relations[part.relation];
    if (terms.size() > relation.arity() && terms.back() != part.predicate) continue;
    std::vector<TermId> tuple(terms.begin(), terms.begin() + relation.arity());
    if (part.swapped) std::swap(tuple[0], tuple[1]);
    const std::uint32_t number = relation.Find(tuple.data());
    if (number == Relation::kNoRow) continue;
    Goal goal{part.relation, number};
    // The best of its rows so far is one of them, and has their proof.
    if (const auto& so_far = execution_.program.relations[part.relation].so_far)
      goal = {*so_far, execution_.relations[*so_far]->Find(tuple.data())};
    if (inside && fixpoint_.SameComponent(part.relation, inside->relation) &&
        fixpoint_.RoundOf(part.relation, number) >=
            fixpoint_.RoundOf(inside->relation, inside->row))
      continue;
    return goal;
  }
  return std::nullopt;
}

std::vector<ProofSearch::Row> ProofSearch::AlikeTo(const Row& terms) {
  std::vector<Row> rows = {terms};
  for (std::size_t column = 0; column < terms.size(); ++column) {
    const std::vector<TermId> alike =
        execution_.terms.AlikeTo(terms[column], [&] { return execution_.budget.Tick(); });
    const std::size_t before = rows.size();
    for (const TermId other : alike)
      for (std::size_t i = 0; other != terms[column] && i < before; ++i) {
        rows.push_back(rows[i]);
        rows.back()[column] = other;
      }
  }
  return rows;
}

std::vector<TermId> ProofSearch::StatedBy(const ir::Atom& atom, const Row& row, std::size_t limit) {
  std::vector<TermId> statements;
  for (const Row& terms : AlikeTo(TermsOf(atom, row)))
    for (const TermId statement : StatementsBehind(atom, terms.data(), limit, execution_))
      if (statements.size() < limit) statements.push_back(statement);
  return statements;
}

// The latest round of the goal's recursion among the rows of an instance.
std::uint32_t ProofSearch::RoundsIn(const ir::Rule& rule, const Row& row, Goal goal) {
  std::uint32_t rounds = 0;
  for (const ir::Literal& literal : rule.body) {
    const auto* atom = std::get_if<ir::Atom>(&literal.node);
    const auto inner = atom ? GoalOf(*atom, row, goal) : std::nullopt;
    if (inner && fixpoint_.SameComponent(inner->relation, goal.relation))
      rounds = std::max(rounds, 1 + fixpoint_.RoundOf(inner->relation, inner->row));
  }
  return rounds;
}

std::uint32_t ProofSearch::HeightOf(const ir::Rule& rule, const Row& row,
                                    std::optional<Goal> inside, std::uint32_t depth) {
  std::uint32_t height = 0;
  for (const ir::Literal& literal : rule.body) {
    const auto* atom = std::get_if<ir::Atom>(&literal.node);
    if (!atom || (!atom->stored && atom->relations.empty())) continue;
    const bool is_stated = atom->stored && !StatedBy(*atom, row, 1).empty();
    std::uint32_t own = 1;
    if (!is_stated) {
      const std::optional<Goal> goal = GoalOf(*atom, row, inside);
      if (const Derivation* derivation = goal ? Best(*goal, depth + 1) : nullptr)
        own = 1 + derivation->height;
    }
    height = std::max(height, own);
  }
  return height;
}

const ir::Rule& ProofSearch::ProvedBy(std::size_t rule) const {
  const ir::Rule& own = execution_.program.rules[rule];
  return own.proved ? *own.proved : own;
}

void ProofSearch::TryRule(std::size_t number, Goal goal, std::uint32_t depth,
                          std::optional<Derivation>& best) {
  const ir::Rule& rule = ProvedBy(number);
  const TermId* tuple = execution_.relations[goal.relation]->row(goal.row);
  const bool aggregate = rule.has_aggregate();
  const std::size_t limit = aggregate ? kMostContributions : kMostInstances;
  std::vector<Row> instances = InstancesOf(rule, tuple, ViewsBefore(rule, goal), limit, execution_);
  if (instances.empty()) return;
  if (aggregate) {
    Derivation whole{number, instances, 0};
    for (const Row& row : instances)
      whole.height = std::max(whole.height, HeightOf(rule, row, goal, depth));
    if (!best || whole.height < best->height) best = std::move(whole);
    return;
  }
  std::stable_sort(instances.begin(), instances.end(), [&](const Row& a, const Row& b) {
    return RoundsIn(rule, a, goal) < RoundsIn(rule, b, goal);
  });
  if (instances.size() > kMostFollowed) instances.resize(kMostFollowed);
  for (Row& row : instances) {
    const std::uint32_t height = HeightOf(rule, row, goal, depth);
    if (!best || height < best->height) best = Derivation{number, {std::move(row)}, height};
  }
}

const ProofSearch::Derivation* ProofSearch::Best(Goal goal, std::uint32_t depth) {
  if (const auto known = known_.find(goal); known != known_.end()) return &known->second;
  if (TooDeep(depth) || !execution_.budget.Ok()) return nullptr;
  std::optional<Derivation> best;
  for (const std::size_t rule : fixpoint_.ComponentOf(goal.relation).rules)
    if (execution_.program.rules[rule].head == goal.relation) TryRule(rule, goal, depth, best);
  if (!best || execution_.budget.stopped()) return nullptr;
  const std::size_t slots = best->instances.empty() ? 0 : best->instances.front().size();
  execution_.budget.Take(sizeof *best + best->instances.size() * slots * sizeof(TermId));
  return &known_.emplace(goal, *std::move(best)).first->second;
}

// -- trees

bool ProofSearch::Account(const Proof& proof) {
  std::uint64_t bytes =
      sizeof proof + proof.atom.size() + proof.rule.size() + proof.rule_origin.size();
  for (const Statement& statement : proof.statements)
    bytes += sizeof statement + statement.text.size() + statement.relation.size();
  bytes_ += bytes;
  return execution_.budget.Take(bytes) && execution_.budget.Ok();
}

void ProofSearch::GiveBack() {
  execution_.budget.GiveBack(bytes_);
  bytes_ = 0;
}

bool ProofSearch::IsShown(Goal goal) {
  const auto [at, is_new] = shown_.try_emplace(goal, uses_.size());
  if (is_new) uses_.push_back(0);
  ++uses_[at->second];
  return !is_new;
}

// Steps with a rule stand in the tree in the order in which they were first come to.
void ProofSearch::FillUses(Proof& proof, std::size_t& step) const {
  if (!proof.rule.empty()) proof.uses = uses_[step++];
  for (Proof& child : proof.children) FillUses(child, step);
}

void ProofSearch::AddStatement(TermId statement, std::uint32_t depth, Proof& proof) {
  Result<Statement> whole = execution_.snapshot.Materialize(statement);
  if (!whole.ok()) {
    // A damaged article is in the snapshot's damage(); the others are still said.
    const Code code = whole.status().code();
    if (code != Code::kCorrupt && code != Code::kIo) execution_.budget.Stop(whole.status());
    return;
  }
  proof.statements.push_back(*std::move(whole));
  const std::vector<TermId> premises = execution_.snapshot.Premises(statement);
  if (premises.empty()) return;
  if (!shown_statements_.insert(statement).second) {
    proof.repeated = true;
    return;
  }
  for (const TermId premise : premises) {
    if (execution_.budget.stopped()) return;
    proof.children.push_back(OfStatement(premise, depth + 1));
  }
}

Proof ProofSearch::OfStatement(TermId statement, std::uint32_t depth) {
  Proof proof;
  if (TooDeep(depth)) return proof;
  if (const auto row = execution_.snapshot.StatementAt(statement))
    proof.atom = WriteTriple(row->triple, execution_);
  AddStatement(statement, depth, proof);
  Account(proof);
  return proof;
}

Proof ProofSearch::ProveAtom(const ir::Atom& atom, const Row& row, std::optional<Goal> inside,
                             std::uint32_t depth) {
  Proof proof;
  const std::vector<TermId> terms = TermsOf(atom, row);
  proof.atom = WriteAtom(atom, terms.data(), execution_);
  if (TooDeep(depth) || !Account(proof)) return proof;
  if (atom.path) {
    AddHops(atom, terms, depth + 1, proof);
    return proof;
  }
  if (atom.stored) {
    const std::vector<TermId> statements = StatedBy(atom, row, kMostStatements);
    for (const TermId statement : statements)
      if (execution_.budget.Ok()) AddStatement(statement, depth, proof);
    if (!statements.empty()) Account(proof);
    if (!statements.empty()) return proof;
  }
  AddDerivation(GoalOf(atom, row, inside), depth, proof);
  return proof;
}

void ProofSearch::AddDerivation(std::optional<Goal> goal, std::uint32_t depth, Proof& proof) {
  const Derivation* derivation = goal ? Best(*goal, depth) : nullptr;
  if (!derivation) return;
  proof.repeated = IsShown(*goal);
  if (proof.repeated) return;
  const ir::Rule& rule = ProvedBy(derivation->rule);
  proof.rule = rule.source->text;
  proof.rule_origin = rule.source->origin + ":" + std::to_string(rule.source->place.line);
  for (const Row& instance : derivation->instances)
    AddChildren(rule, instance, goal, depth + 1, proof);
}

// A path is proved by a shortest one, hop by hop.
void ProofSearch::AddHops(const ir::Atom& atom, const Row& ends, std::uint32_t depth,
                          Proof& proof) {
  PathSearch search(*atom.path, execution_);
  const std::optional<FoundPath> path = search.Shortest(ends[0], ends[1]);
  for (std::size_t i = 0; path && i < path->positions.size(); ++i) {
    const ir::PathPosition& hop = atom.path->positions[path->positions[i]];
    Row pair = {path->nodes[i], path->nodes[i + 1]};
    const std::vector<TermId> evidence =
        search.graph().EvidenceOf(path->positions[i], pair[0], pair[1]);
    if (hop.inverse) std::swap(pair[0], pair[1]);
    Proof child;
    if (!evidence.empty()) {
      if (const auto row = execution_.snapshot.StatementAt(evidence.front()))
        child.atom = WriteTriple(row->triple, execution_);
      for (const TermId statement : evidence) AddStatement(statement, depth, child);
    } else {
      const std::optional<Goal> goal = GoalAt(atom.path->links[hop.link].link, pair, std::nullopt);
      if (goal)
        child.atom = execution_.program.relations[goal->relation].name + "(" +
                     WriteTerm(pair[0], execution_) + ", " + WriteTerm(pair[1], execution_) + ")";
      AddDerivation(goal, depth, child);
    }
    if (!Account(child)) return;
    proof.children.push_back(std::move(child));
  }
}

void ProofSearch::AddChildren(const ir::Rule& rule, const Row& row, std::optional<Goal> inside,
                              std::uint32_t depth, Proof& proof) {
  for (const ir::Literal& literal : rule.body) {
    if (execution_.budget.stopped()) return;
    if (const auto* atom = std::get_if<ir::Atom>(&literal.node)) {
      if (atom->source && !atom->attribute)
        proof.children.push_back(ProveAtom(*atom, row, inside, depth));
    } else if (const auto* negation = std::get_if<ir::Negation>(&literal.node)) {
      for (const ir::Literal& inner : negation->body)
        if (const auto* denied = std::get_if<ir::Atom>(&inner.node); denied && denied->source)
          proof.children.emplace_back().atom =
              "not " + WriteAtom(*denied, TermsOf(*denied, row).data(), execution_);
    }
  }
}

Result<Proof> ProofSearch::Prove(const ir::Query& query, const std::string& text,
                                 const TermId* answer) {
  const ir::Rule& rule = query.rule;
  const std::vector<Row> instances = InstancesOf(rule, answer, {}, kMostInstances, execution_);
  shown_.clear();
  uses_.clear();
  shown_statements_.clear();
  Proof proof;
  proof.atom = text;
  std::uint32_t least = ~std::uint32_t{0};
  const Row* best = nullptr;
  for (std::size_t i = 0; i < instances.size() && i < kMostFollowed; ++i) {
    const std::uint32_t height = HeightOf(rule, instances[i], std::nullopt, 0);
    if (height >= least) continue;
    least = height;
    best = &instances[i];
  }
  if (best) AddChildren(rule, *best, std::nullopt, 1, proof);
  if (execution_.budget.stopped()) return execution_.budget.status();
  std::size_t step = 0;
  FillUses(proof, step);
  if (proof.children.size() == 1) return Proof(std::move(proof.children.front()));
  return proof;
}

}  // namespace lode
