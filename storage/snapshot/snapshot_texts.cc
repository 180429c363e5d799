// The texts of a snapshot: sentences by article and by their words, and whose they are.

#include <algorithm>

#include "storage/articles/article_table.h"
#include "storage/lines/stored_lines.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/terms/key_layout.h"
#include "storage/text/agencies.h"
#include "storage/text/text_traits.h"
#include "storage/text/word_lookup.h"

namespace lode {

std::vector<std::string> StoredSnapshot::SetsOf(TermId article) const {
  const auto header = Spared(article.payload(), ReadHeader(*view_, article.payload()));
  if (!header || !header->has_value()) return {};
  std::vector<std::string> sets = (*header)->Sets();
  std::erase(sets, std::string());
  return sets;
}

std::vector<std::string> StoredSnapshot::SentencesOf(TermId article) const {
  if (article.tag() != TermTag::kArticle) return {};
  const auto stored = Spared(article.payload(), SentencesAt(article.payload()));
  std::vector<std::string> sentences;
  if (!stored) return sentences;
  for (const Span& span : (*stored)->spans)
    sentences.push_back((*stored)->text.substr(span.begin, span.end - span.begin));
  return sentences;
}

std::optional<Snapshot::SentencePlaces> StoredSnapshot::SentencesAround(
    std::string_view part) const {
  const auto found = PlacesAround(*view_, part);
  if (!found.ok() || !found->has_value()) return std::nullopt;
  SentencePlaces places;
  for (const FoundPlace& place : **found)
    places.emplace_back(ArticleTerm(place.article), place.sentence);
  // Lines are not in the index: any of them may hold it. What cannot be read costs time and no
  // rows.
  const auto lines = ArticlesOfLines(*view_);
  if (!lines.ok()) return std::nullopt;
  for (const std::uint64_t number : *lines) {
    const auto stored = SentencesAt(number);
    if (!stored.ok()) return std::nullopt;
    for (std::uint32_t i = 1; i <= (*stored)->spans.size(); ++i)
      places.emplace_back(ArticleTerm(number), i);
  }
  if (!lines->empty()) std::sort(places.begin(), places.end());
  return places;
}

TextOrigin StoredSnapshot::OriginOf(TermId article) const {
  TextOrigin origin;
  const auto info = ArticleAt(article);
  const auto bytes = Checked(view_->Get(KeyOf(Table::kTraits, article.payload())));
  if (!info || !bytes || !bytes->has_value()) return origin;
  const auto traits = DecodeTraits(**bytes);
  if (!traits.ok()) return origin;
  origin.agency = AgencyOf(*info, traits->agency);
  origin.traits = std::make_shared<const TextTraits>(*traits);
  return origin;
}

}  // namespace lode
