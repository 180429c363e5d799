// What is counted or measured: the words behind a number.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lode/value.h"

namespace lode {

struct UnitReading {
  std::size_t length = 0;  // bytes, with what joins it to the number; 0 for none
  std::string unit;        // folded as storage/terms/units.h does: "metric ton", "chip"
  std::string unit_text;   // as written: "advanced chips"
  bool is_time = false;
  bool is_measure = false;  // a unit known to storage/terms/units.h, not a thing counted
};

// Reads the unit that stands at byte `at`, right behind a number: "kg", " metric
// tons", "-card", " advanced chips". A counted thing is a plural in lower case
// with up to three words before it.
UnitReading ReadUnitAt(std::string_view text, std::size_t at);

}  // namespace lode
