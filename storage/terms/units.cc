// A table of units. Those that take SI prefixes are listed once and multiplied
// out when the table is first used. Symbols are looked up as written, because
// case tells milli from mega; names are looked up folded and in the singular.

#include "storage/terms/units.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <unordered_map>

#include "storage/terms/folding.h"

namespace lode {

namespace {

struct Row {
  std::string_view name, dimension;
  double factor;
  std::string_view others;  // further names and symbols, by '|'
};

// Base units: kg, m, m2, m3, s, J, W, byte, Hz, V, A, Pa, m/s, FLOP/s, K.
constexpr Row kRows[] = {
    {"metric ton", "mass", 1000, "tonne|t|mt|metric tonne"},
    {"ton", "mass", 1000, ""},
    {"kilotonne", "mass", 1e6, "kt|kiloton|thousand ton"},
    {"megatonne", "mass", 1e9, "Mt|megaton"},
    {"gigatonne", "mass", 1e12, "Gt|gigaton"},
    {"short ton", "mass", 907.18474, "us ton"},
    {"long ton", "mass", 1016.0469088, "imperial ton"},
    {"pound", "mass", 0.45359237, "lb|lbs"},
    {"ounce", "mass", 0.028349523125, "oz"},
    {"troy ounce", "mass", 0.0311034768, "oz t|ozt"},
    {"carat", "mass", 0.0002, "ct"},
    {"inch", "length", 0.0254, "in|inches"},
    {"foot", "length", 0.3048, "ft|feet"},
    {"yard", "length", 0.9144, "yd"},
    {"mile", "length", 1609.344, "mi"},
    {"nautical mile", "length", 1852, "nmi"},
    {"square meter", "area", 1, "square metre|sq m|m2|m²"},
    {"square kilometer", "area", 1e6, "square kilometre|sq km|km2|km²"},
    {"square foot", "area", 0.09290304, "square feet|sq ft|ft2|ft²"},
    {"square mile", "area", 2589988.110336, "sq mi|mi2"},
    {"hectare", "area", 1e4, "ha"},
    {"acre", "area", 4046.8564224, ""},
    {"cubic meter", "volume", 1, "cubic metre|m3|m³"},
    {"cubic foot", "volume", 0.028316846592, "cubic feet|cu ft|ft3"},
    {"gallon", "volume", 0.003785411784, "gal|us gallon"},
    {"imperial gallon", "volume", 0.00454609, ""},
    {"barrel", "volume", 0.158987294928, "bbl"},
    {"second", "time", 1, "s|sec|secs"},
    {"millisecond", "time", 1e-3, "ms"},
    {"microsecond", "time", 1e-6, "µs"},
    {"nanosecond", "time", 1e-9, "ns"},
    {"minute", "time", 60, "min|mins"},
    {"hour", "time", 3600, "h|hr|hrs"},
    {"day", "time", 86400, "d"},
    {"week", "time", 604800, "wk"},
    {"fortnight", "time", 1209600, ""},
    {"month", "time", 2629746, ""},
    {"quarter", "time", 7889238, ""},
    {"year", "time", 31556952, "yr|yrs"},
    {"decade", "time", 315569520, ""},
    {"century", "time", 3155695200, ""},
    {"calorie", "energy", 4.184, "cal"},
    {"kilocalorie", "energy", 4184, "kcal"},
    {"british thermal unit", "energy", 1055.05585262, "btu"},
    {"barrel of oil equivalent", "energy", 6.1178632e9, "boe"},
    {"horsepower", "power", 745.69987158227, "hp"},
    {"kibibyte", "data", 1024, "KiB"},
    {"mebibyte", "data", 1048576, "MiB"},
    {"gibibyte", "data", 1073741824, "GiB"},
    {"tebibyte", "data", 1099511627776, "TiB"},
    {"gigabit per second", "data rate", 1.25e8, "Gbps|Gb/s|Gbit/s"},
    {"megabit per second", "data rate", 1.25e5, "Mbps|Mb/s|Mbit/s"},
    {"gigabyte per second", "data rate", 1e9, "GB/s|GBps"},
    {"terabyte per second", "data rate", 1e12, "TB/s|TBps"},
    {"kilometer per hour", "speed", 1 / 3.6, "kilometre per hour|km/h|kph|kmh"},
    {"mile per hour", "speed", 0.44704, "miles per hour|mph"},
    {"meter per second", "speed", 1, "metre per second|m/s"},
    {"knot", "speed", 1852.0 / 3600, "kn"},
    {"bar", "pressure", 1e5, ""},
    {"pound per square inch", "pressure", 6894.757293168, "psi"},
    {"atmosphere", "pressure", 101325, "atm"},
    {"percentage point", "share", 1, "pp|ppt|pct point"},
    {"basis point", "share", 0.01, "bp|bps"},
};

// Units that take prefixes: name, symbol.
constexpr Row kPrefixed[] = {
    {"gram", "mass", 1e-3, "g|gramme"},
    {"meter", "length", 1, "m|metre"},
    {"liter", "volume", 1e-3, "l|litre|L"},
    {"watt", "power", 1, "W"},
    {"watt-hour", "energy", 3600, "Wh|watt hour"},
    {"joule", "energy", 1, "J"},
    {"electronvolt", "energy", 1.602176634e-19, "eV"},
    {"byte", "data", 1, "B"},
    {"bit", "data", 0.125, "b"},
    {"hertz", "frequency", 1, "Hz"},
    {"volt", "voltage", 1, "V"},
    {"ampere", "current", 1, "A|amp"},
    {"pascal", "pressure", 1, "Pa"},
    {"flop", "computing", 1, "FLOPS|FLOP|FLOP/s|flop/s"},
};

struct Prefix {
  std::string_view name, symbol;
  double factor;
};
constexpr Prefix kPrefixes[] = {
    {"", "", 1},          {"nano", "n", 1e-9}, {"micro", "µ", 1e-6}, {"milli", "m", 1e-3},
    {"centi", "c", 1e-2}, {"kilo", "k", 1e3},  {"mega", "M", 1e6},   {"giga", "G", 1e9},
    {"tera", "T", 1e12},  {"peta", "P", 1e15}, {"exa", "E", 1e18},
};

// Kelvin = number * factor + offset.
const Unit kTemperatures[] = {{"kelvin", "temperature", 1, 0},
                              {"degree celsius", "temperature", 1, 273.15},
                              {"degree fahrenheit", "temperature", 5.0 / 9, 459.67 * 5 / 9}};
constexpr std::string_view kTemperatureNames[] = {"K", "celsius|°C|°c|degree c|C",
                                                  "fahrenheit|°F|°f|degree f|F"};

// One word in the singular: "inches" stays for the table, "feet" likewise.
std::string Singular(std::string word) {
  const auto ends = [&](std::string_view end) { return word.ends_with(end); };
  if (word.size() > 4 && ends("ies")) return word.replace(word.size() - 3, 3, "y");
  if (word.size() > 3 && ends("s") && !ends("ss") && !ends("us") && !ends("is")) word.pop_back();
  return word;
}

// The last word in the singular, or the first of "miles per hour".
std::string SingularUnit(const std::string& folded) {
  const std::size_t per = folded.find(" per "), of = folded.find(" of ");
  const std::size_t end = std::min({per, of, folded.size()});
  const std::string first = folded.substr(0, end);
  const std::size_t space = first.rfind(' ');
  const std::size_t last = space == std::string::npos ? 0 : space + 1;
  std::string singular = first.substr(0, last) + Singular(first.substr(last)) + folded.substr(end);
  if (singular.starts_with("degrees ")) singular.erase(6, 1);
  return singular;
}

class UnitTable {
 public:
  UnitTable() {
    for (const Row& row : kRows)
      Add({std::string(row.name), std::string(row.dimension), row.factor, 0}, row.others);
    for (const Row& row : kPrefixed)
      for (const Prefix& prefix : kPrefixes) AddPrefixed(row, prefix);
    for (std::size_t i = 0; i < std::size(kTemperatures); ++i)
      Add(kTemperatures[i], kTemperatureNames[i]);
  }

