// Everything that reading needs beside the model, opened once.
#pragma once

#include <memory>
#include <string>

#include "loaders/extraction/words/derivation_rules.h"
#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/schema_mapping.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

class PatternSet;  // of later wings: see open_rules.h, which fills them in
class Critic;

// Threads: immutable, shared.
class ExtractionRules {
 public:
  WordLists lists;    // speech.list, factuality.list, light.list, grammar.list, inflection.list
  FrameTable frames;  // news.frames
  DerivationRules derivation;  // news.rules
  std::shared_ptr<const EntityLexicon> lexicon;
  std::shared_ptr<const PatternSet> patterns;  // schema/*.patterns
  std::shared_ptr<const Critic> critic;        // models/confidence.trees
};

// The word lists, frames and rules of schema/ alone; `lexicon`, `patterns` and `critic` stay
// empty.
Status ReadRules(const std::string& data_directory, ExtractionRules& rules);

// Puts a user's schema file on top: its predicates and types, frames, rules and words.
// kInvalidInput names the file and the line.
Status AddSchemaFile(const std::string& path, ExtractionRules& rules);

}  // namespace lode
