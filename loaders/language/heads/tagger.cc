// One matrix product scores every tag of every kind; the best combination of
// part of speech, finer tag and features wins.
//
// The four kinds stand side by side in the columns of one matrix, so that the
// encoder's states are read once. A kind's scores are log-probabilities but for
// a constant of the word, so sums of scores rank combinations as sums of
// log-probabilities would. Only combinations that training saw are asked: a
// noun never gets the finer tag of a verb.
#include "loaders/language/heads/tagger.h"

#include <algorithm>

namespace lode {
namespace {

constexpr float kNeverTagged = -1e6F;

bool InCapitals(const std::string& form) {
  return form.size() > 1 && std::ranges::all_of(form, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "US" with nothing in capitals beside it; next to capitals it may be "us".
bool IsCountryNotPronoun(std::span<Token* const> tokens, std::size_t at) {
  if (tokens[at]->form != "US") return false;
  return (at == 0 || !InCapitals(tokens[at - 1]->form)) &&
         (at + 1 == tokens.size() || !InCapitals(tokens[at + 1]->form));
}

}  // namespace

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
  while (t.pronoun_ < t.upos_.size() && t.upos_[t.pronoun_] != "PRON") ++t.pronoun_;
  if (Status status = t.ReadCombinations(file); !status.ok()) return status;
  auto lemmatizer = Lemmatizer::Read(file);
  if (!lemmatizer.ok()) return lemmatizer.status();
  t.lemmatizer_ = *std::move(lemmatizer);
  auto scores = Matrix::Read(file, "tags", columns + t.lemmatizer_.scripts(), width);
  if (!scores.ok()) return scores.status();
  t.scores_ = *std::move(scores);
  return t;
}

Status Tagger::ReadCombinations(const ModelFile& file) {
  const auto numbers = file.Numbers("tag.combinations", 0);
  if (!numbers.ok()) return numbers.status();
  if (numbers->empty() || numbers->size() % 3 != 0)
    return {Code::kCorrupt, "the model file has a broken list of tag combinations"};
  for (std::size_t i = 0; i < numbers->size(); i += 3) {
    const Combination c = {(*numbers)[i], (*numbers)[i + 1], (*numbers)[i + 2]};
    if (c.upos >= upos_.size() || c.xpos >= xpos_.size() || c.feats >= feats_.size())
      return {Code::kCorrupt, "the model file has a tag combination out of range"};
    combinations_.push_back(c);
  }
  return Status::Ok();
}

const Tagger::Combination& Tagger::Best(const float* upos, const float* xpos,
                                        const float* feats) const {
  const Combination* best = nullptr;
  float most = 0;
  for (const Combination& c : combinations_) {
    const float score = (upos[c.upos] + xpos[c.xpos]) + feats[c.feats];
    if (best == nullptr || score > most) best = &c, most = score;
  }
  return *best;
}

void Tagger::Tag(const Encoder& encoder, EncoderSpace* space,
                 std::span<Token* const> tokens) const {
  const std::size_t width = scores_.width();
  space->wide.resize(tokens.size() * width);
  scores_.Multiply(space->quantized, tokens.size(), space->wide.data());
  for (std::size_t r = 0; r < tokens.size(); ++r) {
    float* const upos = &space->wide[r * width];
    const bool is_country = IsCountryNotPronoun(tokens, r);
    if (is_country && pronoun_ < upos_.size()) upos[pronoun_] = kNeverTagged;
    const float* const xpos = upos + upos_.size();
    const float* const feats = xpos + xpos_.size();
    const Combination& best = Best(upos, xpos, feats);
    Token& token = *tokens[r];
    token.upos = upos_[best.upos];
    token.xpos = xpos_[best.xpos];
    token.feats = feats_[best.feats];
    const std::span scripts(feats + feats_.size(), lemmatizer_.scripts());
    token.lemma = is_country ? token.form
                             : lemmatizer_.Lemma(token.form, {token.upos, token.xpos}, scripts,
                                                 encoder.embedding());
  }
}

}  // namespace lode
