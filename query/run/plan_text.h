// Plans for people: what is computed in which order, how it is looked up, how many rows are
// expected and, after a run, how many came and how long they took.
#pragma once

#include <vector>

#include "query/plan/plan.h"
#include "query/rows/execution.h"
#include "query/run/fixpoint.h"

namespace lode {

// One line of a plan.
struct PlanLine {
  std::uint32_t depth = 0;
  std::string what, how;
  double expected = 0;                   // rows; 0 where nothing is known
  const ir::Literal* literal = nullptr;  // what the profile of the execution tells of
};

// The plan of a query and of the rules that it needs, in the order in which they run.
// Computes nothing; what rules draw is not known yet and counts for nothing.
Result<std::vector<PlanLine>> DescribePlan(const ir::Query& query, const Fixpoint& fixpoint,
                                           Execution& execution);

// The lines as the rows of an answer: step, how, rows expected, and with a profile of the
// execution also rows found and milliseconds.
void FillPlan(const std::vector<PlanLine>& lines, const Execution& execution, Answer& answer);

}  // namespace lode
