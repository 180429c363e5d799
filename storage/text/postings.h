// The articles that have a word, with where it stands in them: what is merged and what waits.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

struct Posting {
  std::uint64_t article = 0;
  std::string_view places;  // packed (article_words.h)
};

// Of one word. Moves, and its views stay valid.
struct Postings {
  std::vector<Posting> articles;   // ascending
  std::uint64_t sentences = 0;     // in all of them
  std::deque<std::string> values;  // what the views are of
};

// Of each word, which may be there twice. Errors: kCorrupt: a list of articles is damaged; what
// is said of one of them is not looked at. Cost: a walk over the words' keys, their bytes in
// memory, and one over all that waits.
Result<std::vector<Postings>> PostingsOf(const KvView& view, const std::vector<std::string>& words);

}  // namespace lode
