#include "loaders/extraction/statement_order.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace lode {
namespace {

// What makes two statements of one sentence the same.
auto Identity(const StatementRecord& s) {
  return std::make_tuple(s.sentence, s.subject, s.predicate, s.object.node, s.object.literal.text,
                         s.object.literal.date, s.object.literal.number, s.said_by, s.polarity,
                         s.modality, s.ended);
}

bool Earlier(const StatementRecord& a, const StatementRecord& b) {
  const auto begin = [](const Spans& spans) { return spans.empty() ? 0u : spans.front().begin; };
  const auto key = [&](const StatementRecord& s) {
    return std::make_tuple(s.sentence, begin(s.subject_span), begin(s.predicate_span),
                           begin(s.object_span), s.predicate);
  };
  return key(a) < key(b);
}

}  // namespace

void SortAndDeduplicate(std::vector<StatementRecord>& statements) {
  std::map<decltype(Identity(statements.front())), std::size_t> best;
  std::vector<StatementRecord> kept;
  for (StatementRecord& statement : statements) {
    const auto [at, fresh] = best.emplace(Identity(statement), kept.size());
    if (fresh)
      kept.push_back(std::move(statement));
    else if (kept[at->second].confidence < statement.confidence)
      kept[at->second] = std::move(statement);
  }
  std::stable_sort(kept.begin(), kept.end(), Earlier);
  statements = std::move(kept);
}

}  // namespace lode
