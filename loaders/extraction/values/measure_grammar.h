// Amounts as English writes them: bound, number or range, scale, currency, percent.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "lode/value.h"

namespace lode {

struct Amount {
  double value = 0;
  double scale = 1;  // of "million", "bn" ...
  bool is_scaled = false;
  bool is_words = false;     // "twelve"
  bool is_article = false;   // the "a" of "a million"
  bool is_fraction = false;  // "two-thirds"
  char suffix = 0;           // 'm', 'b' or 'k' written onto the digits: a scale or a unit
  double number() const;     // the two multiplied, see Scaled
};

// What stands at one place of a text, before its unit.
struct MeasureReading {
  Comparator comparator = Comparator::kEqual;
  std::size_t amount_at = 0;  // bytes from the start to the first number or currency
  Amount from;
  std::optional<Amount> to;
  bool is_framed = false;     // "between ... and", "from ... to"
  std::string currency;       // ISO 4217, empty for none
  std::string currency_text;  // as written
  double minor = 1;           // 0.01 for cents
  bool is_percent = false;
  double percent_factor = 1;  // 0.01 for basis points
  std::string percent_text;   // "percentage points" ...
  bool is_fold = false;       // "sixfold"
};

// Reads a measure up to its unit from byte `at` on; returns its length in bytes,
// 0 when there is none. REQUIRES: a word, number or sign starts at `at`.
std::size_t ReadMeasureAt(std::string_view text, std::size_t at, MeasureReading* reading);

// Reads what may follow the unit. The length in bytes, 0 for none.
//   "/kg", " per barrel", " a day"  -> the unit as written
std::size_t ReadPerAt(std::string_view text, std::size_t at, std::string* per);
//   "+", " or more", " or less", " or so"
std::size_t ReadBoundAt(std::string_view text, std::size_t at, Comparator* comparator);

}  // namespace lode
