// Phrases of factuality.list that end right before a clause and govern it: "came close
// to", "is yet to", "on the verge of".
#pragma once

#include <optional>

#include "loaders/extraction/clauses/factuality_effects.h"
#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

struct GoverningPhrase {
  Signature signature;
  // The word of the phrase that the clause hangs below; 0 if the phrase hangs on the
  // clause ("yet to" of "is yet to sign").
  int top = 0;
};

// The longest such phrase before the clause that `word` heads, or before the deed that it
// names. Cost: some look-ups in the list.
std::optional<GoverningPhrase> FindGoverningPhrase(const SentenceGraph& graph, int word,
                                                   const WordLists& lists);

}  // namespace lode
