// Which sentences have the terms that are looked for, and what each of them is worth.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/text/word_tables.h"

namespace lode {

using Words = std::vector<std::string>;

struct SearchedTerm {
  std::vector<Words> ways;         // any of them; the first is the term as it was given
  std::size_t first_form = ~0ULL;  // from here on they are other forms of its words
};

// Threads: one at a time.
class TermMatch {
 public:
  // Reads what the index has of all words. `counts`: of the store. REQUIRES: the terms outlive
  // what is returned. Errors: kCorrupt, kIo.
  static Result<TermMatch> Open(const KvView& view, const WordCounts& counts,
                                const std::vector<SearchedTerm>& terms);
  TermMatch(TermMatch&&) noexcept;
  ~TermMatch();

  // Calls `visit` with each sentence that has the words of all terms, or of `any`, ascending, and
  // the sum of what the terms are worth in it. Words of a phrase count wherever they stand.
  // Cost: articles that have not all that is asked for are passed over unread.
  using Visit = std::function<void(std::uint64_t article, std::uint32_t sentence, float score)>;
  Status ForEach(bool any, const Visit& visit) const;

  // What each term is worth in a sentence. 0: it is not there.
  std::vector<float> ScoresAt(std::uint64_t article, std::uint32_t sentence) const;

 private:
  struct Lists;
  explicit TermMatch(std::unique_ptr<Lists> lists);
  std::unique_ptr<Lists> lists_;
};

}  // namespace lode
