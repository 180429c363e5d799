// The cues of factuality that stand in a clause itself: its auxiliaries, adverbs,
// subordinators, determiners and the phrase with its end.
#pragma once

#include <string>

#include "loaders/extraction/clauses/factuality.h"
#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// What the clause of `word` says of itself, whatever governs it. A conjunct shares the
// subordinator, the subject and the auxiliaries that it has none of its own of: "if Kano
// sells and Orvik buys", "nobody came or called", "could sell and lease".
Factuality OwnCues(const SentenceGraph& graph, int word, const WordLists& lists);

// What the determiners of a noun do to what it names: "no plan", "little evidence",
// "without a plan", "former".
Factuality NounCues(const SentenceGraph& graph, int noun, const WordLists& lists);

// The first of the clauses that `word` is joined to, or itself.
int FirstClause(const SentenceGraph& graph, int word, const WordLists& lists);

// Is the clause in the past tense, by its verb, its copula or its auxiliary?
bool HasPastTense(const SentenceGraph& graph, int word);

// "has sold", "would have sold"
bool IsPerfect(const SentenceGraph& graph, int word);

// A word with its fixed parts, folded: "rather-than".
std::string JoinedForm(const SentenceGraph& graph, int word);

// Does the phrase deny what it is an argument of: "nobody", "no clerk", "none of them"?
// Not "nobody but Kano".
bool IsNegatedArgument(const SentenceGraph& graph, int argument, const WordLists& lists);

}  // namespace lode
