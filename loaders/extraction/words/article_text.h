// One article as the extraction rooms see it: its parsed sentences and the word lists.
#pragma once

#include <vector>

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Threads: immutable. Keeps references: sentences and lexicon must outlive it.
struct ArticleText {
  ArticleText(const std::vector<Sentence>& all, const EntityLexicon& words)
      : sentences(all), lexicon(words), graphs(all.begin(), all.end()) {}

  const std::vector<Sentence>& sentences;
  const EntityLexicon& lexicon;
  std::vector<SentenceGraph> graphs;  // [sentence]
};

}  // namespace lode
