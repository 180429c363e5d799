// In which order a body's literals run, and how each atom is asked.
#pragma once

#include <string>
#include <vector>

#include "query/rows/execution.h"

namespace lode {

// Where an atom stands in semi-naive evaluation: which rows of each of its relations
// it may see. Empty windows: all rows.
struct AtomView {
  std::vector<RowWindow> windows;
  bool only_relations = false;
};

struct PlanStep {
  std::size_t literal = 0;   // in the body
  ColumnMask bound = 0;      // of an atom: columns that are known before it
  bool exists_only = false;  // of an atom: binds nothing that is read later
  AtomView view;
  double probes = 0;            // of a negation's first atom: how often it is asked, estimated
  std::vector<PlanStep> inner;  // of a negation
  double rows = 0;              // estimated, after the step, where wanted
};
using Plan = std::vector<PlanStep>;

struct PlanRequest {
  const std::vector<ir::Literal>& body;
  std::size_t slots = 0;
  std::vector<bool> bound;      // by slot: known before the first step; empty = none
  std::vector<bool> needed;     // by slot: read after the last step; empty = all
  std::vector<AtomView> views;  // by literal; empty = every atom sees everything
  bool wants_rows = false;      // of each step: for people
  const std::vector<std::string>* names = nullptr;  // by slot: ir::Rule::slot_names
  double probes = 0;  // of a negation's body: rows that come, estimated; 0 = not known
};

// Limit `literals`: of one body. Each is an operator, and rows go through all of them.
inline constexpr std::size_t kMostLiterals = 2048;

// Orders positive atoms by dynamic programming over sets of them, greedily beyond
// ten; tests and bindings run as soon as they can. kLimit: more literals than the limit,
// or the budget stopped. kInternal when a literal's variables are never bound, which check
// should have found. Cost: at most the square of the number of literals.
Result<Plan> MakePlan(const PlanRequest& request, Execution& execution);

}  // namespace lode
