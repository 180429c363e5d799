// How likely a tuple is to be right.
#pragma once

#include "loaders/extraction/tuples/draft_tuple.h"

namespace lode {

// From what is seen of it: its kind, its length, how sure the tree is of the arcs that
// bear it. Fitted (tuple_confidence.cc says how).
double TupleConfidence(const SentenceGraph& graph, const DraftTuple& draft);

}  // namespace lode
