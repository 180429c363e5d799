// Surface tokens -> where sentences end.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "loaders/language/model/model_file.h"
#include "loaders/language/text/token_scanner.h"
#include "lode/status.h"

namespace lode {

// A sentence never holds more surface tokens than this: longer runs without an
// end are cut where an end is least unlikely.
inline constexpr std::size_t kMaxSentenceTokens = 400;

// The features of each gap, shared with the trainer.
class BoundaryFeatures {
 public:
  static constexpr std::uint32_t kTableSize = 1U << 15U;

  // REQUIRES: `text` and `tokens` outlive the object.
  BoundaryFeatures(std::string_view text, const std::vector<SurfaceToken>& tokens);

  // Whether a sentence may end behind token `i` at all. REQUIRES: i + 1 < size.
  bool IsCandidate(std::size_t i) const;

  // Whether a sentence ends there whatever the weights say: behind an ideographic
  // full stop, behind a stop that a removed footnote left at the start, and before a
  // quotation that begins like a sentence.
  bool IsCertain(std::size_t i, std::size_t start) const;

  // Indices into the weight table for the gap behind token `i`. `start` is the
  // first token of the sentence. REQUIRES: calls go in order of `i`. Valid until
  // the next call.
  const std::vector<std::uint32_t>& At(std::size_t i, std::size_t start);

 private:
  struct Look {              // what the features see of a token
    std::uint32_t form = 0;  // hash of the folded form
    std::uint8_t shape = 0;
  };
  Look LookAt(const SurfaceToken& token) const;
  bool OpensQuotation(std::size_t i) const;
  void Add(std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0);
  void FollowMarks(std::size_t until);

  std::string_view text_;
  const std::vector<SurfaceToken>& tokens_;
  std::vector<Look> looks_;
  std::vector<std::uint32_t> features_;
  std::uint32_t template_ = 0;
  std::size_t followed_ = 0;  // tokens whose marks are counted below
  bool quote_open_ = false;   // of double quotation marks
  std::uint32_t depth_ = 0;   // of parentheses and brackets
};

// Decides sentence ends in one paragraph. Threads: read-only. Valid while the
// model file lives.
//
// A logistic classifier over the tokens round each gap, trained by
// models/train/train_sentence_splitter.cc. The form of the features is that of
// Gillick, "Sentence Boundary Detection and the Problem with the U.S." (2009),
// applied to every gap instead of full stops only.
class SentenceSplitter {
 public:
  static Result<SentenceSplitter> Read(const ModelFile& file);

  // `tokens` are the surface tokens of `text`; the result holds the index behind
  // the last token of each sentence, in order, and ends with tokens.size().
  // Cost: linear.
  std::vector<std::uint32_t> Ends(std::string_view text,
                                  const std::vector<SurfaceToken>& tokens) const;

 private:
  std::span<const std::int8_t> weights_;  // BoundaryFeatures::kTableSize
};

}  // namespace lode
