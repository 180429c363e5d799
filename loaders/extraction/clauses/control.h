// Subjects that are shared, controlled or understood.
#pragma once

#include <vector>

#include "loaders/extraction/clauses/named_thing.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// The surface subjects of a predicate, shared and controlled ones included.
std::vector<int> SubjectsOf(const SentenceGraph& graph, int predicate, const WordLists& lists);

// Adds the phrase and its conjuncts that are phrases of the same sort, each by the
// word that names it: "startup Kelp" by "Kelp".
void AddNominals(const SentenceGraph& graph, int head, const WordLists& lists,
                 std::vector<int>& out);

// "Norway, not Sweden", "by rebels, not by the army": the second of two, taken out.
bool IsNegatedConjunct(const SentenceGraph& graph, int word, const WordLists& lists);

// "accused the bank of hiding", "kept it from selling", where the parser hangs the
// gerund on the noun: the verb that governs it. 0 if none.
int GovernorThroughNoun(const SentenceGraph& graph, int predicate, const WordLists& lists);

// "pushed Kano to sell", "drove Kano to sell", "called for Kano to sell": Kano, if
// anybody, sells. 0 where the infinitive says something else.
int AskedToAct(const SentenceGraph& graph, int predicate, const WordLists& lists);

// The noun an infinitive belongs to: "a plan to sell". Sees through the parser's
// habit of hanging it on the verb: "announced a plan to sell". 0 if none.
int NounOfInfinitive(const SentenceGraph& graph, int predicate, const WordLists& lists);

}  // namespace lode
