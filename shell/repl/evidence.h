// The evidence of single rows of an answer, as the shell shows it.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "shell/repl/state.h"

namespace lode::shell {

// Row `number` (from 1) of the last answer: why it holds, or only the sentences it rests on.
void WriteRowProof(ReplState& state, std::size_t number, std::ostream& out);
void WriteRowSentences(ReplState& state, std::size_t number, std::ostream& out);

// Adds a column with the articles behind each row, of the first kMostRowsWithSources rows.
// Cost: a `why` for each.
inline constexpr std::size_t kMostRowsWithSources = 200;
void AddSources(ReplState& state, Answer& answer);

// Only what a table shows of the answer, in its order: row N is the N-th that was seen.
Answer AsShown(const Answer& answer);

}  // namespace lode::shell
