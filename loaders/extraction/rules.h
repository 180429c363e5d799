// Everything that reading needs beside the model, opened once.
#pragma once

#include <memory>

#include "loaders/extraction/entity_lexicon.h"
#include "loaders/extraction/extract.h"
#include "loaders/extraction/schema_mapping.h"
#include "loaders/extraction/word_lists.h"

namespace lode {

// Threads: immutable, shared.
class ExtractionRules {
 public:
  WordLists lists;    // speech.list, factuality.list, light.list
  FrameTable frames;  // news.frames
  std::shared_ptr<const EntityLexicon> lexicon;
};

// The word lists and frames alone; `lexicon` stays empty.
Status ReadRules(const std::string& data_directory, ExtractionRules& rules);

}  // namespace lode
