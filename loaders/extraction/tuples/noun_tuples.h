// Tuples that noun phrases state: appositions, titles, possessors.
#pragma once

#include <vector>

#include "loaders/extraction/tuples/draft_tuple.h"
#include "loaders/extraction/words/word_lists.h"
#include "lode/tuples.h"

namespace lode {

// "Kano, a maker of sails": Kano | is | a maker of sails. "President Lind": Lind | is |
// President. "Kano's yard": Kano | has | yard.
void AddNounTuples(const SentenceGraph& graph, const WordLists& lists, TupleArguments extent,
                   std::vector<DraftTuple>& out);

}  // namespace lode
