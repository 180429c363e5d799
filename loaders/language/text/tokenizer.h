// Text -> sentences of tokens, by UD English conventions ("don't" = do + n't,
// "U.S." one token, "$5" two), with byte offsets into the text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "loaders/language/sentences/sentence.h"
#include "loaders/language/text/sentence_splitter.h"
#include "loaders/language/text/token_scanner.h"

namespace lode {

// Surface tokens of one line that are split at a time. Of a longer line the next
// stretch begins at a sentence end, and marks that were open there (quotation
// marks, brackets) are forgotten: a line of any length takes bounded memory.
inline constexpr std::size_t kMaxStretchTokens = 16384;
static_assert(kMaxStretchTokens > 2 * kMaxSentenceTokens);

// Splits a text (a block, or a whole document: blank lines end sentences) into
// sentences with form, span and space_after set, and multi-word ranges, one after
// the other. Every non-space character is in exactly one token. Threads: one.
// Cost: linear; memory does not depend on the text.
class SentenceStream {
 public:
  // Spans start at `offset`. REQUIRES: `text` and `splitter` outlive the stream.
  SentenceStream(std::string_view text, const SentenceSplitter& splitter, std::uint32_t offset = 0);

  // False at the end of the text; `sentence` is replaced.
  bool Next(Sentence* sentence);

 private:
  bool NextStretch();
  bool NextRun();
  bool NextParagraph();
  void Build(std::size_t first, std::size_t last, Sentence* sentence);
  void AddToken(std::size_t index, Sentence* sentence);
  std::string_view Bytes(const SurfaceToken& surface) const {
    return run_text_.substr(surface.begin, surface.end - surface.begin);
  }

  std::string_view text_;
  const SentenceSplitter* splitter_;
  std::uint32_t offset_;
  std::size_t line_ = 0;                     // where the next paragraph is looked for
  std::size_t run_ = 0, paragraph_end_ = 0;  // what is left of the paragraph
  bool wrapped_ = false;                     // its lines are one run
  std::string_view run_text_;                // the run that is being read
  std::uint32_t run_offset_ = 0;
  TokenScanner scanner_{std::string_view()};
  bool scanned_ = true;               // nothing is left of the run
  std::vector<SurfaceToken> tokens_;  // of the stretch
  std::vector<std::uint32_t> ends_;   // of its sentences
  std::size_t next_ = 0;              // end of the next sentence
  std::size_t first_ = 0;             // its first token
  std::vector<std::uint32_t> starts_;
};

// All sentences of a text at once.
std::vector<Sentence> Tokenize(std::string_view text, const SentenceSplitter& splitter,
                               std::uint32_t offset = 0);

}  // namespace lode
