// Does the text put a clause as a fact? Polarity and modality from cues over the
// clause tree.
#pragma once

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"
#include "lode/statement.h"

namespace lode {

struct Factuality {
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kActual;
};

// The factuality of the clause that `predicate` heads, as its nearest speaker puts
// it: the walk up the tree ends at the verb of saying ("denied that" still turns the
// polarity). `lists` holds factuality.list and speech.list.
Factuality FactualityOf(const SentenceGraph& graph, int predicate, const WordLists& lists);

// The factuality of a clause with that argument, whose own "no" counts:
// "accepts no returns" is negated.
Factuality WithArgument(const SentenceGraph& graph, Factuality clause, int argument,
                        const WordLists& lists);

}  // namespace lode
