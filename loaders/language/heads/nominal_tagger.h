// Whatever a sentence mentions, by name, noun or pronoun, nested where it nests.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
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
struct NominalSpace {
  std::vector<float> hidden, classes;  // rows x their matrix's width
  std::vector<float> spans, far;
  std::vector<float> left_keys, right_keys, scores;  // of one sentence
  QuantizedRows quantized;
};

// Each word asks whether it anchors a mention (is the head of its span) and of which
// class; an anchor then points at the first and at the last word. Of mentions that
// cross, the surer one stays. Threads: read-only. Valid while the model file lives.
class NominalTagger {
 public:
  static Result<NominalTagger> Read(const ModelFile& file, std::size_t width);

  // The mentions of each sentence of the batch, words from 1 in it, by first word and
  // the longer one first. tokens[r] is row r and has its head and relation.
  void Tag(const WordBatch& batch, const EncoderSpace& states, std::span<Token* const> tokens,
           NominalSpace* space, std::vector<std::vector<Mention>>* mentions) const;

  // The score, before a softmax, of the classes that a name of `type` may have at row
  // `row` of the batch that was tagged last with `space`; 0 for a type unknown here.
  float TypeScore(std::string_view type, std::size_t row, const NominalSpace& space) const;

 private:
  // How far the words under each word of a sentence reach, words from 0.
  struct Reach {
    std::vector<std::size_t> first, last;
  };
  struct Candidate {
    std::size_t anchor, first, last;
    std::size_t type;
    float margin;    // over no mention
    float lead = 0;  // over the next best class
  };
  static Reach ReachOf(std::span<Token* const> tokens);
  Candidate ClassOf(std::size_t row, const NominalSpace& space) const;
  void FindSpan(std::size_t begin, std::span<Token* const> tokens, const Reach& reach,
                NominalSpace* space, Candidate* candidate) const;
  void AddEdges(std::span<Token* const> tokens, const Reach& reach, std::size_t anchor, bool left,
                std::span<float> scores) const;
  void TransposeKeys(std::size_t begin, std::size_t words, NominalSpace* space) const;
  std::vector<Mention> Keep(std::vector<Candidate> candidates) const;

  StringList classes_;  // 0 is "none"
  std::map<std::string, std::vector<std::size_t>, std::less<>> classes_of_type_;
  std::size_t pointer_ = 0;
  Matrix hidden_, scores_, spans_, far_;
  std::span<const float> tree_;  // bonus of a subtree's edge and of the outermost: left, right
};

}  // namespace lode
