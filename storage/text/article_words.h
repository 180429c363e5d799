// Which words stand in which sentences of one article, packed.
//
//   places   varint (sentence - the one before) << 3 | length << 1 | more
//            a sentence each, ascending; length: step of the sentence's length in words
//            (kLengthSteps); more: the word stands in it more than once
//   words    varint count, then for each word, ascending:
//            varint letters shared with the word before, string of the others, string places
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"

namespace lode {

// Sentences of up to so many words are of step 0, 1, 2; longer ones of 3.
inline constexpr std::uint32_t kLengthSteps[] = {12, 24, 40};

struct WordOccurrence {
  std::uint32_t sentence = 0;  // from 1
  std::uint8_t length_step = 0;
  bool more_than_once = false;
  bool operator==(const WordOccurrence&) const = default;
};

void PutPlaces(std::string& out, const std::vector<WordOccurrence>& places);
// False: they are damaged. `visit` is called until then.
bool TakePlaces(std::string_view bytes, const std::function<void(const WordOccurrence&)>& visit);

struct ArticleWords {
  std::map<std::string, std::string, std::less<>> places;  // packed, by word
  std::uint64_t sentences = 0, words = 0;                  // how many there are in all
};

// REQUIRES: the spans lie inside the text. Cost: linear.
ArticleWords WordsOfArticle(std::string_view text, const std::vector<Span>& sentences);

std::string EncodeArticleWords(const ArticleWords& words);
// Each word with its packed places, ascending, until `visit` is false. Views live as long as
// the call of `visit`.
Status VisitArticleWords(std::string_view bytes,
                         const std::function<bool(std::string_view, std::string_view)>& visit);

}  // namespace lode
