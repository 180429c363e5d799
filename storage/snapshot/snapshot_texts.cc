// The texts of a snapshot: sentences by article and by their words, and whose they are.

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
  // Lines are not in the index. One that cannot be read costs time and no rows.
  const auto lines = CountLineArticles(*view_);
  if (!lines.ok() || *lines > 0) return std::nullopt;
  const auto found = PlacesAround(*view_, part);
  if (!found.ok() || !found->has_value()) return std::nullopt;
  SentencePlaces places;
  for (const FoundPlace& place : **found)
    places.emplace_back(ArticleTerm(place.article), place.sentence);
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
