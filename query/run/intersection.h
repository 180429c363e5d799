// Two atoms that meet in one new variable, as one operator: for X and Y known, `p(X, Z), q(Y, Z)`
// are the values that stand beside both.
#pragma once

#include <memory>
#include <vector>

#include "query/run/join.h"

namespace lode {

// One of the two: the atom, how the plan asks it, and what its probes may pass over.
struct MeetingAtom {
  const ir::Atom& atom;
  const PlanStep& plan;
  std::vector<ObjectGap> gaps;
};

// The operator for `first` and, next in the plan, `second`, before `next`; null where they do not
// meet so. `one_by_one` does the same by looking up each row: it is asked until the rows of both
// atoms were read into memory for it, and where merging would not give its rows in its order.
// REQUIRES: atoms, plans and steps outlive it.
std::unique_ptr<Step> MakeIntersection(MeetingAtom first, MeetingAtom second, Step& one_by_one,
                                       Step& next, RowLayout layout, Execution& execution);

}  // namespace lode
