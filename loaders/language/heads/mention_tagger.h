// Named mentions from the encoder's states.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/language/model/encoder.h"
#include "loaders/language/model/matrix_product.h"
#include "loaders/language/model/model_file.h"
#include "loaders/language/sentences/sentence.h"
#include "lode/status.h"

namespace lode {

// The buffers of one thread.
struct MentionSpace {
  std::vector<float> hidden, scores;
  QuantizedRows quantized;
};

// How well a type of names goes with what the word of row `row` mentions.
using TypeEvidence = std::function<float(std::string_view type, std::size_t row)>;

// Labels say Begin, Inside, End, Single and a type, or Outside; the best
// sequence that keeps their grammar wins. Which type a span has is then decided
// by its labels' scores and the evidence for its head together.
// Threads: read-only. Valid while the model file lives.
class MentionTagger {
 public:
  static Result<MentionTagger> Read(const ModelFile& file, std::size_t width);

  // The mentions of each sentence of the batch, words from 1 in it. tokens[r] is row
  // r and has its head.
  void Tag(const WordBatch& batch, const EncoderSpace& states, std::span<Token* const> tokens,
           const TypeEvidence& evidence, MentionSpace* space,
           std::vector<std::vector<Mention>>* mentions) const;

 private:
  struct Label {
    char part = 'O';   // B, I, E, S or O
    std::string type;  // empty for O
  };
  // May `next` follow `label`?
  static bool Follows(const Label& label, const Label& next);
  std::vector<std::size_t> BestPath(const float* scores, std::size_t words) const;
  // The span [begin, end) of a path, with its best type.
  Mention Typed(const float* scores, const std::vector<std::size_t>& path, std::size_t begin,
                std::size_t end, std::size_t head_row, const TypeEvidence& evidence) const;

  std::vector<Label> labels_;
  // For each label the labels with the same part, one for each type, in one order.
  std::vector<std::vector<std::size_t>> retyped_;
  std::vector<std::vector<std::size_t>> before_;  // labels that may stand before each
  Matrix hidden_, scores_;
};

}  // namespace lode
