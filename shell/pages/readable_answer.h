// What of an answer people want to see first.
#pragma once

#include <cstddef>
#include <vector>

#include "lode/query.h"

namespace lode::shell {

// Which of an answer's columns and rows a table shows, as places in the answer.
struct ReadableAnswer {
  std::vector<std::size_t> columns, rows;
  bool both_ways = false;  // each row stands for itself and for its mirror
};

// Leaves out the ids of statements that only join atoms (a variable that the question has
// twice, where no `select` asks for it), and of rows that all hold both ways (with two
// neighbouring columns exchanged) the second of each pair. Cost: n log n in the rows.
ReadableAnswer ReadableOf(const Answer& answer);

}  // namespace lode::shell
