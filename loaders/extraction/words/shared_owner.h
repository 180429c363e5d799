// Whose the later ones of a row are.
#pragma once

#include "loaders/extraction/words/sentence_graph.h"

namespace lode {

// "their homes and crops", "the mayor's wife and children": the possessor that a conjunct without
// any determiner or owner of its own shares with the first; 0 if there is none.
int SharedOwner(const SentenceGraph& graph, int head);

}  // namespace lode
