// Quantities, money and percentages in running text.
#pragma once

#include <cstddef>
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

// Does what stands at byte `end`, right behind a number, show it to be a time, a score or a
// part of a longer number: "6 p.m.", "9-3"?
bool IsPartOfFigure(std::string_view text, std::size_t end);

}  // namespace lode
