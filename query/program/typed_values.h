// Comparing and computing with typed values: dates by their periods, measured values
// by their units, text by its words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lode/status.h"
#include "lode/value.h"
#include "query/syntax/ast.h"

namespace lode {

// The code of a Status that says that two values do not go together: euros and dollars,
// words and numbers. Other errors, as a division by zero, are kInvalidInput.
inline constexpr Code kNoConversion = Code::kUnsupported;

// Whether two values are the same to a reader: text and quotes by their words
// (curly quotation marks are straight ones), measured values after conversion, dates
// by their first day. Values that cannot be compared are different.
bool SameValue(const Value& a, const Value& b);
// As SameValue, but letter case of text does not matter.
bool SameValueFolded(const Value& a, const Value& b);

// kNoConversion when the kinds or units cannot be compared; the message names both.
Result<bool> CompareValues(const Value& a, ast::Compare op, const Value& b);

// A total order over all values for showing answers: by kind, then by value. Equal
// only when SameValue holds or the values look alike. Negative, zero or positive.
int DisplayOrder(const Value& a, const Value& b);

// + - * /. kNoConversion when the units do not allow it.
Result<Value> Calculate(const Value& a, char op, const Value& b);

// Days from 1970-01-01, both ends included. A whole number is a year.
struct Period {
  std::int64_t first_day = 0, last_day = 0;
};
std::optional<Period> PeriodOf(const Value& value);

// The words of a value: text as it is, names of entities, else as displayed.
std::string WordsOf(const Value& value);
// Curly quotation marks made straight.
std::string StraightQuotes(std::string_view text);

bool IsMeasured(ValueKind kind);  // number, quantity, money, percent, duration
bool IsWords(ValueKind kind);     // text, quote

}  // namespace lode