  const Unit* Find(std::string_view text) const {
    const std::string written(text.substr(0, text.find_last_not_of(". ") + 1));
    if (const Unit* unit = Look(written)) return unit;
    if (written.size() < 2) return nullptr;  // "M" is no meter
    const std::string folded = FoldText(text);
    if (const Unit* unit = Look(folded)) return unit;
    return Look(SingularUnit(folded));
  }

 private:
  const Unit* Look(const std::string& name) const {
    auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &found->second;
  }

  void Add(const Unit& unit, std::string_view others) {
    by_name_.emplace(unit.name, unit);
    while (!others.empty()) {
      const std::size_t end = std::min(others.find('|'), others.size());
      by_name_.emplace(std::string(others.substr(0, end)), unit);
      others.remove_prefix(std::min(end + 1, others.size()));
    }
  }

  void AddPrefixed(const Row& row, const Prefix& prefix) {
    const Unit unit{std::string(prefix.name) + std::string(row.name), std::string(row.dimension),
                    row.factor * prefix.factor, 0};
    Add(unit, "");
    std::string_view others = row.others;
    while (!others.empty()) {
      const std::size_t end = std::min(others.find('|'), others.size());
      const std::string other(others.substr(0, end));
      const bool is_symbol = other.size() <= 2 || (other[0] >= 'A' && other[0] <= 'Z');
      by_name_.emplace(std::string(is_symbol ? prefix.symbol : prefix.name) + other, unit);
      others.remove_prefix(std::min(end + 1, others.size()));
    }
  }

