// Words that no blank parts.
#pragma once

#include <vector>

#include "loaders/extraction/words/sentence_graph.h"

namespace lode {

// Does a hyphen join the word to the next? "A-list", "well-wishers".
bool IsJoinedToNext(const SentenceGraph& graph, int word);

// Does the word close a bracket that is written right behind another word: "22(d)"?
bool ClosesGluedBracket(const SentenceGraph& graph, int word);

// The words, in order, with those that hyphens join to them ("well-wishers") and with the brackets
// that belong to a number among them ("Section 31(2)(b)"). Cost: linear in the words.
std::vector<int> WithWrittenAsOne(const SentenceGraph& graph, std::vector<int> words);

}  // namespace lode
