// All steps of a pipeline but the first, done by several threads at once.
#pragma once

#include <memory>

#include "query/run/join.h"

namespace lode {

// The step between the first of a plan and `rest`, which ends in `sink`: while rows are few, or
// the rest still changes what it reads, they go on to the rest; then batches are given to the
// threads of the execution and to this one, and what they make goes on to the sink in the order of
// the batches, so that no row shows who made it. Null where there are no threads, or the rest
// could not be shared. REQUIRES: the plan has more than one step; all arguments outlive it.
std::unique_ptr<Step> ShareRest(const std::vector<ir::Literal>& body, std::size_t slots,
                                const Plan& plan, Step& rest, Step& sink, Execution& execution);

}  // namespace lode
