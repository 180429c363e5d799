// Conditions: clauses that say under what something holds.
#pragma once

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// Does the clause only say on what something else depends: "if it is open", and what is
// joined to that?
bool IsCondition(const SentenceGraph& graph, int word, const WordLists& lists);

// Does the clause say when or on what condition something is so in general: "when prices rise",
// "if a mill closes"? Of unnamed things nothing happened then.
bool IsGeneralCase(const SentenceGraph& graph, int word, const WordLists& lists);

// Has the clause a condition, "If it wins, …", "Should it win, …"? `told`: it is no more than
// told so far; then what is only asked of the reader ("if you look at it") is none.
bool HasCondition(const SentenceGraph& graph, int word, bool told, const WordLists& lists);

}  // namespace lode
