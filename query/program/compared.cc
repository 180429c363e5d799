// The comparisons of typed_values.h, laid open for programs that have tables only.

#include "lode/compared.h"

#include "query/program/typed_values.h"
#include "storage/terms/folding.h"
#include "storage/terms/units.h"

namespace lode {

namespace {

// Kinds that convert into each other share the dimension of their unit; all others compare
// with their own kind and unit alone.
std::string DimensionOf(const Value& value, double& number) {
  switch (value.kind) {
    case ValueKind::kQuantity:
    case ValueKind::kDuration: {
      const std::optional<Unit> unit = FindUnit(value.unit);
      if (!unit) return "unit " + CanonicalUnit(value.unit);
      number = number * unit->factor + unit->offset;
      return unit->dimension;
    }
    case ValueKind::kMoney: return "money " + value.unit;
    default: return std::string(NameOf(value.kind));
  }
}

}  // namespace

Compared ComparedBy(const Value& value) {
  Compared compared;
  if (const std::optional<Period> period = PeriodOf(value)) {
    compared.first_day = period->first_day;
    compared.last_day = period->last_day;
  }
  if (!IsMeasured(value.kind)) return compared;
  double number = value.number;
  compared.dimension = DimensionOf(value, number);
  if (!value.per.empty()) {
    const std::optional<Unit> per = FindUnit(value.per);
    if (per) number /= per->factor;
    compared.dimension += '/' + (per ? per->dimension : CanonicalUnit(value.per));
  }
  compared.number = number;
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
