// Notes on questions that are right and seldom meant so: parts that nothing joins, sums over
// rows that a variable nobody sees tells apart.
#pragma once

#include "query/check/findings.h"
#include "query/syntax/ast.h"

namespace lode {

// REQUIRES: the query passed CheckSafety.
void NoteLooseEnds(const ast::Query& query, Findings& findings);

}  // namespace lode
