// One article through all stages: tokenise, analyse, extract.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "loaders/language/sentences/sentence.h"
#include "lode/statement.h"
#include "lode/status.h"
#include "storage/articles/article_record.h"

namespace lode {

struct LoadOptions;
class EntityLexicon;
class LanguageModel;
class SentenceSplitter;
class ExtractionRules;

// Threads: immutable once open; any number of threads may read articles with it.
class Pipeline {
 public:
  // Finds the model and the schema's lists (see FindDataDirectory).
  static Result<Pipeline> Open(const std::string& data_directory);
  // The same, with the user's schema file and without the rules that are switched off.
  // kInvalidInput where the file is wrong: with the place, or the example that fails.
  static Result<Pipeline> Open(const LoadOptions& options);

  // Reads one article. A pure function of the article. Cost: about a millisecond
  // for 10 sentences.
  ArticleRecord Read(Article article) const;

  const LanguageModel& model() const { return *model_; }

 private:
  std::shared_ptr<const LanguageModel> model_;
  std::shared_ptr<const ExtractionRules> rules_;
  std::shared_ptr<const EntityLexicon> lexicon_;
};

// Tokenises the blocks that are to be read (English, neither boilerplate nor a
// duplicate nor a line of the head other than the title), in order.
std::vector<Sentence> SentencesOf(const Article& article, const SentenceSplitter& splitter);

}  // namespace lode
