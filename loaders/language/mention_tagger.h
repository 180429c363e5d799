// Named mentions from the encoder's states.
#pragma once

#include <string>
#include <vector>

#include "loaders/language/encoder.h"
#include "loaders/language/matrix_product.h"
#include "loaders/language/model_file.h"
#include "loaders/language/sentence.h"
#include "lode/status.h"

namespace lode {

// The buffers of one thread.
struct MentionSpace {
  std::vector<float> hidden, scores;
  QuantizedRows quantized;
};

// Labels say Begin, Inside, End, Single and a type, or Outside; the best
// sequence that keeps their grammar wins.
// Threads: read-only. Valid while the model file lives.
class MentionTagger {
 public:
  static Result<MentionTagger> Read(const ModelFile& file, std::size_t width);

  // The mentions of each sentence of the batch, words from 1 in it.
  void Tag(const WordBatch& batch, const EncoderSpace& states, MentionSpace* space,
           std::vector<std::vector<Mention>>* mentions) const;

 private:
  struct Label {
    char part = 'O';   // B, I, E, S or O
    std::string type;  // empty for O
  };
  // May `next` follow `label`?
  static bool Follows(const Label& label, const Label& next);
  std::vector<std::size_t> BestPath(const float* scores, std::size_t words) const;

  std::vector<Label> labels_;
  std::vector<std::vector<std::size_t>> before_;  // labels that may stand before each
  Matrix hidden_, scores_;
};

}  // namespace lode
