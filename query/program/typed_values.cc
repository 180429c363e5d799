// What comparison means for each pair of kinds. Everything reduces to three orders:
// numbers after conversion to one unit, first days of dates, and words. A pair that
// has no common order is an error that names both values, so that a question about
// dollars never passes over the euros in silence.

#include "query/program/typed_values.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

#include "storage/names/name_form.h"
#include "storage/terms/units.h"
#include "storage/terms/worth.h"

namespace lode {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;

int Sign(double difference) {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}
int Order(std::string_view a, std::string_view b) {
  return Sign(a.compare(b));
}

std::optional<int> ReadNumber(std::string_view text) {
  int number = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::int64_t DayNumber(int y, unsigned m, unsigned d) {
  return sys_days(year(y) / month(m) / day(d)).time_since_epoch().count();
}

// Whole months from month `m` on.
Period Months(int y, unsigned m, unsigned count) {
  const unsigned last = m + count - 1;
  const auto end = sys_days(year(y) / month(last) / std::chrono::last);
  return {DayNumber(y, m, 1), end.time_since_epoch().count()};
}

std::optional<Period> PeriodOfIso(std::string_view iso) {
  if (iso.size() < 4) return std::nullopt;
  const std::optional<int> y = ReadNumber(iso.substr(0, 4));
  if (!y) return std::nullopt;
  if (iso.size() == 4) return Months(*y, 1, 12);
  if (iso.size() == 7 && (iso[5] == 'H' || iso[5] == 'Q')) {
    const unsigned part = static_cast<unsigned>(iso[6] - '0');
    const unsigned length = iso[5] == 'H' ? 6 : 3;
    if (part < 1 || part > 12 / length) return std::nullopt;
    return Months(*y, (part - 1) * length + 1, length);
  }
  const std::optional<int> m = iso.size() >= 7 ? ReadNumber(iso.substr(5, 2)) : std::nullopt;
  if (!m || *m < 1 || *m > 12) return std::nullopt;
  if (iso.size() == 7) return Months(*y, static_cast<unsigned>(*m), 1);
  const std::optional<int> d = iso.size() >= 10 ? ReadNumber(iso.substr(8, 2)) : std::nullopt;
  if (!d) return std::nullopt;
  const std::int64_t date = DayNumber(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d));
  return Period{date, date};
}

bool HasCurlyQuotes(std::string_view text) {
  return text.find("\xE2\x80") != std::string_view::npos;
}

// By what they are worth in a unit that is neither's, so that both sides see the same. Those of one
// unit that are far from each other need no conversion to be told apart.
std::optional<int> OrderOfMeasures(const Value& a, const Value& b) {
  constexpr double kFar = 1e-9, kFreezing = 273.15;
  const double apart = a.number - b.number;
  const double size = std::max(std::fabs(a.number), std::fabs(b.number)) + 2 * kFreezing;
  if (a.kind == b.kind && a.unit == b.unit && a.per == b.per &&
      (apart == 0 || std::fabs(apart) > kFar * size))
    return Sign(apart);
  const std::optional<Worth> one = WorthOf(a), other = WorthOf(b);
  if (!one || !other || one->dimension != other->dimension) return std::nullopt;
  return Sign(one->number - other->number);
}

// The common order of two values, none when they have none.
std::optional<int> CommonOrder(const Value& a, const Value& b) {
  if (IsWords(a.kind) && IsWords(b.kind)) {
    if (!HasCurlyQuotes(a.text) && !HasCurlyQuotes(b.text)) return Order(a.text, b.text);
    return Order(StraightQuotes(a.text), StraightQuotes(b.text));
  }
  if (a.kind == ValueKind::kDate || b.kind == ValueKind::kDate) {
    const std::optional<Period> left = PeriodOf(a), right = PeriodOf(b);
    if (!left || !right) return std::nullopt;
    return left->first_day < right->first_day ? -1 : left->first_day > right->first_day;
  }
  if (IsMeasured(a.kind) && IsMeasured(b.kind)) return OrderOfMeasures(a, b);
  if (a.kind != b.kind) return std::nullopt;
  switch (a.kind) {
    case ValueKind::kBoolean: return static_cast<int>(a.boolean) - static_cast<int>(b.boolean);
    case ValueKind::kEntity: {
      const int names = Order(a.entity.name, b.entity.name);
      return names != 0 ? names : Order(a.entity.id, b.entity.id);
    }
    case ValueKind::kPath:  // the shorter first
      if (a.number != b.number) return Sign(a.number - b.number);
      [[fallthrough]];
    default: return Order(a.text, b.text);
  }
}

// Whether two kinds are both measured or dated, so that `=` between them is a
// question about units and not a plain no.
bool WantsConversion(const Value& a, const Value& b) {
  const auto is_quantity = [](const Value& value) {
    return IsMeasured(value.kind) || value.kind == ValueKind::kDate;
  };
  return is_quantity(a) && is_quantity(b);
}

std::string Described(const Value& value) {
  const std::string shown = value.kind == ValueKind::kEntity ? value.entity.name : Display(value);
  return std::string(NameOf(value.kind)) + " \"" + shown + "\"";
}

Status CannotCompare(const Value& a, const Value& b) {
  return {kNoConversion, "cannot compare the " + Described(a) + " with the " + Described(b) +
                             ": there is no conversion between them"};
}

bool Holds(ast::Compare op, int order) {
  switch (op) {
    case ast::Compare::kEqual: return order == 0;
    case ast::Compare::kNotEqual: return order != 0;
    case ast::Compare::kLess: return order < 0;
    case ast::Compare::kLessEqual: return order <= 0;
    case ast::Compare::kGreater: return order > 0;
    case ast::Compare::kGreaterEqual: return order >= 0;
  }
  return false;
}

Status CannotCalculate(const Value& a, char op, const Value& b) {
  return {kNoConversion, std::string("cannot calculate ") + Described(a) + " " + op + " " +
                             Described(b) + ": the units do not go together"};
}

// Kinds in the order in which answers show them; measured ones of a kind together.
int KindRank(ValueKind kind) {
  return static_cast<int>(kind);
}

}  // namespace

