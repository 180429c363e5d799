// Any bytes are what a store keeps of words: they are refused, or places and words that are
// written again as the same.

#include <vector>

#include "storage/text/article_words.h"
#include "storage/text/text_traits.h"
#include "storage/text/word_tables.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {
namespace {

void CheckPlaces(std::string_view bytes) {
  std::vector<WordOccurrence> places;
  if (!TakePlaces(bytes, [&](const WordOccurrence& place) { places.push_back(place); })) return;
  Require(places.size() <= bytes.size());
  std::string once;
  PutPlaces(once, places);
  std::vector<WordOccurrence> again;
  Require(TakePlaces(once, [&](const WordOccurrence& place) { again.push_back(place); }));
  Require(again == places);
}

}  // namespace

LODE_FUZZ(words) {
  if (bytes.empty()) return;
  const std::string_view rest = bytes.substr(1);
  std::size_t visited = 0;
  switch (static_cast<unsigned char>(bytes[0]) % 4) {
    case 0: return CheckPlaces(rest);
    case 1: {
      const Status status = VisitArticleWords(rest, [&](std::string_view, std::string_view places) {
        CheckPlaces(places);
        return ++visited <= rest.size();
      });
      return Require(visited <= rest.size() && (status.ok() || !status.message().empty()));
    }
    case 2: {
      const Status status = VisitPostings(7, rest, [&](std::uint64_t, std::string_view places) {
        CheckPlaces(places);
        return ++visited <= rest.size();
      });
      return Require(visited <= rest.size() && (status.ok() || !status.message().empty()));
    }
    default: {
      const Result<TextTraits> traits = DecodeTraits(rest);
      if (traits.ok()) Require(*DecodeTraits(EncodeTraits(*traits)) == *traits);
    }
  }
}

}  // namespace lode::fuzz
