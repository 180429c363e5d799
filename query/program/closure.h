// Relations that are the closure of another: what their two rules say in another form.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "query/program/ir.h"

namespace lode {

// r(X, Y) :- a(X, Y) and r(X, Z) :- a(X, Y), r(Y, Z), or r(X, Y), a(Y, Z), or
// r(X, Y), r(Y, Z): the second rule with r at the known end, the first column
// where `known` has bit 0; none if it is no such rule.
std::optional<ir::Rule> TurnedClosure(const ir::Rule& exit, const ir::Rule& step,
                                      ir::RelationId relation, std::uint64_t known);

// r(X, Y) :- a(X, Y) as r(X, Y) :- a+ (X, Y). Paths know nothing of values that rules make,
// nor that "3 days" are "72 hours": where a has statements only and is not symmetric, no such
// value stands between two hops.
std::optional<ir::Rule> AsPath(const ir::Rule& exit);

// By relation: the path that it is, first column to second, where its rules say no more than
// the closure of a stored atom, or that it is another relation that is one; null for others.
std::vector<std::shared_ptr<const ir::PathPart>> ClosuresOf(const ir::Program& program);

}  // namespace lode
