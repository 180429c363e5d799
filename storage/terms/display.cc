// Values as one line for people.

#include <charconv>
#include <cmath>

#include "lode/value.h"

namespace lode {

namespace {

// 1234567.5 -> "1,234,567.5". Money and counts in news are read in groups.
std::string Grouped(double number) {
  char digits[64];
  const bool plain = std::abs(number) < 1e15;
  auto [end, error] =
      plain ? std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed)
            : std::to_chars(digits, digits + sizeof digits, number);
  if (error != std::errc()) return "?";
  std::string text(digits, end);
  if (!plain) return text;
  const std::size_t first = text.front() == '-' ? 1 : 0;
  const std::size_t point = std::min(text.find('.'), text.size());
  if (point - first > 4)
    for (std::size_t at = point - 3; at > first; at -= at > first + 3 ? 3 : at - first)
      text.insert(at, ",");
  return text;
}

std::string ComparatorWords(Comparator comparator) {
  switch (comparator) {
    case Comparator::kEqual: return "";
    case Comparator::kAbout: return "about ";
    case Comparator::kLess: return "less than ";
    case Comparator::kLessEqual: return "at most ";
    case Comparator::kGreater: return "more than ";
    case Comparator::kGreaterEqual: return "at least ";
  }
  return "";
}

std::string Measured(const Value& value) {
  if (!value.text.empty()) return value.text;
  std::string text = ComparatorWords(value.comparator) + Grouped(value.number);
  if (value.number_to) text += " to " + Grouped(*value.number_to);
  const std::string& unit = value.unit_text.empty() ? value.unit : value.unit_text;
  if (value.kind == ValueKind::kPercent)
    text += "%";
  else if (!unit.empty())
    text += " " + unit;
  if (!value.per.empty()) text += " per " + value.per;
  return text;
}

}  // namespace

std::string Display(const Value& value) {
  switch (value.kind) {
    case ValueKind::kEntity: return value.entity.name.empty() ? value.entity.id : value.entity.name;
    case ValueKind::kNumber:
    case ValueKind::kQuantity:
    case ValueKind::kMoney:
    case ValueKind::kPercent:
    case ValueKind::kDuration: return Measured(value);
    case ValueKind::kDate:
      if (value.date.empty()) return value.text;
      return value.date_to.empty() ? value.date : value.date + " to " + value.date_to;
    case ValueKind::kArticle: return value.entity.name.empty() ? value.text : value.entity.name;
    case ValueKind::kBoolean: return value.boolean ? "true" : "false";
    default: return value.text;
  }
}

}  // namespace lode
