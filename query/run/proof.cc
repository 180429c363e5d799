// Proofs are not kept while relations are computed; they are found again. For a row,
// each rule of its relation is run backwards: the head's variables are bound to the
// row, and the body is joined as in a query, except that atoms of the same recursion
// see only rows of earlier rounds. Every such instance is a proof step, and because
// rounds fall from step to step, the search ends.
//
// The hard bit is the number of instances: a closure may have thousands for one row.
// A few of those whose rows come from the earliest rounds are followed further.

#include "query/run/proof.h"

#include <algorithm>

#include "query/run/aggregate.h"
#include "query/run/proof_text.h"
#include "query/run/scan.h"

namespace lode {

namespace {

constexpr std::size_t kMostInstances = 256;     // looked at for one rule
constexpr std::size_t kMostFollowed = 4;        // whose height is computed
constexpr std::size_t kMostContributions = 10;  // shown of an aggregate
constexpr std::size_t kMostStatements = 1000;   // shown of one triple

class CollectSink : public Step {
 public:
  CollectSink(std::size_t slots, std::size_t limit) : slots_(slots), limit_(limit) {}
  bool Push(const Batch& batch) override {
    const RowLayout layout{slots_};
    for (std::size_t i = 0; i < batch.rows() && rows_.size() < limit_; ++i)
      if (!batch.row(i)[layout.fault()]) rows_.emplace_back(batch.row(i), batch.row(i) + slots_);
    return rows_.size() < limit_;
  }
  bool Flush() override { return true; }
  std::vector<std::vector<TermId>> Take() { return std::move(rows_); }

