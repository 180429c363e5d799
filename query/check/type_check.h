// Whether values stand where the schema lets them, and variables where one thing can be.
#pragma once

#include "query/check/definitions.h"
#include "query/check/findings.h"
#include "query/syntax/ast.h"

namespace lode {

// Reports literals of the wrong sort, and variables that would have to be two sorts of
// thing at once. REQUIRES: the clause's atoms passed CheckAtom.
void CheckTypes(const ast::Clause& clause, const Definitions& definitions,
                const std::map<std::string, Value>& parameters, Findings& findings);

}  // namespace lode
