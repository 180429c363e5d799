// A rule run backwards: with which values of its variables it draws a row.
#pragma once

#include <cstddef>
#include <vector>

#include "query/rows/execution.h"
#include "query/run/fixpoint.h"

namespace lode {

// At most `limit` rows of the rule's slots whose head is `tuple`; for a rule with
// aggregates, the rows of the tuple's group. `views` as in PlanRequest. What the budget
// stopped is incomplete.
std::vector<std::vector<TermId>> InstancesOf(const ir::Rule& rule, const TermId* tuple,
                                             const std::vector<AtomView>& views, std::size_t limit,
                                             Execution& execution);

// The terms of an atom in a row of its rule's slots.
std::vector<TermId> TermsOf(const ir::Atom& atom, const std::vector<TermId>& row);

}  // namespace lode
