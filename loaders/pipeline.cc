// The short loop that runs the stages. Which blocks are read is decided here:
// boilerplate, near-duplicates, text in other languages and the lines of an
// article's head but its title are kept in the article and give no statements.

#include "loaders/pipeline.h"

#include <string_view>
#include <utility>

#include "loaders/extraction/extract.h"
#include "loaders/extraction/open_rules.h"
#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/rules.h"
#include "loaders/frame_check.h"
#include "loaders/language/analyzer.h"
#include "loaders/language/text/tokenizer.h"
#include "loaders/resolution/alias.h"
#include "lode/load.h"
#include "storage/disk/data_directory.h"

namespace lode {
namespace {

bool IsRead(const Article& article, const Block& block) {
  // Who wrote it, where, when and for whom: facts about the article, no sentences.
  const bool is_header = block.kind == BlockKind::kByline || block.kind == BlockKind::kDateline ||
                         block.kind == BlockKind::kSourceHeader;
  const std::string& language = block.language.empty() ? article.info.language : block.language;
  return block.kind != BlockKind::kBoilerplate && !is_header && block.duplicate_of < 0 &&
         (language.empty() || language == "en");
}

// The rules that read, and with them the user's own. Its examples are read at once: a
// frame that does not say what it should is better found here than in ten thousand articles.
Result<std::shared_ptr<const ExtractionRules>> RulesFor(const LoadOptions& options,
                                                        const std::string& data_directory,
                                                        const LanguageModel& model) {
  Result<std::shared_ptr<ExtractionRules>> opened =
      OpenRulesWith(data_directory, options.schema_path);
  if (!opened.ok()) return opened.status();
  const std::shared_ptr<ExtractionRules>& rules = *opened;
  if (!options.schema_path.empty()) {
    const SchemaFileReport report = ReadExamplesOf(options.schema_path, *rules, model);
    if (!report.failures.empty())
      return Status(Code::kInvalidInput, report.failures.front().message +
                                             "; `lode schema check` tells of all examples");
  }
  if (!options.derive) rules->derivation.DropAll();
  for (const std::string& name : options.without_rules)
    if (Status status = rules->derivation.Drop(name); options.derive && !status.ok()) return status;
  return std::shared_ptr<const ExtractionRules>(rules);
}

}  // namespace

Result<Pipeline> Pipeline::Open(const std::string& data_directory) {
  LoadOptions options;
  options.data_directory = data_directory;
  return Open(options);
}

Result<Pipeline> Pipeline::Open(const LoadOptions& options) {
  Result<std::string> found = FindDataDirectory(options.data_directory);
  if (!found.ok()) return found.status();
  Pipeline pipeline;
  Result<std::shared_ptr<const LanguageModel>> model =
      LanguageModel::Open(*found + "/models/english.lode");
  if (!model.ok()) return model.status();
  Result<std::shared_ptr<const ExtractionRules>> rules = RulesFor(options, *found, **model);
  if (!rules.ok()) return rules.status();
  pipeline.lexicon_ = (*rules)->lexicon;
  pipeline.model_ = *std::move(model);
  pipeline.rules_ = *std::move(rules);
  return pipeline;
}

std::vector<Sentence> SentencesOf(const Article& article, const SentenceSplitter& splitter) {
  std::vector<Sentence> sentences;
  for (std::size_t i = 0; i < article.blocks.size(); ++i) {
    const Block& block = article.blocks[i];
    if (!IsRead(article, block)) continue;
    const std::string_view text(article.text.data() + block.text.begin,
                                block.text.end - block.text.begin);
    for (Sentence& sentence : Tokenize(text, splitter, block.text.begin)) {
      sentence.block = static_cast<int>(i);
      sentences.push_back(std::move(sentence));
    }
  }
  return sentences;
}

ArticleRecord Pipeline::Read(Article article) const {
  std::vector<Sentence> sentences = SentencesOf(article, model_->splitter());
  std::vector<WordStates> states;
  model_->Analyze(sentences, states);
  ArticleRecord record = ExtractStatements(std::move(article), sentences, *rules_, {}, states);
  AddNameVariants(*lexicon_, record);
  return record;
}

}  // namespace lode
