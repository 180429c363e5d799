// Whether every variable that must have a value gets one.
#pragma once

#include "query/check/findings.h"
#include "query/syntax/ast.h"

namespace lode {

// Reports the variables of heads, columns, negations, comparisons, tests and
// expressions that no positive atom binds. The order of the body does not matter.
void CheckSafety(const ast::Clause& clause, Findings& findings);

}  // namespace lode
