// Participles that are nobody's deed, or not the subject's.
#pragma once

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// "compared to its peers", "…, based on what we know", "is strong when seen from above": a
// clause without a subject that says nothing of the sentence's. Cost: the clause's children.
bool IsLooseParticiple(const SentenceGraph& graph, int predicate, const WordLists& lists);

// "in the southern region, comprising Orvik and Tarn": the region. 0 if the participle is not
// one that tells the parts of what stands before its comma.
int WholeOfParts(const SentenceGraph& graph, int predicate, const WordLists& lists);

// The clause that a participle goes with: its head, or behind a comma the clause
// round the infinitive, condition or noun that stands last before the comma.
int ClauseOfParticiple(const SentenceGraph& graph, int predicate, const WordLists& lists);

}  // namespace lode
