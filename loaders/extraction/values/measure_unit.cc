// Finds the unit behind a number without tags or trees.
//
// Known units come from the table in storage. What is counted can be any noun, so
// it is found by its form: words follow the number, the last of them a plural in
// lower case, and none of them a word that ends the noun phrase. Verbs that look
// like plurals ("says", "rises") are listed. Wrong guesses cost little: the number
// stays right, only its unit says too much or too little.
#include "loaders/extraction/values/measure_unit.h"

#include <algorithm>
#include <array>

#include "loaders/extraction/values/ascii.h"
#include "storage/terms/units.h"

namespace lode {
namespace {

constexpr std::string_view kStopWords[] = {
    "a",       "about",     "according",    "after",   "against", "ago",      "all",
    "also",    "although",  "among",        "an",      "and",     "any",      "are",
    "as",      "at",        "away",         "based",   "be",      "because",  "been",
    "before",  "being",     "below",        "between", "but",     "by",       "came",
    "can",     "cannot",    "compared",     "could",   "did",     "died",     "do",
    "does",    "down",      "due",          "during",  "each",    "even",     "ever",
    "every",   "for",       "from",         "goes",    "got",     "had",      "has",
    "have",    "he",        "her",          "here",    "his",     "how",      "if",
    "in",      "including", "injured",      "into",    "is",      "it",       "its",
    "just",    "killed",    "last",         "later",   "less",    "like",     "made",
    "makes",   "may",       "means",        "might",   "more",    "most",     "much",
    "must",    "near",      "no",           "nor",     "not",     "now",      "of",
    "off",     "on",        "once",         "only",    "or",      "our",      "out",
    "over",    "own",       "past",         "per",     "plus",    "remains",  "rises",
    "said",    "saw",       "says",         "shall",   "she",     "should",   "shows",
    "since",   "so",        "still",        "such",    "than",    "that",     "the",
    "their",   "them",      "then",         "there",   "these",   "they",     "this",
    "those",   "though",    "through",      "thus",    "to",      "together", "too",
    "toward",  "towards",   "under",        "unless",  "until",   "up",       "upon",
    "us",      "versus",    "very",         "via",     "vs",      "was",      "we",
    "went",    "were",      "what",         "when",    "where",   "whereas",  "which",
    "while",   "who",       "whose",        "why",     "will",    "with",     "within",
    "without", "would",     "year-on-year", "yet",     "you",     "your"};
constexpr std::string_view kIrregular[] = {"cattle", "children", "feet",      "fish",
                                           "men",    "people",   "personnel", "police",
                                           "staff",  "troops",   "women"};
// Words behind a hyphen that make an adjective without a unit.
constexpr std::string_view kNoUnit[] = {"and", "by", "in",   "of", "off", "on",
                                        "one", "or", "plus", "to", "up",  "way"};
// One and two letters that are units even with a space before them.
constexpr std::string_view kShortUnits[] = {"GB", "GW", "Hz", "MB", "MW", "TB", "W",  "cm",
                                            "ft", "g",  "ha", "hp", "kW", "kg", "km", "kt",
                                            "lb", "m",  "mg", "ml", "mm", "nm", "oz"};

template <std::size_t kSize>
bool Has(const std::string_view (&list)[kSize], std::string_view word) {
  return std::binary_search(std::begin(list), std::end(list), word);
}

bool IsLower(char c) {
  return c >= 'a' && c <= 'z';
}

std::string_view WordAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (IsAsciiLetter(text[end]) || (end > at && IsAsciiDigit(text[end])) ||
                               (end > at && (text[end] == '-' || text[end] == '/') &&
                                end + 1 < text.size() && IsAsciiLetter(text[end + 1])))) {
    ++end;
  }
  // "U.S." and the like keep their stops.
  if (end == at + 1 && end + 1 < text.size() && text[end] == '.' && IsAsciiLetter(text[end + 1])) {
    while (end + 1 < text.size() && text[end] == '.' && IsAsciiLetter(text[end + 1])) end += 2;
    if (end < text.size() && text[end] == '.') ++end;
  }
  return text.substr(at, end - at);
}

