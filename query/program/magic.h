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
bool BindArguments(ir::Program& program, ir::Query& query,
                   const std::function<bool(ir::RelationId)>& is_computed);

// By relation: the path that it is, first column to second, where its rules say no more than
// the closure of a stored atom, or that it is another relation that is one; null for others.
std::vector<std::shared_ptr<const ir::PathPart>> ClosuresOf(const ir::Program& program);

}  // namespace lode
