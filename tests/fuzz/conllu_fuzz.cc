// Any bytes are CoNLL-U: words are read or the fault is named, and what was
// analysed can be read again.

#include "loaders/language/analyzer.h"
#include "loaders/language/conllu.h"
#include "tests/fuzz/sound_sentences.h"

namespace lode::fuzz {

LODE_FUZZ(conllu) {
  static const auto model = LanguageModel::Open(LODE_DATA_DIR "/models/english.lode");
  Require(model.ok());
  static_cast<void>(ReadConllu(bytes));
  Result<std::vector<Sentence>> sentences = ReadConlluTokens(bytes);
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
