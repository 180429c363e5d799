// Why something does not hold: what is missing, and what the articles say instead.
#pragma once

#include <optional>
#include <vector>

#include "lode/query.h"
#include "query/rows/execution.h"
#include "query/run/fixpoint.h"

namespace lode {

// Looks for the first condition that fails, rule by rule, a few steps down. Facts that come
// near are shown with their statements: the same claim denied, rumored or ended, the same two
// things joined otherwise, the same predicate of one of them.
// REQUIRES: the relations that the goals need are computed. Threads: one at a time.
class WhyNot {
 public:
  WhyNot(const Fixpoint& fixpoint, Execution& execution)
      : fixpoint_(fixpoint), execution_(execution) {}

  // Of a query of one atom that has no answer.
  Result<Proof> Explain(const ir::Query& query, const std::string& text);

 private:
  using Row = std::vector<TermId>;  // the slots of a body
  struct Failure {
    std::size_t literal = 0;
    Row row;  // of all before it, in the order of the plan
  };
  // The literal at which the body fails for what is known, none when it holds.
  std::optional<Failure> FirstFailure(const std::vector<ir::Literal>& body, std::size_t slots,
                                      const Row& seed, const std::vector<bool>& bound);
  Proof OfBody(const std::vector<ir::Literal>& body, const ir::Rule& rule, const Row& seed,
               const std::vector<bool>& bound, std::uint32_t depth);
  // Where a relation keeps its best rows: the row that stands in this one's place.
  bool AddBetter(const ir::Atom& atom, const ir::RelationPart& part, std::vector<TermId> terms,
                 Proof& proof);
  void OfAtom(const ir::Atom& atom, const Row& row, std::uint32_t depth, Proof& proof);
  bool AddNear(const ir::Atom& atom, std::vector<TermId> key, const std::string& what,
               Proof& proof);
  void AddNearFacts(const ir::Atom& atom, const std::vector<TermId>& terms, Proof& proof);

  const Fixpoint& fixpoint_;
  Execution& execution_;
};

}  // namespace lode