bool IsMeasured(ValueKind kind) {
  return kind == ValueKind::kNumber || kind == ValueKind::kQuantity || kind == ValueKind::kMoney ||
         kind == ValueKind::kPercent || kind == ValueKind::kDuration;
}

bool IsWords(ValueKind kind) {
  return kind == ValueKind::kText || kind == ValueKind::kQuote;
}

std::optional<Period> PeriodOf(const Value& value) {
  if (value.kind == ValueKind::kDate) return PeriodOfIso(value.date);
  const bool is_year = value.kind == ValueKind::kNumber &&
                       std::floor(value.number) == value.number && value.number >= 0 &&
                       value.number < 10000;
  if (!is_year) return std::nullopt;
  return Months(static_cast<int>(value.number), 1, 12);
}

std::string StraightQuotes(std::string_view text) {
  std::string straight;
  straight.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    // U+2018..201B are single marks, U+201C..201F double ones.
    if (text.substr(i, 2) == "\xE2\x80" && i + 2 < text.size()) {
      const auto last = static_cast<unsigned char>(text[i + 2]);
      if (last >= 0x98 && last <= 0x9F) {
        straight += last <= 0x9B ? '\'' : '"';
        i += 2;
        continue;
      }
    }
    straight += text[i];
  }
  return straight;
}

std::string WordsOf(const Value& value) {
  if (IsWords(value.kind)) return value.text;
  if (value.kind == ValueKind::kEntity) return value.entity.name;
  if (value.kind == ValueKind::kArticle) return value.entity.name;
  return Display(value);
}

bool SameValue(const Value& a, const Value& b) {
  const bool names = a.kind >= ValueKind::kStatement && IsWords(b.kind);
  const bool named = b.kind >= ValueKind::kStatement && IsWords(a.kind);
  if (names || named) return a.text == b.text;
  return CommonOrder(a, b) == 0;
}

bool SameValueFolded(const Value& a, const Value& b) {
  if (IsWords(a.kind) && IsWords(b.kind)) return FoldText(a.text) == FoldText(b.text);
  return SameValue(a, b);
}

Result<bool> CompareValues(const Value& a, ast::Compare op, const Value& b) {
  if (op == ast::Compare::kEqual || op == ast::Compare::kNotEqual) {
    if (WantsConversion(a, b) && !CommonOrder(a, b)) return CannotCompare(a, b);
    return SameValue(a, b) == (op == ast::Compare::kEqual);
  }
  const std::optional<int> order = CommonOrder(a, b);
  if (!order) return CannotCompare(a, b);
  return Holds(op, *order);
}

int DisplayOrder(const Value& a, const Value& b) {
  if (const std::optional<int> order = CommonOrder(a, b); order && *order != 0) return *order;
  if (a.kind != b.kind) return KindRank(a.kind) - KindRank(b.kind);
  if (IsMeasured(a.kind)) {
    if (const int unit = Order(a.unit + '/' + a.per, b.unit + '/' + b.per)) return unit;
    if (const int number = Sign(a.number - b.number)) return number;
    if (a.comparator != b.comparator) return a.comparator < b.comparator ? -1 : 1;
    return Sign(a.number_to.value_or(a.number) - b.number_to.value_or(b.number));
  }
  if (a.kind == ValueKind::kDate) return Order(a.date, b.date);
  return Order(a.text, b.text);
}

Result<Value> Calculate(const Value& a, char op, const Value& b) {
  if (!IsMeasured(a.kind) || !IsMeasured(b.kind)) return CannotCalculate(a, op, b);
  Value result = a;
  result.text.clear();
  result.unit_text = a.unit_text;
  result.number_to.reset();
  result.comparator = Comparator::kEqual;
  const bool plain_b = b.kind == ValueKind::kNumber;
  const std::optional<double> right = NumberInUnitsOf(b, a);
  if (op == '+' || op == '-') {
    if (!right) return CannotCalculate(a, op, b);
    result.number = op == '+' ? a.number + *right : a.number - *right;
  } else if (op == '*') {
    if (!plain_b && a.kind != ValueKind::kNumber) return CannotCalculate(a, op, b);
    if (!plain_b) return Calculate(b, op, a);
    result.number = a.number * b.number;
  } else {
    const double divisor = right ? *right : b.number;
    if (!right && !plain_b) return CannotCalculate(a, op, b);
    if (divisor == 0)
      return Status(Code::kInvalidInput,
                    "division by zero in " + Described(a) + " / " + Described(b));
    if (!plain_b) {  // like by like: a plain ratio
      result = Value();
      result.kind = ValueKind::kNumber;
    }
    result.number = a.number / divisor;
  }
  if (!std::isfinite(result.number))
    return Status(Code::kInvalidInput, std::string("the result of ") + Described(a) + " " + op +
                                           " " + Described(b) + " is too large for a number");
  return result;
}

}  // namespace lode
