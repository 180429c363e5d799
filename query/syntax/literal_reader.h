// The values one can write in a query: strings, dates, numbers with their units.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "lode/value.h"

namespace lode {

// The text of a string: without its quotation marks, escapes read.
// kInvalidInput names the escape that does not exist.
Result<std::string> ReadString(std::string_view quoted);

// "2025-07" or "2025-07-15"; kInvalidInput says what a date looks like.
Result<Value> ReadDate(std::string_view text);

// "60%" or "60.5%".
Result<Value> ReadPercent(std::string_view text);

// A number and the words after it: "3.5" + {"billion", "EUR"} is money,
// {"percent"} a percentage, {"days"} a duration, {} a number, others a quantity.
Result<Value> ReadMeasure(std::string_view number, const std::vector<std::string>& words);

// Negative of a measured value or number.
Value Negated(Value value);

// Whether a name or string that stands for a date reads as one ("2025-07-15").
bool LooksLikeDate(std::string_view text);

}  // namespace lode
