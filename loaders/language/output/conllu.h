// CoNLL-U in (https://universaldependencies.org/format.html); conllu_writer.h is the
// way out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/language/sentences/sentence.h"
#include "lode/status.h"

namespace lode {

enum class ConlluColumns {
  kAll,     // a whole analysis, with the mentions of MISC
  kTokens,  // forms, ranges, SpaceAfter and sentence breaks, nothing else
};

// Reads one sentence after the other. Spans are offsets into the text that the forms
// make, sentences joined by line breaks. Threads: one. Memory: one sentence.
class ConlluReader {
 public:
  // REQUIRES: `conllu` outlives the reader.
  ConlluReader(std::string_view conllu, ConlluColumns columns) : text_(conllu), columns_(columns) {}

  // False at the end; `sentence` is replaced. kInvalidInput names the line; nothing
  // can be read after it.
  Result<bool> Next(Sentence* sentence);

  // Whether a "# newdoc" line stood before the sentence that came last.
  bool starts_document() const { return starts_document_; }

 private:
  struct Row;
  Status ReadLine(std::string_view line);
  Status ReadRange(const Row& row);
  Status ReadWord(const Row& row);
  Status ReadAnalysis(const Row& row, Token* token);
  Status Check() const;

  std::string_view text_;  // what is left
  ConlluColumns columns_;
  std::size_t line_ = 0;
  std::uint32_t offset_ = 0;
  bool range_space_ = true;  // a space follows the open range
  bool starts_document_ = false;
  Sentence sentence_;
  std::vector<Mention> open_;  // entities whose last word has not come yet
};

// All sentences at once.
Result<std::vector<Sentence>> ReadConllu(std::string_view conllu,
                                         ConlluColumns columns = ConlluColumns::kAll);

}  // namespace lode
