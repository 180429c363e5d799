// The shared encoder: words of a sentence -> one state for each word.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/language/model/embedding.h"
#include "loaders/language/model/matrix_product.h"
#include "lode/status.h"

namespace lode {

// Sentences laid end to end: sentence s is rows [begins[s], begins[s + 1]).
struct WordBatch {
  std::vector<std::string_view> forms;
  std::vector<std::size_t> begins = {0};

  std::size_t rows() const { return forms.size(); }
  std::size_t sentences() const { return begins.size() - 1; }
};

// The buffers of one thread, reused from batch to batch so that the inner
// loops allocate nothing once they have grown.
struct EncoderSpace {
  std::vector<float> state;  // rows x width: the encoder's result, normed
  QuantizedRows quantized;   // the same for the heads' matrix products
  std::vector<float> normed, wide, mixed;
  std::vector<float> scores, keys;
  std::vector<float> far;
};

// A norm's weight and bias, views into the file.
struct NormWeights {
  std::span<const float> weight, bias;
};
Result<NormWeights> ReadNorm(const ModelFile& file, const std::string& name, std::size_t width);

// Residual layers over hashed and pre-trained word vectors: convolutions over
// three words ("C") and self-attention ("A"), in the order the file names.
// Threads: read-only. What a sentence gets does not depend on its batch.
class Encoder {
 public:
  static Result<Encoder> Read(const ModelFile& file);

  std::size_t width() const { return width_; }
  const Embedding& embedding() const { return embedding_; }

  // Fills space->state and space->quantized.
  void Encode(const WordBatch& batch, EncoderSpace* space) const;

 private:
  struct Layer {
    NormWeights norm;
    Matrix in, out;              // out: attention only
    std::span<const float> far;  // attention: heads x kDistanceBuckets
    bool attention = false;
  };
  Status ReadLayers(const ModelFile& file);
  void Norm(const NormWeights& norm, std::size_t rows, EncoderSpace* space) const;
  void Convolve(const Layer& layer, const WordBatch& batch, EncoderSpace* space) const;
  void Attend(const Layer& layer, const WordBatch& batch, EncoderSpace* space) const;
  void AttendSentence(const Layer& layer, std::size_t begin, std::size_t end,
                      EncoderSpace* space) const;

  Embedding embedding_;
  std::size_t width_ = 0, heads_ = 0, head_width_ = 0;
  Matrix project_;
  std::vector<Layer> layers_;
  NormWeights norm_;
};

// Distances that the model tells apart (see DistanceBucket).
inline constexpr std::size_t kDistanceBuckets = 33;

// The sizes in the file's "config" section.
struct ModelSizes {
  std::size_t width, heads, head_width, arc, rel, name;
  std::size_t mention, pointer;
};
Result<ModelSizes> ReadSizes(const ModelFile& file);

}  // namespace lode
