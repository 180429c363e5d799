// What is asked is not said.
#pragma once

#include "loaders/extraction/speech/attribution.h"
#include "loaders/extraction/words/sentence_graph.h"

namespace lode {

// Questions ask; they state nothing outside quotations.
bool IsQuestion(const SentenceGraph& graph);

// "“But why should we wait?” asked Kano.": the sentence ends with a stop, the clause of the
// word does not.
bool IsAsked(const SentenceGraph& graph, WordPlace place, const Attribution& attribution);

}  // namespace lode
