// Atoms of a proof as one would write them in a query.
#pragma once

#include <string>

#include "query/program/ir.h"
#include "query/rows/execution.h"

namespace lode {

// `terms`: one for each column of the atom; unset ones print as _.
std::string WriteAtom(const ir::Atom& atom, const TermId* terms, Execution& execution);
// predicate("subject", object) of a stored statement.
std::string WriteTriple(const IndexRow& row, Execution& execution);

// A term as one would write it in a question.
std::string WriteTerm(TermId term, Execution& execution);

}  // namespace lode
