// Dependency trees from the encoder's states.
#pragma once

#include <span>
#include <vector>

#include "loaders/language/heads/relation_choice.h"
#include "loaders/language/model/encoder.h"
#include "loaders/language/model/matrix_product.h"
#include "loaders/language/model/model_file.h"
#include "loaders/language/sentences/sentence.h"
#include "lode/status.h"

namespace lode {

// The buffers of one thread.
struct ParserSpace {
  std::vector<float> arc, look, far, relation;  // rows x their matrix's width
  std::vector<float> half, keys, scores;
  QuantizedRows quantized;
};

// Every word asks every other (and the root) how well it would serve as its
// head; the best tree wins; then each arc gets its relation.
// Threads: read-only. Valid while the model file lives.
class Parser {
 public:
  static Result<Parser> Read(const ModelFile& file, std::size_t width);

  // Fills head and deprel of the batch's words (heads from 1 in their sentence,
  // 0 = root; one root a sentence). tokens[r] is row r.
  // REQUIRES: no sentence of more than kMaxTreeWords words.
  void Parse(const WordBatch& batch, const EncoderSpace& states, ParserSpace* space,
             std::span<Token* const> tokens) const;

 private:
  void Attach(const WordBatch& batch, ParserSpace* space, std::span<Token* const> tokens) const;
  void Label(const WordBatch& batch, ParserSpace* space, std::span<Token* const> tokens) const;

  RelationChoice choice_;
  std::size_t arc_ = 0, rel_ = 0;
  Matrix arcs_, look_, far_, halves_, labels_;
  std::span<const float> root_, relation_root_;
};

}  // namespace lode
