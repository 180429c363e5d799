// Articles get their numbers in rising order, so what is merged lies behind all that was merged
// before, and is written without looking. Only an article that is read anew keeps a number that
// was passed already: it gets keys of its own.

#include "storage/text/word_tables.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/disk/coding.h"
#include "storage/disk/content_hash.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

const std::string kCountsKey = KeyOf(Table::kMeta, "words");

Status Damaged() {
  return {Code::kCorrupt,
          "the store's index of words is damaged; put it right with lode check --mend"};
}

// The number at a key's end.
std::uint64_t ArticleOfKey(std::string_view key) {
  return key.size() < 8 ? 0 : ByteReader(key.substr(key.size() - 8)).Big64();
}
// Of a key of 'W'.
std::string_view WordOfKey(std::string_view key) {
  return key.size() < 10 ? std::string_view() : key.substr(1, key.size() - 10);
}

// A key's articles as they grow.
struct Growing {
  std::uint64_t last = 0;
  std::string bytes;
  void Add(std::uint64_t article, std::string_view places) {
    PutVarint(bytes, article - last);
    PutString(bytes, places);
    last = article;
  }
};

// Without some articles; `had`: whether one of them was there.
Result<std::string> Without(const std::set<std::uint64_t>& articles, std::uint64_t first,
                            std::string_view bytes, bool& had) {
  Growing rest{first, {}};
  Status status = VisitPostings(first, bytes, [&](std::uint64_t number, std::string_view places) {
    if (articles.contains(number))
      had = true;
    else
      rest.Add(number, places);
    return true;
  });
  if (!status.ok()) return status;
  return std::move(rest.bytes);
}

}  // namespace

std::string EncodeWordCounts(const WordCounts& counts) {
  std::string out;
  for (const std::uint64_t number :
       {counts.articles, counts.sentences, counts.words, counts.waiting, counts.greatest})
    PutVarint(out, number);
  return out;
}

Result<WordCounts> ReadWordCounts(const KvView& view) {
  auto bytes = view.Get(kCountsKey);
  if (!bytes.ok()) return bytes.status();
  WordCounts counts;
  if (!bytes->has_value()) return counts;
  ByteReader in(**bytes);
  for (std::uint64_t* number :
       {&counts.articles, &counts.sentences, &counts.words, &counts.waiting, &counts.greatest})
    *number = in.Varint();
  if (!in.ok() || !in.at_end()) return Damaged();
  return counts;
}

Status VisitPostings(std::uint64_t first, std::string_view bytes, const VisitPosting& visit) {
  ByteReader in(bytes);
  std::uint64_t article = first;
  while (in.ok() && !in.at_end()) {
    article += in.Varint();
    const std::string_view places = in.String();
    if (in.ok() && !visit(article, places)) return {};
  }
  return in.ok() ? Status::Ok() : Damaged();
}

Status VisitMerged(const KvView& view, std::string_view word, const VisitMergedKey& visit) {
  auto it = view.Iterate(NamePrefix(Table::kWordPlaces, word));
  for (; it->valid(); it->Next())
    if (Status status = visit(ArticleOfKey(it->key()), it->value()); !status.ok()) return status;
  return it->status();
}

void WordTables::PutIn(std::uint64_t article, std::string encoded, std::uint64_t sentences,
                       std::uint64_t words) {
  delta_.articles += 1;
  delta_.sentences += sentences;
  delta_.words += words;
  added_.insert_or_assign(article, std::move(encoded));
}

Status WordTables::TakeOut(std::uint64_t article, std::uint64_t sentences, std::uint64_t words,
                           const WordsOf& words_of) {
  delta_.articles -= 1;
  delta_.sentences -= sentences;
  delta_.words -= words;
  const std::string key = KeyOf(Table::kArticleWords, article);
  auto waiting = keys_.Get(key);
  if (!waiting.ok()) return waiting.status();
  if (waiting->has_value()) {
    taken_.insert(article);
    keys_.Delete(key);
    return {};
  }
  const ArticleWords* known = words_of();
  if (known == nullptr) return TakeOutSearched({article});
  for (const auto& [word, places] : known->places)
    if (Status status = TakeOutWord(article, word); !status.ok()) return status;
  return {};
}

