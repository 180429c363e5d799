// What was worked out for a question and holds for the next values of its parameters.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "query/plan/plan.h"
#include "query/program/rewrite.h"

namespace lode {

// Of one question in one setting. Terms of its own stand in it, so it is kept only where no
// question made any. The tree of the question outlives it. Threads: one at a time.
struct KeptQuery {
  // The terms of `places` are those of the values last asked with.
  std::optional<ir::Query> lowered;
  std::vector<ParameterPlace> places;
  // By the rows that the statistics have under the values: all that a plan knows of them, so
  // that a kept plan is the one that would be made.
  std::map<std::vector<std::uint64_t>, Plan> plans;
};

}  // namespace lode
