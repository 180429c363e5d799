// Names and trees, each put right by the other.
#pragma once

#include <vector>

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Gives back the sentences with whole names, and with trees in which every name is one
// phrase: "Hale & Sons" and "Union of Teachers and Nurses" are no coordinations, one word
// of a name takes the arcs of all, and the words of an office ("Attorney General") hang
// together. Cost: linear in the text.
std::vector<Sentence> MendNames(std::vector<Sentence> sentences, const EntityLexicon& lexicon);

}  // namespace lode
