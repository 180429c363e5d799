// The comparisons of typed_values.h, laid open for programs that have tables only.

#include "lode/compared.h"

#include <utility>

#include "query/program/typed_values.h"
#include "storage/terms/folding.h"
#include "storage/terms/worth.h"

namespace lode {

Compared ComparedBy(const Value& value) {
  Compared compared;
  if (const std::optional<Period> period = PeriodOf(value)) {
    compared.first_day = period->first_day;
    compared.last_day = period->last_day;
  }
  if (std::optional<Worth> worth = WorthOf(value)) {
    compared.dimension = std::move(worth->dimension);
    compared.number = worth->number;
  }
  return compared;
}

Value AsTerm(const Value& value) {
  Value term = value;
  term.unit_text.clear();
  term.date_to.clear();
  if (IsMeasured(value.kind) || (value.kind == ValueKind::kDate && !value.date.empty()))
    term.text.clear();
  if (IsMeasured(value.kind) && value.number == 0) term.number = 0.0;  // one zero
  return term;
}

std::string KeyOfTerm(const Value& value) {
  switch (value.kind) {
    case ValueKind::kEntity: return value.entity.id;
    case ValueKind::kStatement:
    case ValueKind::kArticle: return value.text;
    case ValueKind::kPredicate: return "p:" + value.text;
    default: return "v:" + std::string(NameOf(value.kind)) + ":" + Display(AsTerm(value));
  }
}

bool AreWorthTheSame(const Value& a, const Value& b) {
  return SameValue(a, b);
}

int OrderInAnswers(const Value& a, const Value& b) {
  return DisplayOrder(a, b);
}

std::string FoldedWords(std::string_view words) {
  return FoldText(words);
}

}  // namespace lode
