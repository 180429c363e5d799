// How many bindings each group has, counted as they come: where a stored predicate's rows lie group
// by group, none needs to be kept.
#pragma once

#include <functional>

#include "query/run/join.h"

namespace lode {

// For a rule that counts, group by group, what tells its bindings apart, of bindings of `group` and
// `counted` alone: puts a row for each group into `result`. `run` gives all bindings to a step.
// False: the rule is none of these, or its bindings do not lie by group; nothing was put then, and
// they have to be grouped otherwise. Also when the budget stopped.
bool CountGroups(const ir::Rule& rule, ir::Slot group, ir::Slot counted,
                 const std::function<bool(Step&)>& run, Relation& result, Execution& execution);

}  // namespace lode
