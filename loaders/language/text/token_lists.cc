// The closed lists behind the tokenizer's rules, sorted for binary search.
#include "loaders/language/text/token_lists.h"

#include <algorithm>
#include <iterator>

namespace lode {
namespace {

constexpr std::string_view kPrefixes[] = {
    "anti",   "arch",  "bi",    "co",    "counter", "cross", "de",    "e",     "ex",    "extra",
    "hyper",  "infra", "inter", "intra", "macro",   "mega",  "meta",  "micro", "mid",   "mini",
    "mis",    "mono",  "multi", "non",   "over",    "post",  "pre",   "pro",   "proto", "pseudo",
    "psycho", "re",    "semi",  "socio", "sub",     "super", "trans", "tri",   "ultra", "un"};

constexpr std::string_view kUnits[] = {
    "AM",  "B",    "C",   "F",   "GB",  "GHz", "GW", "GWh", "Gb",  "Hz",  "K",    "KB",
    "KM",  "MB",   "MHz", "MW",  "MWh", "PM",  "TB", "TWh", "W",   "am",  "b",    "billion",
    "bn",  "cc",   "cm",  "ft",  "g",   "gb",  "hp", "hr",  "hrs", "k",   "kW",   "kWh",
    "kg",  "kg/h", "km",  "kw",  "lb",  "lbs", "m",  "mb",  "mg",  "min", "mins", "ml",
    "mln", "mm",   "mn",  "mph", "ms",  "nm",  "oz", "p",   "pm",  "ppm", "pt",   "px",
    "sec", "tn",   "trn", "w",   "x",   "yr",  "yrs"};

constexpr std::string_view kStarters[] = {
    "A",    "After", "All",  "Also",    "An",   "And",   "Another", "As",        "At",    "Because",
    "Both", "But",   "By",   "For",     "From", "He",    "Her",     "His",       "How",   "However",
    "I",    "If",    "In",   "Instead", "It",   "Its",   "Many",    "Meanwhile", "Most",  "Neither",
    "Nor",  "Not",   "Now",  "On",      "Or",   "Other", "Others",  "Our",       "She",   "Since",
    "So",   "Some",  "Such", "That",    "The",  "Their", "Then",    "There",     "These", "They",
    "This", "Those", "To",   "Under",   "We",   "What",  "When",    "Where",     "While", "Who",
    "Why",  "With",  "Yet",  "You",     "Your"};

constexpr std::string_view kSlashWords[] = {"a/c", "b/c",  "c/o", "i/o", "l/c",
                                            "n/a", "s/he", "w/e", "w/o"};

bool HasFolded(std::string_view word, const std::string_view* begin, const std::string_view* end) {
  char folded[8];
  if (word.empty() || word.size() > sizeof folded) return false;
  std::transform(word.begin(), word.end(), folded, [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::binary_search(begin, end, std::string_view(folded, word.size()));
}

}  // namespace

bool IsHyphenPrefix(std::string_view word) {
  return HasFolded(word, std::begin(kPrefixes), std::end(kPrefixes));
}
bool IsSlashWord(std::string_view word) {
  return HasFolded(word, std::begin(kSlashWords), std::end(kSlashWords));
}
bool IsCutUnit(std::string_view letters) {
  return std::ranges::binary_search(kUnits, letters);
}
bool IsSentenceStarter(std::string_view word) {
  return std::ranges::binary_search(kStarters, word);
}

}  // namespace lode