  std::unordered_map<std::string, Unit> by_name_;  // the first of a name stays
};

const UnitTable& Units() {
  static const UnitTable table;  // immutable
  return table;
}

}  // namespace

std::optional<Unit> FindUnit(std::string_view text) {
  const Unit* unit = Units().Find(text);
  return unit == nullptr ? std::nullopt : std::optional(*unit);
}

std::string CanonicalUnit(std::string_view text) {
  const Unit* unit = Units().Find(text);
  return unit == nullptr ? SingularUnit(FoldText(text)) : unit->name;
}

double Scaled(double number, double scale) {
  return scale == 1 ? number : Rounded(number * scale);
}

double Rounded(double number) {
  constexpr int kDigits = std::numeric_limits<double>::digits10;
  char text[kDigits + 16];
  const auto end =
      std::to_chars(text, text + sizeof text, number, std::chars_format::general, kDigits);
  std::from_chars(text, end.ptr, number);
  return number;
}

std::optional<double> ConvertNumber(double number, std::string_view from, std::string_view to) {
  if (from == to) return number;
  const Unit *a = Units().Find(from), *b = Units().Find(to);
  if (a == nullptr || b == nullptr) {
    if (a == b && CanonicalUnit(from) == CanonicalUnit(to)) return number;
    return std::nullopt;
  }
  if (a->dimension != b->dimension) return std::nullopt;
  if (a->factor == b->factor && a->offset == b->offset) return number;
  return (number * a->factor + a->offset - b->offset) / b->factor;
}

std::optional<double> NumberInUnitsOf(const Value& value, const Value& like) {
  const auto is_measure = [](ValueKind kind) {
    return kind == ValueKind::kQuantity || kind == ValueKind::kDuration;
  };
  std::optional<double> number = value.number;
  if (is_measure(value.kind) && is_measure(like.kind)) {
    number = ConvertNumber(value.number, value.unit, like.unit);
  } else if (value.kind != like.kind || value.unit != like.unit) {
    return std::nullopt;
  }
  if (!number || value.per == like.per) return number;
  if (value.per.empty() || like.per.empty()) return std::nullopt;
  // 110 a kilogram is 110,000 a ton: the other way round.
  const std::optional<double> share = ConvertNumber(1, like.per, value.per);
  if (!share) return std::nullopt;
  return *number * *share;
}

}  // namespace lode
