// Everything that reading needs beside the model, opened once.
#pragma once

#include <memory>

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/schema_mapping.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// Threads: immutable, shared.
class ExtractionRules {
 public:
  WordLists lists;    // speech.list, factuality.list, light.list
  FrameTable frames;  // news.frames
  std::shared_ptr<const EntityLexicon> lexicon;
};

// data_directory holds schema/news.frames and the other lists.
Result<std::shared_ptr<const ExtractionRules>> OpenExtractionRules(
    const std::string& data_directory);

// The word lists and frames alone; `lexicon` stays empty.
Status ReadRules(const std::string& data_directory, ExtractionRules& rules);

}  // namespace lode
