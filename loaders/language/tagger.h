// Parts of speech, features and lemmas from the encoder's states.
#pragma once

#include <span>
#include <vector>

#include "loaders/language/encoder.h"
#include "loaders/language/lemmatizer.h"
#include "loaders/language/matrix_product.h"
#include "loaders/language/model_file.h"
#include "loaders/language/sentence.h"
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
  StringList upos_, xpos_, feats_;
  Lemmatizer lemmatizer_;
  Matrix scores_;  // upos, xpos, feats and lemma scripts side by side
};

}  // namespace lode
