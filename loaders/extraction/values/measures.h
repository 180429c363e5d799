// Quantities, money and percentages in running text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lode/statement.h"
#include "lode/value.h"

namespace lode {

struct FoundValue {
  Span span;    // bytes in the text given
  Value value;  // kNumber, kQuantity, kMoney, kPercent, kDuration or kDate
};

// "about 44 million metric tons", "$400 million", "US$3.5bn", "15%", "8-10 per cent",
// "more than 100", "$110/kg", "twelve". In order, not overlapping, longest first.
std::vector<FoundValue> FindMeasures(std::string_view text);

}  // namespace lode
