// In which sentences of which articles a word stands, for all articles.
//
// The words of an article are one key when it comes ('Q'). When there are many of those, they
// are merged in the batch of the change: then each of their words has a key ('W'), with the
// articles that have it. Merging again is not needed: a word's keys are walked.
//
//   'W' word NUL first article   for each article, ascending: varint (article - the one before;
//                                of the first one: - the key's), string places
//   'm' "words"                  varint articles, sentences, words, articles waiting in 'Q',
//                                greatest number of an article that was merged
//
// 1. An article's words stand in 'Q' or in 'W', never in both.
// 2. In 'W' an article stands in at most one of a word's keys, behind or at its number. That is
//    the last such key, but where an article was read anew after it had been merged.
// 3. A word is in 'V' when it is in 'W'.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/disk/overlay.h"
#include "storage/text/article_words.h"

namespace lode {

// So many articles wait before they are merged.
inline constexpr std::uint64_t kMostWaiting = 1024;

struct WordCounts {
  std::uint64_t articles = 0, sentences = 0, words = 0, waiting = 0, greatest = 0;
  bool operator==(const WordCounts&) const = default;
};
std::string EncodeWordCounts(const WordCounts& counts);
Result<WordCounts> ReadWordCounts(const KvView& view);

// A change of the tables. Threads: one. Nothing is written before Apply.
class WordTables {
 public:
  explicit WordTables(const KvView& view) : view_(view), keys_(view) {}

  // `encoded`: its words (article_words.h); how many sentences and words that is.
  // REQUIRES: the article is not there, or is taken out by this change.
  void PutIn(std::uint64_t article, std::string encoded, std::uint64_t sentences,
             std::uint64_t words);
  // `words`: what it was put in with. Asked for where it was merged; none when it cannot be
  // had any more, and then all words are searched.
  using WordsOf = std::function<const ArticleWords*()>;
  Status TakeOut(std::uint64_t article, std::uint64_t sentences, std::uint64_t words,
                 const WordsOf& words_of);
  // Searches for the articles' numbers everywhere.
  Status TakeOutSearched(const std::set<std::uint64_t>& articles);
  // `counts`: of articles, sentences and words after the change; null: by the kept ones.
  Status Apply(KvBatch& batch, const WordCounts* counts = nullptr);

 private:
  Status TakeOutWord(std::uint64_t article, std::string_view word);
  Status Shorten(const std::set<std::uint64_t>& articles, const std::string& key,
                 std::string_view bytes, bool& had);
  Result<WordCounts> CountsAround(WordCounts counts) const;
  Status Merge(std::uint64_t& greatest);

  const KvView& view_;
  KeyOverlay keys_;
  std::map<std::uint64_t, std::string> added_;
  std::set<std::uint64_t> taken_;  // from 'Q'
  std::set<std::string> bare_;     // words that may have lost their last key
  WordCounts delta_;               // added and taken, modulo 2^64
};

// Reads packed keys. `visit`: an article's number and its packed places; false: stop.
using VisitPosting = std::function<bool(std::uint64_t, std::string_view)>;
Status VisitPostings(std::uint64_t first, std::string_view bytes, const VisitPosting& visit);
// Each key of one word, as VisitPostings takes it, until `visit` fails. What waits is not in it.
using VisitMergedKey = std::function<Status(std::uint64_t first, std::string_view bytes)>;
Status VisitMerged(const KvView& view, std::string_view word, const VisitMergedKey& visit);

// Of every article that has words: a sum over them all, the same however they are stored.
struct WordSum {
  std::uint64_t count = 0, sum = 0;
  void Add(std::string_view word, std::string_view places);
  bool operator==(const WordSum&) const = default;
};
Result<std::map<std::uint64_t, WordSum>> StoredWordSums(const KvView& view);

}  // namespace lode
