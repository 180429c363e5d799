// How far an argument reaches: the one room that decides it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/words/sentence_graph.h"

namespace lode {

// The words of the phrase that a reader would quote for `head`, in order: all that
// restricts it (ordinals, counts, adjectives with their phrases, of-phrases and other
// prepositional phrases, infinitives, participles, clauses without a comma), no asides
// (appositions, what stands behind a comma), no conjuncts of its own, neither its own
// preposition nor a leading article or possessive pronoun. The words may have gaps where
// an aside stood. Of a phrase longer than kLongestArgument the last modifiers are left
// out, whole, until it fits. Cost: linear in the phrase.
std::vector<int> WholePhrase(const SentenceGraph& graph, int head);

inline constexpr std::size_t kLongestArgument = 32;  // words

// Is anything of the phrase cut off by kLongestArgument?
bool IsShortened(const SentenceGraph& graph, int head);

// The words as written, with the spaces of the text between them; a gap is one blank.
std::string TextOf(const SentenceGraph& graph, const std::vector<int>& words);

// The bytes of each run of neighbours among the words.
Spans RunsOf(const SentenceGraph& graph, const std::vector<int>& words);

// Does the part stand between the ends of the whole? A part that was read nowhere does.
bool Holds(const Spans& whole, const Spans& part);

}  // namespace lode
