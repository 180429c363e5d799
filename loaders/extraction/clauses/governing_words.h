// The signature of a verb or adjective that governs a clause, looked up with its particle and
// with the subordinator of the clause.
#pragma once

#include <string>
#include <string_view>

#include "loaders/extraction/clauses/factuality_effects.h"
#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// A section of factuality.list, and the effect of what is not in it.
struct SignatureSection {
  std::string_view name;
  std::string_view otherwise = "actual";
};

// The subordinator or preposition of a clause, or the adverb that does its work ("when"),
// folded; empty if it has none.
std::string MarkOf(const SentenceGraph& graph, const WordLists& lists, int clause);

// The signature of a governing word: with its particle and the subordinator of the clause,
// else without.
Signature SignatureOf(const SentenceGraph& graph, const WordLists& lists,
                      const SignatureSection& section, int governor, std::string_view mark);

// The same of the complement that a verb, active or passive, or an adjective takes.
Signature SignatureOfComplement(const SentenceGraph& graph, const WordLists& lists, int governor,
                                std::string_view mark);

}  // namespace lode
