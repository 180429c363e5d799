// Any bytes are CoNLL-U: words are read or the fault is named, and what was
// analysed can be read again.

#include "loaders/language/analyzer.h"
#include "loaders/language/output/conllu.h"
#include "loaders/language/output/conllu_writer.h"
#include "loaders/language/output/sentence_drawing.h"
#include "loaders/language/output/sentence_json.h"
#include "tests/fuzz/sound_sentences.h"

namespace lode::fuzz {

LODE_FUZZ(conllu) {
  static const auto model = LanguageModel::Open(LODE_DATA_DIR "/models/english.lode");
  Require(model.ok());
  // Heads that make no tree are drawn as well.
  if (const auto parsed = ReadConllu(bytes); parsed.ok()) {
    std::string out = WriteConllu(*parsed);
    for (const Sentence& sentence : *parsed) {
      AppendJson(sentence, {}, &out);
      AppendDrawing(sentence, {}, &out);
    }
  }
  Result<std::vector<Sentence>> sentences = ReadConllu(bytes, ConlluColumns::kTokens);
  if (!sentences.ok()) {
    Require(!sentences.status().message().empty());
    return;
  }
  (*model)->Analyze(*sentences);
  CheckTrees(*sentences);
  const Result<std::vector<Sentence>> again = ReadConllu(WriteConllu(*sentences));
  Require(again.ok() && again->size() == sentences->size());
  for (std::size_t i = 0; i < again->size(); ++i)
    Require((*again)[i].tokens.size() == (*sentences)[i].tokens.size());
}

}  // namespace lode::fuzz
