// Values as they are written in a query. The idea: each reader takes the words
// of one value and gives a Value or the sentence that says what would be right.
// The hard bit is telling what the words after a number mean: scale words
// multiply, a currency makes it money, "percent" a percentage, a time unit a
// duration, and whatever remains is a unit.

#include "query/syntax/literal_reader.h"

#include <unicode/ucurr.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

#include "storage/terms/units.h"

namespace lode {

namespace {

constexpr std::size_t kMostDigits = 15;  // a double keeps these exactly

std::optional<double> ScaleOf(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, double>, 6> kScales = {{{"hundred", 1e2},
                                                                           {"thousand", 1e3},
                                                                           {"million", 1e6},
                                                                           {"billion", 1e9},
                                                                           {"trillion", 1e12},
                                                                           {"dozen", 12}}};
  for (const auto& [name, factor] : kScales)
    if (name == word) return factor;
  return std::nullopt;
}

bool IsCurrency(const std::string& code) {
  if (code.size() != 3) return false;
  if (!std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
    return false;
  const std::u16string wide(code.begin(), code.end());
  UErrorCode error = U_ZERO_ERROR;
  constexpr UDate kEver = 1e15;
  return ucurr_isAvailable(wide.c_str(), -kEver, kEver, &error) != 0 && U_SUCCESS(error);
}

std::string JoinWords(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string joined;
  for (std::size_t i = from; i < to; ++i) joined += (i > from ? " " : "") + words[i];
  return joined;
}

Result<double> ReadNumber(std::string_view digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), point);
  if (point - zeros > kMostDigits)
    return {Code::kInvalidInput,
            "a number has at most 15 digits before its point; write large ones "
            "with `million`, `billion` or `trillion`"};
  double number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size())
    return {Code::kInvalidInput, "`" + std::string(digits) + "` is not a number"};
  return number;
}

bool AreDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "2025-07-15" cut into year, month and day; none when it has another shape.
std::optional<std::array<int, 3>> DateParts(std::string_view text) {
  if (text.size() != 7 && text.size() != 10) return std::nullopt;
  std::array<int, 3> parts = {0, 1, 1};
  constexpr std::array<std::pair<std::size_t, std::size_t>, 3> kFields = {{{0, 4}, {5, 2}, {8, 2}}};
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    const auto [begin, length] = kFields[i];
    if (begin >= text.size()) break;
    if (begin > 0 && text[begin - 1] != '-') return std::nullopt;
    const std::string_view field = text.substr(begin, length);
    if (!AreDigits(field)) return std::nullopt;
    std::from_chars(field.data(), field.data() + field.size(), parts[i]);
  }
  return parts;
}

}  // namespace

Result<std::string> ReadString(std::string_view quoted) {
  // Straight quotation marks take one byte, curly ones three.
  const std::size_t mark = quoted.front() == '"' ? 1 : 3;
  const std::string_view inside = quoted.substr(mark, quoted.size() - 2 * mark);
  std::string text;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] != '\\') {
      text += inside[i];
      continue;
    }
    switch (inside[++i]) {
      case '"': text += '"'; break;
      case '\\': text += '\\'; break;
      case 'n': text += '\n'; break;
      case 't': text += '\t'; break;
      default:
        return {Code::kInvalidInput,
                "a string knows the escapes \\\", \\\\, \\n and \\t; write \\\\ for a backslash"};
    }
  }
  return text;
}

bool LooksLikeDate(std::string_view text) {
  return (text.size() == 4 && AreDigits(text)) || DateParts(text).has_value();
}

Result<Value> ReadDate(std::string_view text) {
  const auto parts = DateParts(text);
  if (!parts)
    return {Code::kInvalidInput, "`" + std::string(text) +
                                     "` is no date: write YYYY-MM-DD or "
                                     "YYYY-MM with two digits each for month and day (and spaces "
                                     "round a '-' that subtracts)"};
  const std::chrono::year_month_day date{std::chrono::year((*parts)[0]),
                                         std::chrono::month(static_cast<unsigned>((*parts)[1])),
                                         std::chrono::day(static_cast<unsigned>((*parts)[2]))};
  if (!date.ok())
    return {Code::kInvalidInput,
            "`" + std::string(text) + "` is not in the calendar: check its month and day"};
  Value value;
  value.kind = ValueKind::kDate;
  value.date = value.text = text;
  return value;
}

Result<Value> ReadPercent(std::string_view text) {
  return ReadMeasure(text.substr(0, text.size() - 1), {"percent"});
}

Result<Value> ReadMeasure(std::string_view number, const std::vector<std::string>& words) {
  const Result<double> read = ReadNumber(number);
  if (!read.ok()) return read.status();
  Value value;
  value.kind = ValueKind::kNumber;
  value.number = *read;
  value.text = std::string(number) + (words.empty() ? "" : " " + JoinWords(words, 0, words.size()));
  std::size_t unit = 0;
  for (; unit < words.size(); ++unit) {
    const std::optional<double> scale = ScaleOf(words[unit]);
    if (!scale) break;
    value.number = Scaled(value.number, *scale);
  }
  if (unit == words.size()) return value;
  const auto per = static_cast<std::size_t>(
      std::find(words.begin() + static_cast<std::ptrdiff_t>(unit), words.end(), "per") -
      words.begin());
  // "per cent" is one word that is often written as two.
  const bool is_percent = words[unit] == "percent" ||
                          (per == unit && per + 1 < words.size() && words[per + 1] == "cent");
  value.unit_text = JoinWords(words, unit, is_percent ? words.size() : per);
  if (is_percent) {
    value.kind = ValueKind::kPercent;
    value.unit = "%";
    return value;
  }
  if (per < words.size()) value.per = CanonicalUnit(JoinWords(words, per + 1, words.size()));
  if (IsCurrency(value.unit_text)) {
    value.kind = ValueKind::kMoney;
    value.unit = value.unit_text;
    return value;
  }
  if (value.unit_text.empty()) return value;  // "5 per ton"
  const std::optional<Unit> known = FindUnit(value.unit_text);
  value.kind = known && known->dimension == "time" ? ValueKind::kDuration : ValueKind::kQuantity;
  value.unit = CanonicalUnit(value.unit_text);
  return value;
}

Value Negated(Value value) {
  value.number = -value.number;
  if (!value.text.empty()) value.text = "-" + value.text;
  return value;
}

}  // namespace lode
