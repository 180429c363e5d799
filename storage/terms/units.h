// Units of measure: one name for each, and what turns one into another.
// Definitions follow the SI brochure (BIPM, 9th edition) and NIST Handbook 44;
// months and years are those of the Gregorian calendar on average. A "ton" that
// is not called short or long is taken for a metric one. Money is never
// converted: a rate is not a unit.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lode/value.h"

namespace lode {

struct Unit {
  std::string name;       // "metric ton", "kilowatt-hour"
  std::string dimension;  // "mass", "energy" ...
  double factor = 1;      // value in the dimension's base unit = number * factor + offset
  double offset = 0;      // of temperatures
};

// By name or symbol: "kilograms", "kg", "MW" (a symbol's case counts: "mW" is
// another), "square miles", "degrees Celsius". None: not a unit known here.
std::optional<Unit> FindUnit(std::string_view text);

// The name under which a unit is stored: Unit::name, or the words folded and
// in the singular ("Chips" -> "chip") where it is none known here.
std::string CanonicalUnit(std::string_view text);

// `number` times `scale`, a word of number (1e9, "billion"), to the digits that a decimal number
// keeps: "8.3 billion" is "8,300 million", though 8.3 times a billion in binary is a bit more.
double Scaled(double number, double scale);
// To those digits.
double Rounded(double number);

// `number` of unit `from` in unit `to`; none when there is no conversion.
// Units that are not known here convert to themselves alone.
std::optional<double> ConvertNumber(double number, std::string_view from, std::string_view to);

// The number that `value` has in the unit (and per the unit) of `like`; none when
// they measure different things. REQUIRES: both measured (kNumber .. kPercent, kDuration).
std::optional<double> NumberInUnitsOf(const Value& value, const Value& like);

}  // namespace lode
