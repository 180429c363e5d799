// Questions in English and other languages: the lines that they may stand for, tried on the store.
#pragma once

#include <vector>

#include "lode/query.h"
#include "query/reading.h"
#include "query/setting.h"

namespace lode {

// Puts into each message about a question in English the first line that has an answer, with how
// many; names that nobody has are taken for the nearest known. Tries for kMostTriedMs at most for
// each, under the limits of `options`. Where none answers the message says so. What SQL, SPARQL and
// Cypher name is taken for a predicate that there is, else for any.
inline constexpr std::uint64_t kMostTriedMs = 1000;
void TryMeantLines(const Reading& reading, Setting& setting, const QueryOptions& options,
                   std::vector<Diagnostic>& diagnostics);

}  // namespace lode