bool IsPlural(std::string_view word) {
  if (Has(kIrregular, word)) return true;
  if (word.size() < 4 || word.back() != 's' ||
      !std::all_of(word.begin(), word.end(), [](char c) { return IsLower(c) || c == '-'; })) {
    return false;
  }
  const std::string_view end = word.substr(word.size() - 2);
  return end != "ss" && end != "us" && end != "is";
}

std::size_t SkipGap(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n')) ++at;
  if (text.substr(at, 2) == "\u00A0") at += 2;
  return at;
}

UnitReading Known(std::string_view written, std::size_t length) {
  UnitReading reading;
  const auto unit = FindUnit(written);
  if (!unit) return reading;
  reading.length = length;
  reading.unit = unit->name;
  reading.unit_text = std::string(written);
  reading.is_time = unit->dimension == "time";
  reading.is_measure = true;
  return reading;
}

// "kg", " metric tons", " square miles": up to three words, the longest first.
UnitReading KnownUnitAt(std::string_view text, std::size_t at) {
  const std::size_t begin = SkipGap(text, at);
  std::array<std::size_t, 3> ends{};
  std::size_t count = 0;
  for (std::size_t next = begin; count < ends.size();) {
    const std::string_view word = WordAt(text, next);
    if (word.empty()) break;
    ends[count++] = next + word.size();
    next = SkipGap(text, next + word.size());
    if (next == ends[count - 1]) break;
  }
  while (count-- > 0) {
    const std::string_view written = text.substr(begin, ends[count] - begin);
    const bool is_short = written.size() <= 2;
    if (is_short && !Has(kShortUnits, written)) continue;
    if (IsAsciiLetter(written[0]) && !IsLower(written[0]) && written.size() > 4)
      continue;  // a name
    UnitReading reading = Known(written, ends[count] - at);
    if (reading.length > 0) return reading;
  }
  if (text.substr(begin, 3) == "°C" || text.substr(begin, 3) == "°F") {
    return Known(text.substr(begin, 3), begin + 3 - at);
  }
  return {};
}

// "-card", "-year-old", "-kilometer"
UnitReading HyphenUnitAt(std::string_view text, std::size_t at) {
  std::size_t begin = text[at] == '-' ? at + 1 : at + 3;  // U+2011
  std::size_t end = begin;
  while (end < text.size() && IsAsciiLetter(text[end])) ++end;
  const std::string_view word = text.substr(begin, end - begin);
  if (word.size() < 2 || Has(kNoUnit, word) || !(IsLower(word[0]) || Has(kShortUnits, word)))
    return {};
  UnitReading reading = Known(word, end - at);
  if (reading.length == 0) {
    reading.length = end - at;
    reading.unit = CanonicalUnit(word);
    reading.unit_text = std::string(word);
  }
  if (reading.is_time && text.substr(end, 4) == "-old") reading.length += 4;
  return reading;
}

// " advanced chips": a plural with up to three words before it.
UnitReading CountedAt(std::string_view text, std::size_t at) {
  std::size_t begin = SkipGap(text, at);
  if (begin == at) return {};
  const std::size_t first = begin;
  for (int words = 0; words < 4; ++words) {
    const std::string_view word = WordAt(text, begin);
    if (word.empty() || Has(kStopWords, word)) return {};
    if (IsPlural(word)) {
      UnitReading reading;
      reading.length = begin + word.size() - at;
      reading.unit = CanonicalUnit(word);
      reading.unit_text = std::string(text.substr(first, begin + word.size() - first));
      return reading;
    }
    begin = SkipGap(text, begin + word.size());
    if (begin >= text.size() || text[begin - 1] != ' ') return {};
  }
  return {};
}

}  // namespace

UnitReading ReadUnitAt(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  if (text[at] == '-' || text.substr(at, 3) == "\u2011") return HyphenUnitAt(text, at);
  if (text[at] == 'x' && (at + 1 == text.size() || !IsAsciiLetter(text[at + 1]))) {
    UnitReading times;
    times.length = 1;
    times.unit = "time";
    times.unit_text = "x";
    return times;
  }
  UnitReading known = KnownUnitAt(text, at);
  if (known.length > 0) return known;
  return CountedAt(text, at);
}

}  // namespace lode
