// Units: names, symbols, conversions.

#include "storage/terms/units.h"

#include <gtest/gtest.h>

namespace lode {
namespace {

TEST(Units, HaveOneNameHoweverTheyAreWritten) {
  const std::pair<const char*, const char*> kTable[] = {
      {"kilograms", "kilogram"},
      {"kg", "kilogram"},
      {"Metric Tons", "metric ton"},
      {"tonnes", "metric ton"},
      {"feet", "foot"},
      {"inches", "inch"},
      {"MW", "megawatt"},
      {"mW", "milliwatt"},
      {"GWh", "gigawatt-hour"},
      {"kilowatt hours", "kilowatt-hour"},
      {"miles per hour", "mile per hour"},
      {"km/h", "kilometer per hour"},
      {"nanometres", "nanometer"},
      {"nm", "nanometer"},
      {"GB", "gigabyte"},
      {"Gb", "gigabit"},
      {"centuries", "century"},
      {"hrs.", "hour"},
      {"degrees Celsius", "degree celsius"},
      {"TFLOPS", "teraflop"},
      {"petaflops", "petaflop"},
      {"square miles", "square mile"},
      {"Chips", "chip"},
      {"companies", "company"},
      {"glass", "glass"},
      {"barrels", "barrel"},
  };
  for (auto [written, name] : kTable) EXPECT_EQ(CanonicalUnit(written), name) << written;
}

TEST(Units, ConvertWithinADimension) {
  struct Case {
    double number;
    const char *from, *to;
    double expected;
  };
  const Case kTable[] = {
      {44, "metric ton", "kilogram", 44000},
      {1, "pound", "gram", 453.59237},
      {2, "mile", "kilometer", 3.218688},
      {3, "day", "hour", 72},
      {1, "year", "month", 12},
      {1, "gigawatt-hour", "kilowatt-hour", 1e6},
      {100, "degree celsius", "degree fahrenheit", 212},
      {8, "bit", "byte", 1},
      {1, "tebibyte", "byte", 1099511627776.0},
      {1, "hectare", "square meter", 10000},
      {5, "chips", "chip", 5},
  };
  for (const Case& c : kTable) {
    auto number = ConvertNumber(c.number, c.from, c.to);
    ASSERT_TRUE(number) << c.from;
    EXPECT_NEAR(*number, c.expected, 1e-9 * c.expected) << c.from;
  }
}

TEST(Units, DoNotConvertAcrossDimensions) {
  EXPECT_FALSE(ConvertNumber(1, "kilogram", "meter"));
  EXPECT_FALSE(ConvertNumber(1, "chip", "wafer"));
  EXPECT_FALSE(ConvertNumber(1, "chip", "kilogram"));
}

Value Measured(ValueKind kind, double number, const char* unit, const char* per = "") {
  Value value;
  value.kind = kind;
  value.number = number;
  value.unit = unit;
  value.per = per;
  return value;
}

TEST(Units, MoneyKeepsItsCurrencyAndConvertsWhatItIsPer) {
  const Value a = Measured(ValueKind::kMoney, 110, "USD", "kilogram");
  EXPECT_NEAR(*NumberInUnitsOf(a, Measured(ValueKind::kMoney, 0, "USD", "metric ton")), 110000,
              1e-6);
  EXPECT_FALSE(NumberInUnitsOf(a, Measured(ValueKind::kMoney, 0, "EUR", "kilogram")));
  EXPECT_FALSE(NumberInUnitsOf(a, Measured(ValueKind::kMoney, 0, "USD")));
}

TEST(Units, DurationsAndQuantitiesOfTimeAreAlike) {
  EXPECT_EQ(NumberInUnitsOf(Measured(ValueKind::kDuration, 2, "week"),
                            Measured(ValueKind::kQuantity, 0, "day")),
            14);
  EXPECT_FALSE(
      NumberInUnitsOf(Measured(ValueKind::kPercent, 2, "%"), Measured(ValueKind::kNumber, 0, "")));
}

}  // namespace
}  // namespace lode
