// The questions of the engine benchmark, in lode's language and in SQL.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "bench/graph_maker.h"

namespace lode::bench {

// One line of the table. Question i and `sql` with `arguments[i]` ask the same.
//
// The SQL is over dict(id, term) and t(p, s, o) with ids, both indexed both ways; `?1`,
// `?2` are its parameters. It says `cross join` where SQLite must keep the order of a
// join.
struct Workload {
  std::string name;
  std::string rules;  // given once, before the questions
  std::vector<std::string> questions;
  std::string sql;
  std::vector<std::vector<std::string>> arguments;
  // Question i once more, with the parameters $a, $b for `terms[i]`; empty: it is asked as
  // text, read anew each time.
  std::vector<std::string> prepared;
  std::vector<std::vector<MadeTerm>> terms;
  // What must agree: the number of rows, or the sum of their last column (for a path its
  // number of hops).
  bool sums = false;
  bool streams = false;  // rows are taken one by one and not kept
  bool process = false;  // asked of a new process each time, which prints its rows as TSV
};

std::vector<Workload> MakeWorkloads(const MadeGraph& graph);

// What an answer of several systems is compared by, and what it took.
struct Outcome {
  bool ran = false;
  double seconds = 0;  // of the processor
  std::int64_t check = 0;
  std::string error = {};
  std::uint64_t memory = 0;  // bytes that the process had at its peak, where it is one of its own
};

inline Outcome Failed(std::string error) {
  return {false, 0, 0, std::move(error)};
}

// Seconds of processor time of this process, of all its threads: what counts on a machine
// that does other things too.
double ProcessorSeconds();

}  // namespace lode::bench
