// All mendings of trees and names, in their order.
#pragma once

#include <vector>

#include "loaders/extraction/words/rules.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Copies of the sentences as the rules read them: slips of the parser put right
// (words/tree_mending, and as the mends of schema/*.patterns say), then those round speech, names
// made whole, infinitives and gerunds hung on the words they belong to.
std::vector<Sentence> MendSentences(const std::vector<Sentence>& sentences,
                                    const ExtractionRules& rules);

}  // namespace lode