Status WordTables::TakeOutWord(std::uint64_t article, std::string_view word) {
  const std::string prefix = NamePrefix(Table::kWordPlaces, word);
  auto it = view_.Walk(prefix);
  for (std::uint64_t at = article;; --at) {
    it->SeekBack(NameKey(Table::kWordPlaces, word, at));
    if (!it->valid()) return it->status();
    const std::string key(it->key());
    at = ArticleOfKey(key);
    bool had = false;
    const auto bytes = keys_.Get(key);  // as this change has left it
    if (!bytes.ok()) return bytes.status();
    if (bytes->has_value())
      if (Status status = Shorten({article}, key, **bytes, had); !status.ok()) return status;
    if (had || at == 0) return {};
  }
}

Status WordTables::Shorten(const std::set<std::uint64_t>& articles, const std::string& key,
                           std::string_view bytes, bool& had) {
  auto rest = Without(articles, ArticleOfKey(key), bytes, had);
  if (!rest.ok()) return rest.status();
  if (had && rest->empty()) bare_.insert(std::string(WordOfKey(key)));
  if (had && rest->empty()) keys_.Delete(key);
  if (had && !rest->empty()) keys_.Put(key, *std::move(rest));
  return {};
}

Status WordTables::TakeOutSearched(const std::set<std::uint64_t>& articles) {
  auto it = view_.Iterate(KeyOf(Table::kWordPlaces));
  for (; it->valid(); it->Next()) {
    const std::string key(it->key());
    const auto changed = keys_.changes().find(key);
    const bool is_changed = changed != keys_.changes().end();
    if (is_changed && !changed->second) continue;
    bool had = false;
    // What is no list of articles belongs to none: it goes.
    const std::string bytes(is_changed ? *changed->second : std::string(it->value()));
    if (!Shorten(articles, key, bytes, had).ok()) {
      keys_.Delete(key);
      bare_.insert(std::string(WordOfKey(key)));
    }
  }
  if (Status status = it->status(); !status.ok()) return status;
  for (const std::uint64_t article : articles) {
    const std::string key = KeyOf(Table::kArticleWords, article);
    const auto waiting = keys_.Get(key);
    if (!waiting.ok()) return waiting.status();
    if (!waiting->has_value()) continue;
    taken_.insert(article);
    keys_.Delete(key);
  }
  return {};
}

// The right counts, with what the tables say themselves of what waits and what was merged.
Result<WordCounts> WordTables::CountsAround(WordCounts counts) const {
  counts.waiting = counts.greatest = 0;
  auto it = view_.Iterate(KeyOf(Table::kArticleWords));
  for (; it->valid(); it->Next()) ++counts.waiting;
  if (Status status = it->status(); !status.ok()) return status;
  it = view_.Iterate(KeyOf(Table::kWordPlaces));
  for (; it->valid(); it->Next()) {
    const Status status = VisitPostings(ArticleOfKey(it->key()), it->value(),
                                        [&](std::uint64_t article, std::string_view) {
                                          counts.greatest = std::max(counts.greatest, article);
                                          return true;
                                        });
    if (!status.ok()) counts.greatest = std::max(counts.greatest, ArticleOfKey(it->key()));
  }
  if (Status status = it->status(); !status.ok()) return status;
  return counts;
}

