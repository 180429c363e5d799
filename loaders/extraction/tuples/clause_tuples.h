// Tuples that clauses state.
#pragma once

#include <vector>

#include "loaders/extraction/clauses/clauses.h"
#include "loaders/extraction/tuples/draft_tuple.h"
#include "lode/tuples.h"

namespace lode {

// At most so many for one clause with joined subjects and objects.
inline constexpr std::size_t kMostTuplesOfClause = 48;

void AddClauseTuples(const SentenceGraph& graph, const WordLists& lists, TupleArguments extent,
                     std::vector<DraftTuple>& out);

}  // namespace lode
