#include "views/statement_filter.h"

#include <algorithm>

#include "views/entity_lines.h"

namespace lode::views {
namespace {

bool IsOneOf(const std::vector<std::string>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool Holds(const std::string& text, const std::string& part) {
  return LowerAscii(text).find(part) != std::string::npos;
}

}  // namespace

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  });
  return lower;
}

std::vector<std::string> PartsOfList(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (comma > 0) parts.emplace_back(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return parts;
}

Status StatementFilter::Check() const {
  for (const std::string& modality : modalities)
    if (!ModalityOf(modality)) return {Code::kInvalidInput, "'" + modality + "' is no modality"};
  if (!polarity.empty() && !PolarityOf(polarity))
    return {Code::kInvalidInput, "'polarity' is affirmed or negated"};
  if (!former.empty() && former != "no" && former != "only")
    return {Code::kInvalidInput, "'former' is no or only"};
  return {};
}

bool StatementFilter::Keeps(const Statement& statement) const {
  if (!predicates.empty() && !IsOneOf(predicates, statement.predicate)) return false;
  if (!modalities.empty() && !IsOneOf(modalities, NameOf(statement.modality))) return false;
  if (!polarity.empty() && NameOf(statement.polarity) != polarity) return false;
  if ((former == "no" && statement.ended) || (former == "only" && !statement.ended)) return false;
  if (statement.confidence < confidence) return false;
  if (articles && !(statement.article && articles->contains(statement.article->id))) return false;
  const std::string published = PublishedOf(statement);
  if (!since.empty() && published < since) return false;
  // "2025-07" as an end takes in all of July.
  if (!until.empty() && (published.empty() || published.substr(0, until.size()) > until))
    return false;
  if (!speaker.empty() && !(statement.said_by && Holds(statement.said_by->name, speaker)))
    return false;
  return source.empty() || (statement.article && Holds(statement.article->source, source));
}

}  // namespace lode::views
