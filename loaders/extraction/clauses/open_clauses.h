// What an infinitive or gerund is to the verb or noun before it: a deed, or what one is for.
#pragma once

#include <string>

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// "the first bank to lend", "the only one to lend" did so. False for 0.
bool IsFirst(const SentenceGraph& graph, int noun, const WordLists& lists);

// The noun, or word like "first", right before the infinitive, 0 if none.
int NounBefore(const SentenceGraph& graph, int word, const WordLists& lists);

// "voted on Tuesday to approve": a complement behind an adverbial, not a purpose.
bool IsLateComplement(const SentenceGraph& graph, int word, int head, const WordLists& lists);

// "ruled out selling", with the gerund hung as an adverbial.
bool IsGerundObject(const SentenceGraph& graph, int word, int head, const WordLists& lists);

// "allegations that Kano sold it", with the clause hung as a relative one that lacks nothing:
// what is alleged, not which allegations.
bool IsContentOf(const SentenceGraph& graph, int word, int noun);

// "urged the board to sell", "was pushed to sell", "slow to sell": what is asked, made or
// felt, not a purpose.
bool IsAskedDeed(const SentenceGraph& graph, int word, int head, const WordLists& lists);

// "was seen leaving": does whoever is perceived do what the gerund says?
bool IsSeenDoing(const SentenceGraph& graph, int word, int head, const WordLists& lists);

}  // namespace lode
