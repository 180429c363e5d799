// count, sum, avg, min, max and list over groups of bindings.
#pragma once

#include <cstdint>
#include <vector>

#include "query/rows/execution.h"

namespace lode {

// Groups `bindings` by the plain columns of the rule and puts one row for each group into
// `result`; `slots`: of the columns of the bindings, all of BindingSlots. Without plain columns
// there is one group, even of no bindings, unless an average or extreme is asked of it. False
// when the budget stopped, also for units that do not go together.
bool AggregateBindings(const ir::Rule& rule, const std::vector<ir::Slot>& slots,
                       const Relation& bindings, Relation& result, Execution& execution);

// Whether the rule asks for nothing but the number of its bindings.
bool OnlyCounts(const ir::Rule& rule);
// Puts that number, as often as the rule has columns, into `result`.
void PutCounts(const ir::Rule& rule, std::uint64_t bindings, Relation& result,
               Execution& execution);

}  // namespace lode
