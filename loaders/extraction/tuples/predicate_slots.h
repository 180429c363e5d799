// The predicates of copulas, and adverbs, as arguments of tuples.
#pragma once

#include <vector>

#include "loaders/extraction/tuples/argument_slots.h"
#include "lode/tuples.h"

namespace lode {

// "is | the mayor", "is | new", "is in | the yard", "is familiar with | the yard": adds what
// the copula links to, or takes it into the relation where a phrase of its own follows.
void AddPredicateSlot(const SentenceGraph& graph, int predicate, TupleArguments extent,
                      std::vector<int>& relation, std::vector<ArgumentSlot>& slots);

// "dressed | casually": an adverb, where nothing else stands behind the verb; it leaves the
// relation.
void AddAdverbSlot(const SentenceGraph& graph, int predicate, std::vector<int>& relation,
                   std::vector<ArgumentSlot>& slots);

}  // namespace lode
