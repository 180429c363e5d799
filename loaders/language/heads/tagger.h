// Parts of speech, features and lemmas from the encoder's states.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "loaders/language/heads/lemmatizer.h"
#include "loaders/language/model/encoder.h"
#include "loaders/language/model/matrix_product.h"
#include "loaders/language/model/model_file.h"
#include "loaders/language/sentences/sentence.h"
#include "lode/status.h"

namespace lode {

// Threads: read-only. Valid while the model file lives.
class Tagger {
 public:
  static Result<Tagger> Read(const ModelFile& file, std::size_t width);

  // Fills upos, xpos, feats and lemma of the batch's words. `space` holds what
  // the encoder left there; tokens[r] is row r.
  void Tag(const Encoder& encoder, EncoderSpace* space, std::span<Token* const> tokens) const;

 private:
  // Indices of an UPOS, an XPOS and a feature string that go together.
  struct Combination {
    std::uint32_t upos, xpos, feats;
  };
  Status ReadCombinations(const ModelFile& file);
  // The combination with the greatest sum of scores; the first of equal ones.
  const Combination& Best(const float* upos, const float* xpos, const float* feats) const;

  StringList upos_, xpos_, feats_;
  std::vector<Combination> combinations_;  // those of the training data
  std::size_t pronoun_ = 0;                // index of PRON in upos_, its size if there is none
  Lemmatizer lemmatizer_;
  Matrix scores_;  // upos, xpos, feats and lemma scripts side by side
};

}  // namespace lode
