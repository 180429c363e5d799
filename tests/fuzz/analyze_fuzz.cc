// Any bytes are a text to analyse: sentences of words inside the text, a tree over
// each, and CoNLL-U that can be read again.

#include "loaders/language/analyzer.h"
#include "loaders/language/conllu.h"
#include "loaders/language/tokenizer.h"
#include "loaders/readers/encoding.h"
#include "lode/analysis.h"
#include "tests/fuzz/sound_sentences.h"

namespace lode::fuzz {

LODE_FUZZ(analyze) {
  static const auto analyzer = Analyzer::Open(LODE_DATA_DIR);
  static const auto model = LanguageModel::Open(LODE_DATA_DIR "/models/english.lode");
  Require(analyzer.ok() && model.ok());
  const Result<MappedText> text = Decode(bytes, {});
  if (text.ok()) {
    std::vector<Sentence> sentences = Tokenize(text->view());
    CheckTokens(sentences, text->view());
    (*model)->Analyze(sentences);
    CheckTrees(sentences);
  }
  const Result<std::string> conllu = analyzer->AnalyzeText(bytes);
  if (conllu.ok()) Require(ReadConllu(*conllu).ok());
}

}  // namespace lode::fuzz
