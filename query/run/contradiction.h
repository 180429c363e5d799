// Which statements cannot both be so.
#pragma once

#include <vector>

#include "query/rows/execution.h"

namespace lode {

// The statements that contradict one, ascending. Both say what is so, or is not, now
// (actual, not ended), of one subject and predicate, and either
//   - deny each other: the same object or measure, with opposite polarity; or
//   - give one measure or date values that cannot both be right, roundings and words such
//     as "about" and "more than" allowed for.
// They are compared only where they speak of the same: equal qualifiers (a denial may say
// less than what it denies), units that convert, stated times that overlap. Values without
// a stated time hold on the day of their article, those of `steady` predicates for a year.
// One speaker of one article does not contradict himself by two values.
std::vector<TermId> ConflictsOf(TermId statement, Execution& execution);

// Whether two measured values or dates cannot both be right. False where they measure
// different things.
bool AreIncompatible(const Value& a, const Value& b);

}  // namespace lode