 private:
  std::size_t slots_, limit_;
  std::vector<std::vector<TermId>> rows_;
};

std::vector<TermId> TermsOf(const ir::Atom& atom, const std::vector<TermId>& row) {
  std::vector<TermId> terms;
  for (const ir::Term& term : atom.terms)
    terms.push_back(term.is_slot() ? row[term.slot] : term.constant);
  return terms;
}

// Binds the plain columns of a head to a row. False when they cannot agree.
bool Unify(const ir::Rule& rule, const TermId* tuple, std::vector<TermId>& seed,
           std::vector<bool>& bound) {
  for (std::size_t i = 0; i < rule.columns.size(); ++i) {
    const auto* term = std::get_if<ir::Term>(&rule.columns[i]);
    if (!term) continue;
    if (!term->is_slot()) {
      if (term->constant != tuple[i]) return false;
    } else if (bound[term->slot]) {
      if (seed[term->slot] != tuple[i]) return false;
    } else {
      seed[term->slot] = tuple[i];
      bound[term->slot] = true;
    }
  }
  return true;
}

// Slots that bindings calculate cannot be seeded: the body computes them, and what it
// computes is compared afterwards.
void UnbindCalculated(const ir::Rule& rule, std::vector<bool>& bound) {
  for (const ir::Literal& literal : rule.body)
    if (const auto* binding = std::get_if<ir::Binding>(&literal.node)) bound[binding->slot] = false;
}

bool AgreesWithHead(const ir::Rule& rule, const std::vector<TermId>& row, const TermId* tuple) {
  for (std::size_t i = 0; i < rule.columns.size(); ++i) {
    const auto* term = std::get_if<ir::Term>(&rule.columns[i]);
    if (term && term->is_slot() && row[term->slot] != tuple[i]) return false;
  }
  return true;
}

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

std::vector<ProofSearch::Row> ProofSearch::Instances(const ir::Rule& rule, const Row& seed,
                                                     const std::vector<bool>& bound,
                                                     const std::vector<AtomView>& views,
                                                     std::size_t limit) {
  CollectSink sink(rule.slot_count, limit);
  const PlanRequest request{rule.body, rule.slot_count, bound, {}, views};
  RunBody(request, sink, execution_, seed.data());
  return sink.Take();
}

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
  const std::vector<TermId> terms = TermsOf(atom, row);
  std::optional<Goal> found;
  for (const ir::RelationPart& part : atom.relations) {
    const Relation& relation = *execution_.relations[part.relation];
    if (terms.size() > relation.arity() && terms.back() != part.predicate) continue;
    std::vector<TermId> tuple(terms.begin(), terms.begin() + relation.arity());
    if (part.swapped) std::swap(tuple[0], tuple[1]);
    const std::uint32_t number = relation.Find(tuple.data());
    if (number == Relation::kNoRow) continue;
    const Goal goal{part.relation, number};
    if (inside && fixpoint_.SameComponent(part.relation, inside->relation) &&
        fixpoint_.RoundOf(part.relation, number) >=
            fixpoint_.RoundOf(inside->relation, inside->row))
      continue;
    if (!found) found = goal;
  }
  return found;
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
    const bool is_stated =
        atom->stored && !StatementsBehind(*atom, TermsOf(*atom, row).data(), 1, execution_).empty();
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

void ProofSearch::TryRule(std::size_t number, Goal goal, std::uint32_t depth,
                          std::optional<Derivation>& best) {
  const ir::Rule& rule = execution_.program.rules[number];
  const TermId* tuple = execution_.relations[goal.relation]->row(goal.row);
  Row seed(rule.slot_count);
  std::vector<bool> bound(rule.slot_count);
  if (!Unify(rule, tuple, seed, bound)) return;
  UnbindCalculated(rule, bound);
  for (std::size_t slot = 0; slot < bound.size(); ++slot)
    if (!bound[slot]) seed[slot] = {};
  const bool aggregate = rule.has_aggregate();
  std::vector<Row> instances = Instances(rule, seed, bound, ViewsBefore(rule, goal),
                                         aggregate ? kMostContributions : kMostInstances);
  std::erase_if(instances, [&](const Row& row) { return !AgreesWithHead(rule, row, tuple); });
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
  return &known_.emplace(goal, *std::move(best)).first->second;
}

// -- trees

void ProofSearch::AddStatement(TermId statement, std::uint32_t depth, Proof& proof) {
  Result<Statement> whole = execution_.snapshot.Materialize(statement);
  if (!whole.ok()) {
    execution_.budget.Stop(whole.status());
    return;
  }
  proof.statements.push_back(*std::move(whole));
  for (const TermId premise : execution_.snapshot.Premises(statement))
    proof.children.push_back(OfStatement(premise, depth + 1));
}

Proof ProofSearch::OfStatement(TermId statement, std::uint32_t depth) {
  Proof proof;
  if (TooDeep(depth)) return proof;
  if (const auto row = execution_.snapshot.StatementAt(statement))
    proof.atom = WriteTriple(row->triple, execution_);
  AddStatement(statement, depth, proof);
  return proof;
}

Proof ProofSearch::ProveAtom(const ir::Atom& atom, const Row& row, std::optional<Goal> inside,
                             std::uint32_t depth) {
  Proof proof;
  const std::vector<TermId> terms = TermsOf(atom, row);
  proof.atom = WriteAtom(atom, terms.data(), execution_);
  if (TooDeep(depth)) return proof;
  if (atom.stored) {
    const std::vector<TermId> statements =
        StatementsBehind(atom, terms.data(), kMostStatements, execution_);
    for (const TermId statement : statements) AddStatement(statement, depth, proof);
    if (!statements.empty()) return proof;
  }
  const std::optional<Goal> goal = GoalOf(atom, row, inside);
  const Derivation* derivation = goal ? Best(*goal, depth) : nullptr;
  if (!derivation) return proof;
  const ir::Rule& rule = execution_.program.rules[derivation->rule];
  proof.rule = rule.source->text;
  proof.rule_origin = rule.source->origin + ":" + std::to_string(rule.source->place.line);
  for (const Row& instance : derivation->instances)
    AddChildren(rule, instance, goal, depth + 1, proof);
  return proof;
}

void ProofSearch::AddChildren(const ir::Rule& rule, const Row& row, std::optional<Goal> inside,
                              std::uint32_t depth, Proof& proof) {
  for (const ir::Literal& literal : rule.body) {
    if (const auto* atom = std::get_if<ir::Atom>(&literal.node)) {
      if (atom->source && !atom->attribute)
        proof.children.push_back(ProveAtom(*atom, row, inside, depth));
    } else if (const auto* negation = std::get_if<ir::Negation>(&literal.node)) {
      for (const ir::Literal& inner : negation->body)
        if (const auto* denied = std::get_if<ir::Atom>(&inner.node); denied && denied->source)
          proof.children.push_back(
              {"not " + WriteAtom(*denied, TermsOf(*denied, row).data(), execution_),
               "",
               "",
               {},
               {}});
    }
  }
}

Result<Proof> ProofSearch::Prove(const ir::Query& query, const std::string& text,
                                 const TermId* answer) {
  const ir::Rule& rule = query.rule;
  Row seed(rule.slot_count);
  std::vector<bool> bound(rule.slot_count);
  Unify(rule, answer, seed, bound);
  UnbindCalculated(rule, bound);
  std::vector<Row> instances = Instances(rule, seed, bound, {}, kMostInstances);
  std::erase_if(instances, [&](const Row& row) { return !AgreesWithHead(rule, row, answer); });
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
  if (proof.children.size() == 1) return std::move(proof.children.front());
  return proof;
}

}  // namespace lode
