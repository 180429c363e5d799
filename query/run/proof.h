// Why an answer holds: the tree of rules down to the statements.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "lode/query.h"
#include "query/rows/execution.h"
#include "query/run/fixpoint.h"

namespace lode {

// Of the least sure step of a proof: a step is as sure as the surest of its statements, a
// step that rests on none as sure as what it rests on. 1 where nothing stored is behind it.
double ConfidenceOf(const Proof& proof);

// Rebuilds proofs from the computed relations, top down and only where asked. A row
// of a recursion is proved from rows of earlier rounds, so that no proof needs itself;
// of several ways the one of least height is taken, among those looked at. What several
// steps rest on is proved and shown once. Time, memory and cancellation are asked at every
// step, and what a proof holds is taken from the budget.
// REQUIRES: the relations that the goals need are computed. Threads: one at a time.
class ProofSearch {
 public:
  // `max_depth`: limit `depth` of a tree.
  ProofSearch(const Fixpoint& fixpoint, std::uint32_t max_depth, Execution& execution)
      : fixpoint_(fixpoint), max_depth_(max_depth), execution_(execution) {}

  // The proof of one answer of a query: of its atom, or of all its literals.
  // `answer` holds the query's columns.
  Result<Proof> Prove(const ir::Query& query, const std::string& text, const TermId* answer);
  // The proofs made so far are not kept: their memory counts no more.
  void GiveBack();

 private:
  using Row = std::vector<TermId>;  // the slots of a rule
  // How a row of a relation is drawn: from which rule, with which values.
  struct Derivation {
    std::size_t rule = 0;
    std::vector<Row> instances;  // one; of an aggregate, some of those it ranges over
    std::uint32_t height = 0;
  };
  struct Goal {
    ir::RelationId relation = 0;
    std::uint32_t row = 0;
    auto operator<=>(const Goal&) const = default;
  };

  const Derivation* Best(Goal goal, std::uint32_t depth);
  const ir::Rule& ProvedBy(std::size_t rule) const;
  void TryRule(std::size_t rule, Goal goal, std::uint32_t depth, std::optional<Derivation>& best);
  std::vector<AtomView> ViewsBefore(const ir::Rule& rule, Goal goal) const;
  std::uint32_t RoundsIn(const ir::Rule& rule, const Row& row, Goal goal);
  std::uint32_t HeightOf(const ir::Rule& rule, const Row& row, std::optional<Goal> inside,
                         std::uint32_t depth);
  // The row of a relation behind an atom, from before `inside` where it is recursive.
  std::optional<Goal> GoalOf(const ir::Atom& atom, const Row& row, std::optional<Goal> inside);
  std::optional<Goal> GoalAt(const ir::Atom& atom, const Row& terms, std::optional<Goal> inside);

  void AddChildren(const ir::Rule& rule, const Row& row, std::optional<Goal> inside,
                   std::uint32_t depth, Proof& proof);
  Proof ProveAtom(const ir::Atom& atom, const Row& row, std::optional<Goal> inside,
                  std::uint32_t depth);
  void AddDerivation(std::optional<Goal> goal, std::uint32_t depth, Proof& proof);
  void AddHops(const ir::Atom& atom, const Row& ends, std::uint32_t depth, Proof& proof);
  Proof OfStatement(TermId statement, std::uint32_t depth);
  void AddStatement(TermId statement, std::uint32_t depth, Proof& proof);
  bool TooDeep(std::uint32_t depth);
  // The row of terms and all that are equal to it: "3 days", "72 hours".
  std::vector<Row> AlikeTo(const Row& terms);
  std::vector<TermId> StatedBy(const ir::Atom& atom, const Row& row, std::size_t limit);
  // Takes a finished step from the budget; false when that is spent.
  bool Account(const Proof& proof);
  // Whether the goal is shown already; from now on it is.
  bool IsShown(Goal goal);
  void FillUses(Proof& proof, std::size_t& step) const;

  const Fixpoint& fixpoint_;
  std::uint32_t max_depth_;
  Execution& execution_;
  std::map<Goal, Derivation> known_;
  std::uint64_t bytes_ = 0;  // of proofs handed out
  // Of the proof that is being made: what stands in it in full, in the order of the tree,
  // and how often it was come to.
  std::map<Goal, std::size_t> shown_;
  std::vector<std::uint64_t> uses_;
  std::set<TermId> shown_statements_;  // that have premises
};

}  // namespace lode
