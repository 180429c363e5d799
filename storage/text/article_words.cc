// Sentences are numbered as statements number them. The words stand sorted, so that a word
// shares letters with the one before, and merging walks over them once.

#include "storage/text/article_words.h"

#include <algorithm>
#include <unordered_map>

#include "storage/disk/coding.h"
#include "storage/text/words.h"

namespace lode {

namespace {

Status DamagedWords() {
  return {Code::kCorrupt, "an article's stored words are damaged"};
}

std::uint8_t StepOf(std::size_t words) {
  std::uint8_t step = 0;
  while (step < std::size(kLengthSteps) && words > kLengthSteps[step]) ++step;
  return step;
}

}  // namespace

void PutPlaces(std::string& out, const std::vector<WordOccurrence>& places) {
  std::uint32_t before = 0;
  for (const WordOccurrence& place : places) {
    PutVarint(out, std::uint64_t{place.sentence - before} << 3 |
                       std::uint64_t{place.length_step} << 1 | (place.more_than_once ? 1 : 0));
    before = place.sentence;
  }
}

bool TakePlaces(std::string_view bytes, const std::function<void(const WordOccurrence&)>& visit) {
  ByteReader in(bytes);
  std::uint64_t sentence = 0;
  while (!in.at_end()) {
    const std::uint64_t packed = in.Varint();
    sentence += packed >> 3;
    if (!in.ok() || packed >> 3 == 0 || sentence > 0xFFFFFFFFu) return false;
    visit({static_cast<std::uint32_t>(sentence), static_cast<std::uint8_t>(packed >> 1 & 3),
           (packed & 1) != 0});
  }
  return in.ok();
}

ArticleWords WordsOfArticle(std::string_view text, const std::vector<Span>& sentences) {
  ArticleWords article;
  std::unordered_map<std::string, std::vector<WordOccurrence>> places;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const Span& span = sentences[i];
    std::vector<std::string> words = WordsIn(text.substr(span.begin, span.end - span.begin));
    const auto number = static_cast<std::uint32_t>(i + 1);
    const std::uint8_t step = StepOf(words.size());
    article.words += words.size();
    for (std::string& word : words) {
      std::vector<WordOccurrence>& of_word = places[std::move(word)];
      if (!of_word.empty() && of_word.back().sentence == number)
        of_word.back().more_than_once = true;
      else
        of_word.push_back({number, step, false});
    }
  }
  article.sentences = sentences.size();
  for (const auto& [word, of_word] : places) PutPlaces(article.places[word], of_word);
  return article;
}

std::string EncodeArticleWords(const ArticleWords& words) {
  std::string out;
  PutVarint(out, words.places.size());
  std::string_view before;
  for (const auto& [word, places] : words.places) {
    const std::size_t most = std::min(word.size(), before.size());
    std::size_t shared = 0;
    while (shared < most && word[shared] == before[shared]) ++shared;
    PutVarint(out, shared);
    PutString(out, std::string_view(word).substr(shared));
    PutString(out, places);
    before = word;
  }
  return out;
}

Status VisitArticleWords(std::string_view bytes,
                         const std::function<bool(std::string_view, std::string_view)>& visit) {
  ByteReader in(bytes);
  std::string word;
  for (std::size_t left = in.Count(3); left > 0; --left) {
    const std::uint64_t shared = in.Varint();
    if (!in.ok() || shared > word.size()) return DamagedWords();
    word.resize(shared);
    word += in.String();
    const std::string_view places = in.String();
    if (!in.ok() || word.empty()) return DamagedWords();
    if (!visit(word, places)) return {};
  }
  return in.ok() && in.at_end() ? Status::Ok() : DamagedWords();
}

}  // namespace lode
