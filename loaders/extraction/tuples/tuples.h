// The open tuples of one sentence.
#pragma once

#include <vector>

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"
#include "lode/tuples.h"

namespace lode {

// In the order of the words that state them, each once. Cost: the clauses of the sentence
// times their arguments, bounded for lists by kMostTuplesOfClause.
std::vector<OpenTuple> FindTuples(const SentenceGraph& graph, const WordLists& lists,
                                  TupleArguments arguments);

}  // namespace lode
