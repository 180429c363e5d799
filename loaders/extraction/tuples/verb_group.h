// The relation of a clause in its own words: the verb with what belongs to it.
#pragma once

#include <vector>

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// The subject of the copula over a clause: "the aim" of "the aim is that they go". 0 if none.
int OuterSubject(const SentenceGraph& graph, int predicate);

// A verb, or a predicate with its copula, and the words that make one relation with it:
// auxiliaries (those of the first of joined verbs, where this one has none), negation,
// particle, the adverbs beside it. In order.
std::vector<int> VerbGroup(const SentenceGraph& graph, int predicate, const WordLists& lists);

// The verbs that a verb depends on for who acts, outermost first, without itself:
// "agreed" for "sell" of "agreed to sell". What they say is one relation.
std::vector<int> Governors(const SentenceGraph& graph, int predicate);

// An infinitive behind its verb that says what for: "went there to buy a hat".
bool IsPurposeClause(const SentenceGraph& graph, int predicate);

// Is the word's clause an argument of a verb with an object of its own, "let them go"?
// Then it has no tuple of its own.
bool IsObjectComplement(const SentenceGraph& graph, int predicate);

}  // namespace lode
