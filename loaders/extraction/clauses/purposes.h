// What an infinitive of purpose tells: a deed that was done, one that is meant, or nothing.
#pragma once

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// "is to sell", also as the second of two clauses.
bool IsToBeDone(const SentenceGraph& graph, int word);

// "met to discuss it", "headed to the polls to vote": was the purpose done where the verb
// was? So of what needs no more than the meeting, and of what people do where they went;
// whether they went is the caller's to say.
bool IsToldPurpose(const SentenceGraph& graph, int infinitive, int verb, const WordLists& lists);

// "must cut prices to win": is the verb only what is needed?
bool IsNeeded(const SentenceGraph& graph, int verb, const WordLists& lists);

// "I would like to thank them": does it thank by saying so? Of the writer's or speaker's "I"
// and "we", and of now.
bool IsDoneBySaying(const SentenceGraph& graph, int infinitive, int verb, const WordLists& lists);

}  // namespace lode
