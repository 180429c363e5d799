// One matrix product scores every tag of every kind; each kind's best wins.
//
// The four kinds stand side by side in the columns of one matrix, so that the
// encoder's states are read once.
#include "loaders/language/tagger.h"

#include <algorithm>

namespace lode {

Result<Tagger> Tagger::Read(const ModelFile& file, std::size_t width) {
  Tagger t;
  std::size_t columns = 0;
  for (const auto& [name, list] :
       {std::pair{"class.upos", &t.upos_}, {"class.xpos", &t.xpos_}, {"class.feats", &t.feats_}}) {
    const auto strings = file.Strings(name);
    if (!strings.ok()) return strings.status();
    if (strings->size() == 0)
      return Status(Code::kCorrupt, "the model file lacks " + std::string(name));
    *list = *strings;
    columns += list->size();
  }
  auto lemmatizer = Lemmatizer::Read(file);
  if (!lemmatizer.ok()) return lemmatizer.status();
  t.lemmatizer_ = *std::move(lemmatizer);
  auto scores = Matrix::Read(file, "tags", columns + t.lemmatizer_.scripts(), width);
  if (!scores.ok()) return scores.status();
  t.scores_ = *std::move(scores);
  return t;
}

void Tagger::Tag(const Encoder& encoder, EncoderSpace* space,
                 std::span<Token* const> tokens) const {
  const std::size_t width = scores_.width();
  space->wide.resize(tokens.size() * width);
  scores_.Multiply(space->quantized, tokens.size(), space->wide.data());
  for (std::size_t r = 0; r < tokens.size(); ++r) {
    const float* at = &space->wide[r * width];
    const auto best = [&at](const StringList& list) {
      const float* const from = at;
      at += list.size();
      return list[static_cast<std::size_t>(std::max_element(from, at) - from)];
    };
    Token& token = *tokens[r];
    token.upos = best(upos_);
    token.xpos = best(xpos_);
    token.feats = best(feats_);
    token.lemma = lemmatizer_.Lemma(token.form, token.upos, std::span(at, lemmatizer_.scripts()),
                                    encoder.embedding());
  }
}

}  // namespace lode
