// Rules rewritten so that what a question knows reaches them.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "query/program/ir.h"

namespace lode {

// Magic sets (Bancilhon, Maier, Sagiv, Ullman 1986): for every relation that the query asks
// with known arguments, a copy is added to the program that holds only the rows whose
// arguments are asked for, and a relation of what is asked for, which rules fill. The query
// then reads the copies; its answers are the same. A relation that is the closure of one
// atom, however its rules are written, grows from the known end only; of a stored one that holds
// one way, it is the path `a+`. Of an aggregate, also one of best rows in a recursion, what a
// question's constants and statements say of a group reaches its rules.
//
// Left as they are: relations that are mostly facts, everything behind `not`, and those for which
// `is_computed` is true. True when the query was changed; rules and relations are only added, at
// the end.
//
// `for_proofs`: a copy's rows come in the rounds in which the relation's own would, from the rules
// as they are written (`ir::Rule::proved`), so that they have the same proofs. Nothing is turned
// into paths then, and what aggregates is left as it is.
bool BindArguments(ir::Program& program, ir::Query& query,
                   const std::function<bool(ir::RelationId)>& is_computed, bool for_proofs);

}  // namespace lode