// What waits, in the store and in this change, goes into keys by word.
Status WordTables::Merge(std::uint64_t& greatest) {
  std::map<std::uint64_t, std::string> waiting;
  auto it = view_.Iterate(KeyOf(Table::kArticleWords));
  for (; it->valid(); it->Next())
    if (const std::uint64_t article = ArticleOfKey(it->key()); !taken_.contains(article)) {
      waiting.emplace(article, it->value());
      keys_.Delete(std::string(it->key()));
    }
  if (Status status = it->status(); !status.ok()) return status;
  for (const auto& [article, words] : added_) waiting.insert_or_assign(article, words);
  std::unordered_map<std::string, std::pair<std::uint64_t, Growing>> grown;
  for (const auto& waits : waiting) {
    const std::uint64_t article = waits.first;
    const bool is_old = article <= greatest;
    Status read;
    const Status status =
        VisitArticleWords(waits.second, [&](std::string_view word, std::string_view places) {
          if (!is_old) {
            auto [found, is_new] = grown.try_emplace(std::string(word));
            auto& [first, growing] = found->second;
            if (is_new) first = growing.last = article;
            growing.Add(article, places);
            return true;
          }
          // A number that was passed: its own key, which may have been an other's first.
          const std::string key = NameKey(Table::kWordPlaces, word, article);
          auto there = keys_.Get(key);
          if (!there.ok()) {
            read = there.status();
            return false;
          }
          Growing own{article, {}};
          own.Add(article, places);
          // What stood there begins behind it, and counts on from the same number.
          keys_.Put(key, own.bytes + there->value_or(std::string()));
          keys_.Put(KeyOf(Table::kVocabulary, word), {});
          bare_.erase(std::string(word));
          return true;
        });
    if (!status.ok() || !read.ok()) return status.ok() ? read : status;
  }
  for (auto& [word, key] : grown) {
    keys_.Put(NameKey(Table::kWordPlaces, word, key.first), std::move(key.second.bytes));
    keys_.Put(KeyOf(Table::kVocabulary, word), {});
    bare_.erase(word);
  }
  if (!waiting.empty()) greatest = std::max(greatest, waiting.rbegin()->first);
  return {};
}

Status WordTables::Apply(KvBatch& batch, const WordCounts* right) {
  const bool is_change =
      !added_.empty() || !taken_.empty() || delta_ != WordCounts{} || !keys_.changes().empty();
  if (!is_change && right == nullptr) return {};
  auto counts = right == nullptr ? ReadWordCounts(view_) : CountsAround(*right);
  if (!counts.ok()) return counts.status();
  if (right == nullptr) {
    counts->articles += delta_.articles;
    counts->sentences += delta_.sentences;
    counts->words += delta_.words;
  }
  counts->waiting += added_.size() - taken_.size();
  if (counts->waiting >= kMostWaiting) {
    if (Status status = Merge(counts->greatest); !status.ok()) return status;
    counts->waiting = 0;
  } else {
    for (const auto& [article, words] : added_)
      keys_.Put(KeyOf(Table::kArticleWords, article), words);
  }
  for (const std::string& word : bare_) {
    bool is_there = false;
    Status status =
        keys_.Scan(NamePrefix(Table::kWordPlaces, word), [&](const KeyOverlay::Seen& seen) {
          is_there = seen.after.has_value();
          return !is_there;
        });
    if (!status.ok()) return status;
    if (!is_there) keys_.Delete(KeyOf(Table::kVocabulary, word));
  }
  keys_.Put(kCountsKey, EncodeWordCounts(*counts));
  for (const auto& [key, value] : keys_.changes()) {
    if (value)
      batch.Put(key, *value);
    else
      batch.Delete(key);
  }
  return {};
}

void WordSum::Add(std::string_view word, std::string_view places) {
  ++count;
  sum += ContentHash(std::string(word).append(1, '\0').append(places));
}

Result<std::map<std::uint64_t, WordSum>> StoredWordSums(const KvView& view) {
  std::map<std::uint64_t, WordSum> sums;
  auto it = view.Iterate(KeyOf(Table::kWordPlaces));
  for (; it->valid(); it->Next()) {
    const std::string word(WordOfKey(it->key()));
    const Status status = VisitPostings(ArticleOfKey(it->key()), it->value(),
                                        [&](std::uint64_t article, std::string_view places) {
                                          sums[article].Add(word, places);
                                          return true;
                                        });
    if (!status.ok()) sums[0].Add(word, it->value());  // no article has the number 0
  }
  if (Status status = it->status(); !status.ok()) return status;
  it = view.Iterate(KeyOf(Table::kArticleWords));
  for (; it->valid(); it->Next()) {
    WordSum& sum = sums[ArticleOfKey(it->key())];
    const Status status =
        VisitArticleWords(it->value(), [&](std::string_view word, std::string_view places) {
          sum.Add(word, places);
          return true;
        });
    if (!status.ok()) sum.Add("", it->value());
  }
  if (Status status = it->status(); !status.ok()) return status;
  return sums;
}

}  // namespace lode
