// Where a verb of saying has what is said.
#pragma once

#include <vector>

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// The head of the clause that the verb has below it or, with `around`, stands in; 0 if
// there is none.
int ContentOf(const SentenceGraph& graph, int verb, const WordLists& lists, bool& around);

// Is the clause asked or known rather than said: "what it will cost", "whether to go"?
bool IsQuestionClause(const SentenceGraph& graph, int content);

// The name right before the verb, however the tree hangs it: "…, its director Ana Kwok
// said". Empty if there is none.
std::vector<int> NameBefore(const SentenceGraph& graph, int verb);

}  // namespace lode
