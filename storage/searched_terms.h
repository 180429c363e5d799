// What a search asks for: its terms with all that they are found by, and of which articles.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "lode/search.h"
#include "storage/search/term_match.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/text/words.h"

namespace lode {

struct SearchedTerms {
  std::vector<SearchedTerm> terms;
  std::vector<SearchAnswer::Names> names;
};
// kInvalidInput: there is no term, or one has no word or an open mark.
Result<SearchedTerms> ReadSearchedTerms(const StoredSnapshot& snapshot,
                                        const std::vector<std::string>& given,
                                        const SearchOptions& options);

// kInvalidInput: `since` or `until` is no date.
Status CheckDates(const SearchOptions& options);

// Whether the term stands among the words; where, is added to the marks.
bool MarkTerm(const SearchedTerm& term, const std::vector<PlacedWord>& words,
              std::vector<Span>& marks);
// In order, none twice.
void FinishMarks(std::vector<Span>& marks);

// Articles that the options want. Threads: one at a time.
class WantedArticles {
 public:
  // REQUIRES: both outlive it.
  WantedArticles(const StoredSnapshot& snapshot, const SearchOptions& options);
  // Null: the options leave it out, or it is damaged, which the snapshot keeps.
  std::shared_ptr<const ArticleInfo> Find(std::uint64_t number);

 private:
  std::shared_ptr<const ArticleInfo> Read(std::uint64_t number) const;

  const StoredSnapshot& snapshot_;
  const SearchOptions& options_;
  const std::string source_;
  std::unordered_map<std::uint64_t, std::shared_ptr<const ArticleInfo>> infos_;
};

}  // namespace lode
