// Whom a relative clause is about.
#pragma once

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// Does a comma or dash part the clause from what precedes it?
bool IsAfterComma(const SentenceGraph& graph, int predicate);

// The number that a verb form asks of its subject: 1, 2 for several, 0 for either.
int NumberAsked(const SentenceGraph& graph, int predicate);

// The noun that the clause's relative subject stands for, which need not be the one that
// the clause hangs on; 0 if it is none of them.
int SubjectOfRelative(const SentenceGraph& graph, int predicate, const WordLists& lists);

// The same for a clause that has no subject of its own: a person for "who".
int AntecedentOfGap(const SentenceGraph& graph, int predicate);
// "the firm, whose owner died in May": the owner's firm, and nothing is left open.
bool IsFilledByOwner(const SentenceGraph& graph, int predicate);
// "the bank, which has struggled": the pronoun acts, and nothing is left open.
bool IsFilledByPronoun(const SentenceGraph& graph, int predicate);

}  // namespace lode
