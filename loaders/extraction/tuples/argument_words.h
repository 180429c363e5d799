// The words of an argument of a tuple, as a sentence has them.
#pragma once

#include <vector>

#include "loaders/extraction/words/sentence_graph.h"
#include "lode/tuples.h"

namespace lode {

// Puts more words among others; both in order, each once.
void AddWords(const std::vector<int>& more, std::vector<int>& words);

// Without the punctuation at both ends.
std::vector<int> WithoutMarks(const SentenceGraph& graph, std::vector<int> words);

// The phrase round `head` with its article and possessive, without its preposition and
// without its conjuncts.
std::vector<int> ArgumentWords(const SentenceGraph& graph, int head, TupleArguments extent);

// The same without the clause under `without`: what a clause that hangs on the phrase says
// of it is said by its own tuple.
std::vector<int> ArgumentWordsWithout(const SentenceGraph& graph, int head, TupleArguments extent,
                                      int without);

// The phrases of `head` and of what is joined to it, as one: "nuts, bolts and screws".
std::vector<int> JoinedArgumentWords(const SentenceGraph& graph, int head, TupleArguments extent);

// The words of a clause without what introduces it ("that") and without the clause
// under `without`; trimmed of punctuation.
std::vector<int> ClauseWords(const SentenceGraph& graph, int head, int without = 0);

// The words of the case marker of a phrase, in order: "because of".
std::vector<int> PrepositionWords(const SentenceGraph& graph, int head);

}  // namespace lode
