// Objects with a "no" of their own: "sold no boats".
#pragma once

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"
#include "lode/statement.h"

namespace lode {

// Which has a "no" for the object of `verb`: itself or the first of its row ("no record or
// past"); 0 if none.
int NegatedObject(const SentenceGraph& graph, int object, int verb, const WordLists& lists);

// The word of the argument at `spans` that has a "no" of its own, 0 if none.
int NegatedWord(const SentenceGraph& graph, const Spans& spans, int verb, const WordLists& lists);

}  // namespace lode
