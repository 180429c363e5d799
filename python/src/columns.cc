#include "python/src/columns.h"

#include <chrono>
#include <cmath>
#include <cstdlib>

namespace lode::python {
namespace {

constexpr double kMostExact = 9007199254740992.0;  // 2^53

ColumnType TypeOf(const Value& value) {
  switch (value.kind) {
    case ValueKind::kNumber:
      return value.number == std::floor(value.number) && std::fabs(value.number) < kMostExact
                 ? ColumnType::kInteger
                 : ColumnType::kDecimal;
    case ValueKind::kQuantity:
    case ValueKind::kMoney:
    case ValueKind::kPercent:
    case ValueKind::kDuration: return ColumnType::kMeasure;
    case ValueKind::kDate: return ColumnType::kDate;
    case ValueKind::kBoolean: return ColumnType::kBoolean;
    default: return ColumnType::kText;
  }
}

bool IsNumeric(ColumnType type) {
  return type == ColumnType::kInteger || type == ColumnType::kDecimal ||
         type == ColumnType::kMeasure;
}

ColumnType Joined(ColumnType a, ColumnType b) {
  if (a == b) return a;
  return IsNumeric(a) && IsNumeric(b) ? std::max(a, b) : ColumnType::kText;
}

}  // namespace

std::size_t Columns::rows() const {
  std::size_t sum = 0;
  for (const doors::RowBatch& batch : batches) sum += batch.rows;
  return sum;
}

ColumnType TypeOf(const Columns& columns, std::size_t column) {
  bool first = true;
  ColumnType type = ColumnType::kText;
  for (const doors::RowBatch& batch : columns.batches)
    for (std::size_t row = 0; row < batch.rows; ++row) {
      const ColumnType one = TypeOf(batch.At(row, column));
      type = first ? one : Joined(type, one);
      first = false;
      if (type == ColumnType::kText) return type;
    }
  return type;
}

std::string_view WordsOf(const Value& value, std::string& scratch) {
  switch (value.kind) {
    case ValueKind::kEntity: return value.entity.name;
    case ValueKind::kQuote:
    case ValueKind::kText:
    case ValueKind::kStatement:
    case ValueKind::kArticle:
    case ValueKind::kPredicate: return value.text;
    default: scratch = Display(value); return scratch;
  }
}

std::int32_t DayOf(const std::string& iso) {
  const auto part = [&iso](std::size_t begin, std::size_t size) {
    return begin < iso.size() ? std::atoi(iso.substr(begin, size).c_str()) : 1;
  };
  const std::chrono::year_month_day day{std::chrono::year(part(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(part(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(part(8, 2)))};
  return static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count());
}

}  // namespace lode::python
