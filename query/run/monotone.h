// Relations that aggregate over their own recursion, as two: their rows so far, and the best.
#pragma once

#include "query/program/ir.h"

namespace lode {

// Each relation with a rule that takes a `min`, `max` or `count` over its own recursion gets
// a second one, of its rows so far, which the recursion fills and reads: a new row comes where a
// value is better than all before it. The relation itself is then the best of those, an aggregate
// like any other. Others are left alone. REQUIRES: check found the recursion monotone.
void SplitMonotone(ir::Program& program);

}  // namespace lode
