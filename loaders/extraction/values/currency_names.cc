// The table of currencies.
//
// A sign or word that several countries use means the one that news in English
// means by it: "$" is the US dollar, "¥" the yen. "Pound" alone is not here, since
// it weighs as often as it pays; the measures decide by the number before it.
#include "loaders/extraction/values/currency_names.h"

#include <iterator>

namespace lode {
namespace {

constexpr CurrencyName kSigns[] = {
    {"$", "USD"},    {"US$", "USD"},    {"U.S.$", "USD"}, {"A$", "AUD"},   {"AU$", "AUD"},
    {"C$", "CAD"},   {"CA$", "CAD"},    {"HK$", "HKD"},   {"NT$", "TWD"},  {"S$", "SGD"},
    {"NZ$", "NZD"},  {"R$", "BRL"},     {"MX$", "MXN"},   {"\x05", "EUR"}, {"\x06", "GBP"},
    {"\x07", "JPY"}, {"CN\x07", "CNY"}, {"RMB", "CNY"},   {"\x08", "INR"}, {"\x0E", "KRW"},
    {"\x0F", "RUB"}, {"\x10", "TRY"},   {"\x11", "ILS"},  {"\x12", "UAH"}, {"\x13", "NGN"},
    {"\x15", "THB"}, {"Rs", "INR"},     {"Rs.", "INR"},   {"Rp", "IDR"},   {"RM", "MYR"},
    {"USD", "USD"},  {"EUR", "EUR"},    {"GBP", "GBP"},   {"JPY", "JPY"},  {"CNY", "CNY"},
    {"INR", "INR"},  {"CHF", "CHF"},    {"HKD", "HKD"},   {"KRW", "KRW"},  {"TWD", "TWD"},
    {"AUD", "AUD"},  {"CAD", "CAD"},    {"SGD", "SGD"},   {"SEK", "SEK"},  {"NOK", "NOK"},
    {"DKK", "DKK"},  {"BRL", "BRL"},    {"ZAR", "ZAR"},   {"MXN", "MXN"},  {"AED", "AED"},
    {"SAR", "SAR"},  {"RUB", "RUB"},    {"TRY", "TRY"},   {"PLN", "PLN"},  {"NZD", "NZD"}};

constexpr CurrencyName kCurrencyWords[] = {{"dollar", "USD"},
                                           {"dollars", "USD"},
                                           {"us dollars", "USD"},
                                           {"u.s. dollars", "USD"},
                                           {"american dollars", "USD"},
                                           {"usd", "USD"},
                                           {"canadian dollars", "CAD"},
                                           {"cad", "CAD"},
                                           {"australian dollars", "AUD"},
                                           {"aud", "AUD"},
                                           {"hong kong dollars", "HKD"},
                                           {"hkd", "HKD"},
                                           {"singapore dollars", "SGD"},
                                           {"new taiwan dollars", "TWD"},
                                           {"taiwan dollars", "TWD"},
                                           {"new zealand dollars", "NZD"},
                                           {"euro", "EUR"},
                                           {"euros", "EUR"},
                                           {"eur", "EUR"},
                                           {"pounds sterling", "GBP"},
                                           {"british pounds", "GBP"},
                                           {"gbp", "GBP"},
                                           {"pence", "GBP", 0.01},
                                           {"yen", "JPY"},
                                           {"jpy", "JPY"},
                                           {"yuan", "CNY"},
                                           {"renminbi", "CNY"},
                                           {"rmb", "CNY"},
                                           {"cny", "CNY"},
                                           {"chinese yuan", "CNY"},
                                           {"won", "KRW"},
                                           {"korean won", "KRW"},
                                           {"rupee", "INR"},
                                           {"rupees", "INR"},
                                           {"indian rupees", "INR"},
                                           {"pakistani rupees", "PKR"},
                                           {"ruble", "RUB"},
                                           {"rubles", "RUB"},
                                           {"rouble", "RUB"},
                                           {"roubles", "RUB"},
                                           {"rand", "ZAR"},
                                           {"reais", "BRL"},
                                           {"brazilian reals", "BRL"},
                                           {"mexican pesos", "MXN"},
                                           {"argentine pesos", "ARS"},
                                           {"philippine pesos", "PHP"},
                                           {"chilean pesos", "CLP"},
                                           {"colombian pesos", "COP"},
                                           {"swiss francs", "CHF"},
                                           {"swiss franc", "CHF"},
                                           {"swedish krona", "SEK"},
                                           {"swedish kronor", "SEK"},
                                           {"kronor", "SEK"},
                                           {"norwegian kroner", "NOK"},
                                           {"danish kroner", "DKK"},
                                           {"turkish lira", "TRY"},
                                           {"lira", "TRY"},
                                           {"liras", "TRY"},
                                           {"shekel", "ILS"},
                                           {"shekels", "ILS"},
                                           {"dirham", "AED"},
                                           {"dirhams", "AED"},
                                           {"riyal", "SAR"},
                                           {"riyals", "SAR"},
                                           {"baht", "THB"},
                                           {"ringgit", "MYR"},
                                           {"rupiah", "IDR"},
                                           {"dong", "VND"},
                                           {"zloty", "PLN"},
                                           {"zlotys", "PLN"},
                                           {"forint", "HUF"},
                                           {"forints", "HUF"},
                                           {"hryvnia", "UAH"},
                                           {"hryvnias", "UAH"},
                                           {"naira", "NGN"},
                                           {"kenyan shillings", "KES"},
                                           {"kuwaiti dinars", "KWD"},
                                           {"iraqi dinars", "IQD"},
                                           {"cent", "USD", 0.01},
                                           {"cents", "USD", 0.01},
                                           {"u.s. cents", "USD", 0.01}};

}  // namespace

CurrencyNames CurrencySigns() {
  return {std::begin(kSigns), std::end(kSigns)};
}
CurrencyNames CurrencyWords() {
  return {std::begin(kCurrencyWords), std::end(kCurrencyWords)};
}

}  // namespace lode
