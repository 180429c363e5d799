// Whether values stand where the schema lets them, and variables where one thing can be.
#pragma once

#include "query/ast.h"
#include "query/definitions.h"
#include "query/findings.h"

namespace lode {

// Reports literals of the wrong sort, and variables that would have to be two sorts of
// thing at once. REQUIRES: the clause's atoms passed CheckAtom.
void CheckTypes(const ast::Clause& clause, const Definitions& definitions,
                const std::map<std::string, Value>& parameters, Findings& findings);

}  // namespace lode
