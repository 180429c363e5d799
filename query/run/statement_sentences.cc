// Of many statements most are told by the index of words: it lists the places that may hold
// the part, and only sentences of these are read. Each is read and made a term once.

#include "query/run/statement_sentences.h"

#include <algorithm>

namespace lode {

namespace {
constexpr std::uint64_t kMany = 256;         // from where on the index is asked
constexpr std::uint64_t kSentenceBits = 24;  // of a number in its article
constexpr std::size_t kMostKeptTerms = 200'000;
}  // namespace

StatementSentences::Place StatementSentences::PlaceOf(TermId statement) {
  if (numbers_ == nullptr && asked_ == kMany) {
    const MayGoOn go_on = [&] { return execution_.budget.Ok(); };
    numbers_ = execution_.snapshot.ColumnOf(StatementField::kSentence, &go_on);
  }
  if (numbers_ != nullptr) {
    const std::uint64_t number = numbers_->values()[numbers_->CodeOf(statement)];
    return {execution_.snapshot.ArticleOf(statement), static_cast<std::uint32_t>(number)};
  }
  const auto row = execution_.snapshot.StatementAt(statement);
  return row ? Place{row->article, row->sentence} : Place{};
}

bool StatementSentences::MayHoldPart(const Place& place) {
  if (part_.empty() || asked_ < kMany) return true;
  if (!looked_for_places_) places_ = execution_.snapshot.SentencesAround(part_);
  looked_for_places_ = true;
  return !places_ || std::binary_search(places_->begin(), places_->end(),
                                        std::pair(place.article, place.number));
}

TermId StatementSentences::Of(TermId statement) {
  ++asked_;
  const Place place = PlaceOf(statement);
  if (!MayHoldPart(place)) return {};
  const std::uint64_t key = place.article.payload() << kSentenceBits | place.number;
  const bool may_keep = place.number != 0 && place.number >> kSentenceBits == 0;
  if (may_keep)
    if (const auto known = terms_.find(key); known != terms_.end()) return known->second;
  const std::string words = execution_.snapshot.SentenceText(statement);
  const TermId term = words.empty() ? TermId{} : execution_.terms.InternText(words);
  if (may_keep && terms_.size() < kMostKeptTerms) terms_.emplace(key, term);
  return term;
}

}  // namespace lode
