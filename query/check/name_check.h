// Names of entities: whether anybody has them, and whether a variable was meant as one.
#pragma once

#include "query/check/definitions.h"
#include "query/check/findings.h"
#include "query/syntax/ast.h"

namespace lode {

// Names in entity positions that nobody has are errors in a question and notes in
// rules and facts; names that several have are notes. REQUIRES: the clause's atoms
// passed CheckAtom.
void CheckNames(const ast::Clause& clause, const Definitions& definitions,
                const std::map<std::string, Value>& parameters, Findings& findings);

// The same, of parameters alone.
void CheckParameterNames(const ast::Clause& clause, const Definitions& definitions,
                         const std::map<std::string, Value>& parameters, Findings& findings);

// Notes for variables spelt like the name of a known entity: `Rivera` for "Rivera".
void NoteNamelikeVariables(const ast::Clause& clause, const Definitions& definitions,
                           Findings& findings);

}  // namespace lode
