// Any bytes are a text to analyse: sentences of words inside the text, a tree over
// each, and CoNLL-U that can be read again.

#include "loaders/language/analyzer.h"
#include "loaders/language/output/conllu.h"
#include "loaders/language/text/tokenizer.h"
#include "loaders/readers/bytes/encoding.h"
#include "lode/analysis.h"
#include "tests/fuzz/sound_sentences.h"

namespace lode::fuzz {

LODE_FUZZ(analyze) {
  static const auto analyzer = Analyzer::Open(LODE_DATA_DIR);
  static const auto model = LanguageModel::Open(LODE_DATA_DIR "/models/english.lode");
  Require(analyzer.ok() && model.ok());
  const Result<MappedText> text = Decode(bytes, {});
  if (text.ok()) {
    std::vector<Sentence> sentences = Tokenize(text->view(), (*model)->splitter());
    CheckTokens(sentences, text->view());
    (*model)->Analyze(sentences);
    CheckTrees(sentences);
  }
  for (const AnalysisFormat format :
       {AnalysisFormat::kConllu, AnalysisFormat::kJson, AnalysisFormat::kTree}) {
    AnalyzeOptions options;
    options.format = format;
    std::string out;
    const Status status = analyzer->Analyze(bytes, options, [&](std::string_view piece) {
      out += piece;
      return true;
    });
    if (status.ok() && format == AnalysisFormat::kConllu) Require(ReadConllu(out).ok());
  }
}

}  // namespace lode::fuzz
