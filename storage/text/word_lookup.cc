// A part of a text that has a whole word in it is looked for by that; another by all words that
// hold one of its pieces.

#include "storage/text/word_lookup.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "storage/terms/key_layout.h"
#include "storage/text/article_words.h"
#include "storage/text/postings.h"
#include "storage/text/word_tables.h"
#include "storage/text/words.h"

namespace lode {

namespace {

Status DamagedIndex() {
  return {Code::kCorrupt,
          "the store's index of words is damaged; put it right with lode check --mend"};
}

bool AddPlaces(std::uint64_t article, std::string_view packed, FoundPlaces& places) {
  return TakePlaces(packed, [&](const WordOccurrence& place) {
    places.push_back({article, place.sentence, place.length_step,
                      static_cast<std::uint8_t>(place.more_than_once ? 2 : 1)});
  });
}

// Calls `visit` with each word of each article that waits.
template <typename Visit>
Status VisitWaiting(const KvView& view, const Visit& visit) {
  auto it = view.Iterate(KeyOf(Table::kArticleWords));
  for (; it->valid(); it->Next()) {
    const Status status = VisitArticleWords(it->value(), [&](std::string_view word, auto) {
      visit(word);
      return true;
    });
    if (!status.ok()) return status;
  }
  return it->status();
}

FoundPlaces Both(const FoundPlaces& a, const FoundPlaces& b) {
  FoundPlaces both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

// All words of the store that have the piece in them.
Result<std::vector<std::string>> WordsWith(const KvView& view, const std::string& piece) {
  const auto may_hold = [&](std::string_view word) {
    return word.find(piece) != word.npos || word.size() >= kMostWordBytes;
  };
  std::set<std::string> words;
  auto it = view.Iterate(KeyOf(Table::kVocabulary));
  for (; it->valid(); it->Next())
    if (const std::string_view word = it->key().substr(1); may_hold(word)) words.emplace(word);
  if (Status status = it->status(); !status.ok()) return status;
  Status status = VisitWaiting(view, [&](std::string_view word) {
    if (may_hold(word)) words.emplace(word);
  });
  if (!status.ok()) return status;
  return std::vector<std::string>(words.begin(), words.end());
}

}  // namespace

Result<std::vector<FoundPlaces>> PlacesOf(const KvView& view,
                                          const std::vector<std::string>& words) {
  const auto postings = PostingsOf(view, words);
  if (!postings.ok()) return postings.status();
  std::vector<FoundPlaces> found(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    found[i].reserve((*postings)[i].sentences);
    for (const Posting& posting : (*postings)[i].articles)
      if (!AddPlaces(posting.article, posting.places, found[i])) return DamagedIndex();
  }
  return found;
}

Result<std::optional<FoundPlaces>> PlacesAround(const KvView& view, std::string_view part) {
  const WordsOfPart around = WordsAround(part);
  std::optional<FoundPlaces> all;
  const auto narrow = [&](const FoundPlaces& places) { all = all ? Both(*all, places) : places; };
  if (!around.whole.empty()) {
    auto found = PlacesOf(view, around.whole);
    if (!found.ok()) return found.status();
    for (const FoundPlaces& places : *found) narrow(places);
    return all;
  }
  for (const std::string& piece : around.pieces) {
    const auto words = WordsWith(view, piece);
    if (!words.ok()) return words.status();
    auto found = PlacesOf(view, *words);
    if (!found.ok()) return found.status();
    FoundPlaces either;
    for (const FoundPlaces& places : *found)
      either.insert(either.end(), places.begin(), places.end());
    std::sort(either.begin(), either.end());
    either.erase(std::unique(either.begin(), either.end(),
                             [](const auto& a, const auto& b) { return a.IsAt(b); }),
                 either.end());
    narrow(either);
  }
  return all;
}

}  // namespace lode
