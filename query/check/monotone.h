// Which aggregates may stand in a recursion: those whose values only get better.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "query/syntax/ast.h"

namespace lode {

// What is drawn from what inside one recursion.
struct InnerUse {
  const ast::Rule* rule = nullptr;
  std::string predicate;  // that an atom of the rule asks for
  ast::Place place;       // of the atom
};

struct NotMonotone {
  const ast::Rule* rule = nullptr;
  ast::Place place;
  std::string message;
};

// Whether the head has one aggregate, and that a `min`, `max` or `count`.
bool MayAggregateInRecursion(const ast::Head& head);

// A predicate with an aggregate in its own recursion keeps one row a group, the best so far.
// Such a value gets better as the recursion goes on, so a rule may use it only where
// what it draws can but get better, too: in sums, in products with what is not negative, in
// comparisons that hold for every better value. The mistakes of one recursion, in
// order of the rules; none: it is monotone (Ross and Sagiv, "Monotonic aggregation in
// deductive databases", PODS 1992).
// REQUIRES: every rule that aggregates over the recursion passed MayAggregateInRecursion.
std::vector<NotMonotone> CheckMonotone(const std::vector<std::shared_ptr<const ast::Rule>>& rules,
                                       const std::vector<InnerUse>& uses);

}  // namespace lode
