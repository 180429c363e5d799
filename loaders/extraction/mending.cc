// Who reads trees by rules mends them first, and all in the same way.
#include "loaders/extraction/mending.h"

#include "loaders/extraction/clauses/rehang.h"
#include "loaders/extraction/names/whole_names.h"
#include "loaders/extraction/patterns/tree_mends.h"
#include "loaders/extraction/words/speech_mending.h"
#include "loaders/extraction/words/tree_mending.h"

namespace lode {

std::vector<Sentence> MendSentences(const std::vector<Sentence>& sentences,
                                    const ExtractionRules& rules) {
  std::vector<Sentence> mended = MendTrees(sentences, *rules.lexicon, rules.lists);
  MendByPatterns(mended, *rules.patterns);
  MendSpeech(mended, rules.lists);
  mended = MendNames(std::move(mended), *rules.lexicon);
  RehangVerbs(mended, rules.lists);
  return mended;
}

}  // namespace lode
