// What the store has of an article of lines, and of the text of any.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/lines/line_reading.h"
#include "storage/lines/lines_block.h"

namespace lode {

// The bytes of terms of the dictionary, by their ids, which need not be sorted. One that is not
// there is left out.
class BytesOfTerms {
 public:
  static Result<BytesOfTerms> Read(const KvView& view, std::vector<TermId> terms);
  // None: it was not asked for, or is not there. Valid while this lives.
  const std::string* Find(TermId term) const;

 private:
  std::vector<std::pair<TermId, std::string>> terms_;  // ascending
};

// The lines of an article that is indexed as such.
struct StoredLines {
  std::string bytes;
  LinesBlock block;    // of bytes
  BytesOfTerms terms;  // of all its lines
  std::string text;
};
// Null: the article is none of lines, or is not there. kCorrupt: it cannot be read. Cost: a
// look-up for each of its terms.
Result<std::shared_ptr<const StoredLines>> ReadLines(const KvView& view, std::uint64_t article);

// An article's text: as it stands in the store, or as its lines tell it. None where the view has
// neither. kCorrupt and cost, of lines: as ReadLines.
Result<std::optional<std::string>> ReadText(const KvView& view, std::uint64_t article);

// Articles of which lines are indexed; one whose header cannot be read is not among them. Cost:
// where there are any, that of reading all headers.
Result<std::vector<std::uint64_t>> ArticlesOfLines(const KvView& view);
// How many they are.
Result<std::uint64_t> CountLineArticles(const KvView& view);
// Adds to it, in the batch.
Status ChangeLineArticles(const KvView& view, KvBatch& batch, std::int64_t by);

}  // namespace lode
