// Does the text put a clause as a fact? Polarity, modality and whether it has ended,
// from cues over the clause tree.
#pragma once

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"
#include "lode/statement.h"

namespace lode {

struct Factuality {
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kActual;
  // It held once and holds no longer: "used to", "until 2021", "halted its exports".
  bool ended = false;
  // False where the text puts it in nobody's mouth: "has not said whether". Nothing is
  // to be stated then.
  bool asserted = true;
  // What it is done for ("to cut costs"): a plan of whoever acts, of nobody if a thing does.
  bool purpose = false;
  // The word that heads the phrase with its end ("until 2021"), 0 if none.
  int end = 0;

  bool operator==(const Factuality&) const = default;
};

// The factuality of the clause that `predicate` heads, or of the deed that it names if
// it is a noun ("exports"), as its nearest speaker puts it: the walk up the tree ends at
// the verb of saying ("denied that" still turns the polarity). `lists` holds
// factuality.list, speech.list and light.list.
// Cost: the words on the way to the root and what hangs on them.
Factuality FactualityOf(const SentenceGraph& graph, int predicate, const WordLists& lists);

// The factuality of a clause with that argument, whose own "no" counts:
// "accepts no returns" is negated.
Factuality WithArgument(const SentenceGraph& graph, Factuality clause, int argument,
                        const WordLists& lists);

}  // namespace lode
