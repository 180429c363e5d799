// Regular path expressions, written out as automata.
#pragma once

#include <functional>

#include "lode/status.h"
#include "query/program/ir.h"
#include "query/syntax/ast.h"

namespace lode {

// Limit `path-size`: hops that an expression may have once {m,n} is written out.
inline constexpr std::size_t kMostPathPositions = 1000;

// Fills positions, follow, accepts and max_hops of the part. `link_of` gives the number of
// the link that a bare predicate or `any` goes along. kLimit when the expression is too long.
Status WriteAutomaton(const ast::Path& path,
                      const std::function<std::size_t(const ast::Path&)>& link_of,
                      ir::PathPart& part);

}  // namespace lode
