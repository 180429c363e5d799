// Names, signs and codes of currencies, and the ISO 4217 codes they stand for.
#pragma once

#include <string_view>

namespace lode {

struct CurrencyName {
  std::string_view name;
  std::string_view code;
  double minor = 1;  // 0.01 for a hundredth
};

// What stands before an amount: "US$", "€" (in the codes of AsciiWindow), "EUR".
struct CurrencyNames {
  const CurrencyName* begin;
  const CurrencyName* end;
};
CurrencyNames CurrencySigns();
// What stands behind it, in lower case: "yuan", "canadian dollars", "cents".
CurrencyNames CurrencyWords();

}  // namespace lode
