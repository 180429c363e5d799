#include "server/api/statement_filter.h"

#include <algorithm>
#include <map>

#include "views/entity_lines.h"

namespace lode::server {
namespace {

using Counts = std::map<std::string, std::size_t>;

void WriteCounts(const char* key, const Counts& counts, JsonWriter& json) {
  std::vector<std::pair<std::size_t, std::string>> sorted;
  for (const auto& [name, count] : counts) sorted.emplace_back(count, name);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (sorted.size() > kMostChoices) sorted.resize(kMostChoices);
  json.Key(key).Open('[');
  for (const auto& [count, name] : sorted)
    json.Open('{').Key("name").Text(name).Key("count").Number(count).Close('}');
  json.Close(']');
}

}  // namespace

Result<views::StatementFilter> FilterOf(const Call& call, StoreView& view) {
  views::StatementFilter filter;
  filter.predicates = views::PartsOfList(call.Parameter("predicate"));
  filter.modalities = views::PartsOfList(call.Parameter("modality"));
  filter.polarity = call.Parameter("polarity");
  filter.former = call.Parameter("former");
  filter.since = call.Parameter("since");
  filter.until = call.Parameter("until");
  filter.speaker = views::LowerAscii(call.Parameter("speaker"));
  filter.source = views::LowerAscii(call.Parameter("source"));
  if (Status status = filter.Check(); !status.ok()) return status;
  const Result<double> confidence = call.ShareOf("confidence", 0);
  if (!confidence.ok()) return confidence.status();
  filter.confidence = *confidence;
  if (const std::string_view set = call.Parameter("set"); !set.empty()) {
    Result<StoreView::ArticleIds> articles = view.ArticlesIn(set);
    if (!articles.ok()) return articles.status();
    filter.articles = *std::move(articles);
  }
  return filter;
}

void WriteChoices(const std::vector<Statement>& statements, JsonWriter& json) {
  Counts predicates, modalities, speakers, sources;
  std::string since, until;
  for (const Statement& statement : statements) {
    ++predicates[statement.predicate];
    ++modalities[std::string(NameOf(statement.modality))];
    if (statement.said_by) ++speakers[statement.said_by->name];
    if (statement.article && !statement.article->source.empty())
      ++sources[statement.article->source];
    const std::string date = views::PublishedOf(statement).substr(0, 10);
    if (!date.empty() && (since.empty() || date < since)) since = date;
    until = std::max(until, date);
  }
  json.Open('{');
  WriteCounts("predicates", predicates, json);
  WriteCounts("modalities", modalities, json);
  WriteCounts("speakers", speakers, json);
  WriteCounts("sources", sources, json);
  json.Key("since").Text(since).Key("until").Text(until).Close('}');
}

}  // namespace lode::server
