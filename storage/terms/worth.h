// What measured values are compared by, and their ids in the order of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "lode/value.h"
#include "storage/terms/dictionary.h"

namespace lode {

// Values of one dimension compare by `number`, others not at all.
struct Worth {
  // "number", "percent", "money USD", "mass", "unit chip" where the unit is not known; with
  // "/" and the dimension of what it is per.
  std::string dimension;
  // In the base unit of the dimension: kilograms, seconds, kelvin. What was converted is rounded to
  // the digits that a decimal number keeps, whatever its unit: so that values are equal, or not,
  // from either side.
  double number = 0;

  bool operator==(const Worth&) const = default;
};

// None: no number, quantity, sum of money, share or duration. Units and factors: units.h.
std::optional<Worth> WorthOf(const Value& value);

// Ids that sort like worth (part of the store's format; kDecimal and kMeasure):
//
//   bit 55  1   bits 54..43  dimension   bits 42..3  worth   bits 2..0  place
//
// Dimensions are numbered by the store as they come. Worth is the highest 40 bits of the double,
// turned so that they sort like numbers: values that differ by less than the 250,000,000th part
// may have the same. The place tells terms of the same apart. A value for which there is no
// place left, or whose dimension has no number, has the next number of its kind, as all had
// before: bit 55 is 0, and the id says nothing of its worth.
inline constexpr std::uint16_t kMostDimensions = 4095;
inline constexpr std::uint64_t kMostPlaces = 8;
TermId OrderedMeasure(TermTag tag, std::uint16_t dimension, double worth, std::uint64_t place);

// All ids of a dimension, and of these the ones that may be worth at least, or at most, so much:
// with all that are, and some that differ by a rounding.
InlineIds MeasuresOf(TermTag tag, std::uint16_t dimension);
TermId MeasuresFrom(TermTag tag, std::uint16_t dimension, const Worth& least);
TermId MeasuresBehind(TermTag tag, std::uint16_t dimension, const Worth& most);

}  // namespace lode
