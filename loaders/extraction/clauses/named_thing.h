// Which word stands for the thing that a noun speaks of, where a better one is at hand.
#pragma once

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// "the firm Orrin", "High Commissioner to Tarvia, Ana Kano": the name beside the noun; the noun
// itself where there is none.
int NameIn(const SentenceGraph& graph, int noun);

// "Orrin, a firm that sells boats", "Orrin is a firm selling boats": of whom the clause below the
// noun is told, since the noun only says what Orrin is. The noun itself where it stands for
// somebody, or where it is not clear that both are one. Cost: linear in the noun's children.
int WhoIsCalled(const SentenceGraph& graph, int noun, const WordLists& lists);

}  // namespace lode
