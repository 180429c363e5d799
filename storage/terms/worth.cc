// A double's bits sort like its number once the sign is turned: of negative ones all bits, of
// others the first.

#include "storage/terms/worth.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "storage/terms/units.h"

namespace lode {

namespace {

constexpr std::uint64_t kOrdered = 1ull << 55;
constexpr unsigned kDimensionShift = 43, kWorthShift = 3, kBitsCut = 24;

// Bits that are cut, and room for the rounding of old stores' worths.
constexpr double kRounding = 1e-9, kFreezing = 273.15;

std::uint64_t SortedBits(double number) {
  constexpr std::uint64_t kSign = 1ull << 63;
  const auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);  // one zero
  return (bits & kSign ? ~bits : bits | kSign) >> kBitsCut;
}

double RoundingOf(const Worth& worth) {
  const double least = worth.dimension.starts_with("temperature") ? kFreezing : 0;
  return kRounding * std::max(std::fabs(worth.number), least);
}

std::string DimensionOf(const Value& value, double& number, bool& is_converted) {
  switch (value.kind) {
    case ValueKind::kQuantity:
    case ValueKind::kDuration: {
      const std::optional<Unit> unit = FindUnit(value.unit);
      if (!unit) return "unit " + CanonicalUnit(value.unit);
      number = number * unit->factor + unit->offset;
      is_converted = true;
      return unit->dimension;
    }
    case ValueKind::kMoney: return "money " + value.unit;
    default: return std::string(NameOf(value.kind));
  }
}

bool IsMeasuredKind(ValueKind kind) {
  return kind == ValueKind::kNumber || kind == ValueKind::kQuantity || kind == ValueKind::kMoney ||
         kind == ValueKind::kPercent || kind == ValueKind::kDuration;
}

TermId At(TermTag tag, std::uint16_t dimension, std::uint64_t worth) {
  const std::uint64_t first = static_cast<std::uint64_t>(dimension) << kDimensionShift;
  return {TermId::Make(tag, kOrdered | first).bits + (worth << kWorthShift)};
}

}  // namespace

std::optional<Worth> WorthOf(const Value& value) {
  if (!IsMeasuredKind(value.kind)) return std::nullopt;
  Worth worth;
  worth.number = value.number;
  bool is_converted = false;
  worth.dimension = DimensionOf(value, worth.number, is_converted);
  if (!value.per.empty()) {
    const std::optional<Unit> per = FindUnit(value.per);
    if (per) worth.number /= per->factor;
    is_converted = is_converted || per;
    worth.dimension += '/' + (per ? per->dimension : CanonicalUnit(value.per));
  }
  if (is_converted) worth.number = Rounded(worth.number);
  return worth;
}

TermId OrderedMeasure(TermTag tag, std::uint16_t dimension, double worth, std::uint64_t place) {
  return {At(tag, dimension, SortedBits(worth)).bits + place};
}

InlineIds MeasuresOf(TermTag tag, std::uint16_t dimension) {
  return {At(tag, dimension, 0), At(tag, static_cast<std::uint16_t>(dimension + 1), 0)};
}

TermId MeasuresFrom(TermTag tag, std::uint16_t dimension, const Worth& least) {
  return At(tag, dimension, SortedBits(least.number - RoundingOf(least)));
}

TermId MeasuresBehind(TermTag tag, std::uint16_t dimension, const Worth& most) {
  return At(tag, dimension, SortedBits(most.number + RoundingOf(most)) + 1);
}

}  // namespace lode
