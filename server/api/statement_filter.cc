#include "server/api/statement_filter.h"

#include <algorithm>
#include <map>

#include "views/entity_lines.h"

namespace lode::server {
namespace {

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  });
  return lower;
}

std::vector<std::string> PartsOf(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (comma > 0) parts.emplace_back(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return parts;
}

bool IsOneOf(const std::vector<std::string>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool Holds(const std::string& text, const std::string& part) {
  return Lower(text).find(part) != std::string::npos;
}

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

Result<StatementFilter> StatementFilter::From(const Call& call) {
  StatementFilter filter;
  filter.predicates = PartsOf(call.Parameter("predicate"));
  filter.modalities = PartsOf(call.Parameter("modality"));
  for (const std::string& modality : filter.modalities)
    if (!ModalityOf(modality))
      return Status(Code::kInvalidInput, "'" + modality + "' is no modality");
  filter.polarity = call.Parameter("polarity");
  if (!filter.polarity.empty() && !PolarityOf(filter.polarity))
    return Status(Code::kInvalidInput, "'polarity' is affirmed or negated");
  filter.former = call.Parameter("former");
  if (!filter.former.empty() && filter.former != "no" && filter.former != "only")
    return Status(Code::kInvalidInput, "'former' is no or only");
  filter.since = call.Parameter("since");
  filter.until = call.Parameter("until");
  filter.speaker = Lower(call.Parameter("speaker"));
  filter.source = Lower(call.Parameter("source"));
  const Result<double> confidence = call.ShareOf("confidence", 0);
  if (!confidence.ok()) return confidence.status();
  filter.confidence = *confidence;
  return filter;
}

bool StatementFilter::Keeps(const Statement& statement) const {
  if (!predicates.empty() && !IsOneOf(predicates, statement.predicate)) return false;
  if (!modalities.empty() && !IsOneOf(modalities, NameOf(statement.modality))) return false;
  if (!polarity.empty() && NameOf(statement.polarity) != polarity) return false;
  if ((former == "no" && statement.ended) || (former == "only" && !statement.ended)) return false;
  if (statement.confidence < confidence) return false;
  const std::string published = views::PublishedOf(statement);
  if (!since.empty() && published < since) return false;
  // "2025-07" as an end takes in all of July.
  if (!until.empty() && (published.empty() || published.substr(0, until.size()) > until))
    return false;
  if (!speaker.empty() && !(statement.said_by && Holds(statement.said_by->name, speaker)))
    return false;
  return source.empty() || (statement.article && Holds(statement.article->source, source));
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
