// Operators that make no new rows: comparisons, tests, bindings, negations.
#pragma once

#include <memory>

#include "query/run/join.h"

namespace lode {

// REQUIRES: the literal is no atom; all arguments outlive the step.
std::unique_ptr<Step> MakeFilter(const ir::Literal& literal, const PlanStep& plan, RowLayout layout,
                                 Step& next, Execution& execution);

}  // namespace lode
