// Roles of qualifiers, `p(X, Y, amount: M)`: whether any statement has one of that name.
#pragma once

#include "query/check/definitions.h"
#include "query/check/findings.h"
#include "query/syntax/ast.h"

namespace lode {

// A role that no statement of the predicate carries is an error in a question, with the
// roles that it does carry, and a note in a rule. Cost: looks at statements of the predicate
// until one has the role, at kMostLookedAt at most; what lies beyond is not judged.
// REQUIRES: the atom passed CheckAtom.
void CheckRoles(const ast::Atom& atom, bool in_rule, const Definitions& definitions,
                Findings& findings);

}  // namespace lode
