// Questions in English: the lines that they may stand for, tried on the store.
#pragma once

#include <vector>

#include "lode/query.h"
#include "query/reading.h"
#include "query/setting.h"

namespace lode {

// Puts into each message about a question in English the first line that has an answer, with how
// many; names that nobody has are taken for the nearest known. Tries for kMostTriedMs at most for
// each, under the limits of `options`. Where none answers the message says so.
inline constexpr std::uint64_t kMostTriedMs = 1000;
void TryMeantLines(const Reading& reading, Setting& setting, const QueryOptions& options,
                   std::vector<Diagnostic>& diagnostics);

}  // namespace lode
