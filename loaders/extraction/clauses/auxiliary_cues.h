// What an auxiliary does to its clause: "will", "could", "would" told in the past, "had he".
#pragma once

#include <string_view>

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// The effect of the auxiliary or copula of the clause that `word` heads, as
// factuality.list spells effects; empty for none.
std::string_view AuxiliaryEffect(const SentenceGraph& graph, int auxiliary, int word,
                                 const WordLists& lists);

// "had he known": what did not happen, told by turning subject and auxiliary round.
bool IsContraryToFact(const SentenceGraph& graph, int word);

}  // namespace lode
