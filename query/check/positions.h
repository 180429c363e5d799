// What may stand where in an atom: the sorts of its arguments.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/check/definitions.h"
#include "query/syntax/ast.h"

namespace lode {

// A set of kinds of things, as bits.
using Sorts = std::uint32_t;
inline constexpr Sorts kEntitySort = 1, kWordsSort = 2, kNumberSort = 4, kQuantitySort = 8,
                       kMoneySort = 16, kPercentSort = 32, kDateSort = 64, kBooleanSort = 128,
                       kDurationSort = 256, kStatementSort = 512, kArticleSort = 1024,
                       kPredicateSort = 2048, kPathSort = 4096;
inline constexpr Sorts kMeasuredSorts =
    kNumberSort | kQuantitySort | kMoneySort | kPercentSort | kDurationSort;
inline constexpr Sorts kLiteralSorts = kWordsSort | kMeasuredSorts | kDateSort | kBooleanSort;
inline constexpr Sorts kAnySort = (kPathSort << 1) - 1;

// "an entity", "a date or text".
std::string NameOf(Sorts sorts);
Sorts SortOf(ValueKind kind);

// Something that stands in an atom, and what the atom expects there.
struct Position {
  ast::ExprPtr expr;
  Sorts sorts = kAnySort;
  std::string what;                                 // "the object of `supplies`"
  const std::vector<std::string>* types = nullptr;  // of the schema, for entities; null = any
  bool of_rules = false;                            // an argument of what only rules define
  std::string object_of;                            // the predicate, of an object of statements
  std::vector<std::string> words;                   // where only these may stand: "affirmed" ...
};

// The positions of an atom that CheckAtom found right. The variable behind `@`
// is not among them: it is a statement.
std::vector<Position> PositionsOf(const ast::Atom& atom, const Definitions& definitions);
// The same for a head's arguments that are expressions.
std::vector<Position> PositionsOf(const ast::Head& head, const Definitions& definitions);

}  // namespace lode
