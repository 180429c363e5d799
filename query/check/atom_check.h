// Predicates: whether they exist, how many arguments they take, what goes with them.
#pragma once

#include "query/check/definitions.h"
#include "query/check/findings.h"
#include "query/syntax/ast.h"

namespace lode {

// Reports atoms that ask for what does not exist, or is not built. A rule may use a
// predicate that nobody knows yet: a note there, an error in a question.
void CheckAtom(const ast::Atom& atom, bool in_rule, const Definitions& definitions,
               Findings& findings);

// Reports heads that no rule may have.
void CheckHead(const ast::Head& head, const Definitions& definitions, Findings& findings);

}  // namespace lode
