// Who acts in a gerund, participle or infinitive that hangs on a verb, where the subject of
// that verb would be a guess.
#pragma once

#include <optional>
#include <string>

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// What the model calls the thing that the word names or heads the name of; empty if nothing.
std::string KindOf(const SentenceGraph& graph, int word);

// Does the word stand for a thing or an event, as far as the model knows kinds?
bool IsThing(const SentenceGraph& graph, int word, const WordLists& lists);

// The word that acts in an adverbial clause without a subject, 0 where nobody can be told.
// Nothing where it is whom the rules of control name.
std::optional<int> ActorOfAdverbial(const SentenceGraph& graph, int predicate,
                                    const WordLists& lists);

// "hired a lawyer to review it": is the noun taken on for a deed, and can it do one?
bool IsTakenOn(const SentenceGraph& graph, int noun, const WordLists& lists);

// "…, paving the way for a sale", "was shot down, killing all": what happened does so, and
// none that can act. `clause` is the one that it goes with, `subject` who would be said to.
bool IsDoneByEvent(const SentenceGraph& graph, int predicate, int clause, int subject,
                   const WordLists& lists);

// "Rents rise and to build homes", "the mill closes, and open again": a verb that can not be
// joined to the one it hangs on, by its form.
bool IsMisjoined(const SentenceGraph& graph, int predicate);

// "Orrin left, Kelp stayed and bought the mill": the last clause with a subject of its own
// among those that the verb is joined to. 0 if none is nearer than the first.
int NearerClause(const SentenceGraph& graph, int predicate, const WordLists& lists);

}  // namespace lode
