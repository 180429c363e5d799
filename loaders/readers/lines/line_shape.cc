// Looks at one line at a time: how long it is, how it begins and ends. Nothing
// here knows any outlet. The hard bit is that "Corp." and "U.S." end with a full
// stop and end no sentence.

#include "loaders/readers/lines/line_shape.h"

#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/bytes/mapped_text.h"

namespace lode {
namespace {

bool IsWideLetter(UChar32 c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

UChar32 FirstCodePoint(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? -1 : NextCodePoint(text, at);
}

// Closing quotes and brackets, which may follow the full stop.
std::string_view WithoutClosers(std::string_view line) {
  static constexpr std::array<std::string_view, 7> kClosers = {
      "\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB"};
  for (bool again = true; again;) {
    again = false;
    for (std::string_view closer : kClosers)
      if (line.ends_with(closer)) {
        line.remove_suffix(closer.size());
        again = true;
      }
  }
  return line;
}

bool EndsWithAbbreviation(std::string_view line) {
  static const RE2 pattern(
      R"((?:^|.*[\s,(])(?:(?:[A-Z]\.)+|Inc\.|Corp\.|Co\.|Ltd\.|Jr\.|Sr\.|No\.|St\.|Dr\.|Mr\.|Ms\.|Mrs\.|vs\.))");
  std::string_view tail = line.substr(line.size() - std::min<std::size_t>(line.size(), 24));
  return RE2::FullMatch({tail.data(), tail.size()}, pattern);
}

}  // namespace

std::size_t WordCount(std::string_view line) {
  std::size_t words = 0, wide = 0;
  bool inside = false;
  for (std::size_t at = 0; at < line.size();) {
    if (std::size_t space = LeadingSpace(line.substr(at))) {
      inside = false;
      at += space;
      continue;
    }
    if (IsWideLetter(NextCodePoint(line, at))) {
      ++wide;
    } else if (!inside) {
      ++words;
      inside = true;
    }
  }
  return words + (wide + 1) / 2;
}

bool EndsSentence(std::string_view line) {
  static constexpr std::array<std::string_view, 7> kStops = {
      ".", "!", "?", "\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F"};
  line = WithoutClosers(line);
  return std::any_of(kStops.begin(), kStops.end(),
                     [&](std::string_view stop) { return line.ends_with(stop); });
}

bool LooksLikeHeading(std::string_view line) {
  if (line.empty() || line.size() > 140 || WordCount(line) > 14) return false;
  UChar32 first = FirstCodePoint(line);
  if (!u_isupper(first) && !u_isdigit(first) && !IsWideLetter(first) && first != 0x201C &&
      first != 0x2018 && first != '"' && first != '\'')
    return false;
  std::string_view bare = WithoutClosers(line);
  if (bare.ends_with(",") || bare.ends_with(";")) return false;
  if (bare.ends_with("?")) return WordCount(line) <= 12;
  return !EndsSentence(line) || (bare.ends_with(".") && EndsWithAbbreviation(bare));
}

bool LooksLikeHeadline(std::string_view line) {
  std::size_t words = WordCount(line);
  if (words < 4 || words > 30 || line.size() > 260) return false;
  UChar32 first = FirstCodePoint(line);
  if (u_islower(first) && !RE2::PartialMatch({line.data(), line.size()}, R"(^[a-z]+[A-Z0-9])"))
    return false;
  std::string_view bare = WithoutClosers(line);
  if (bare.ends_with(",") || bare.ends_with(";") || bare.ends_with(":")) return false;
  return !bare.ends_with(".") || EndsWithAbbreviation(bare);
}

std::size_t ListMark(std::string_view line) {
  static const RE2 pattern(R"(^((?:[-*+•·‣▪●◦–]|\(?\d{1,2}[.)])[\s\x{A0}]+)\S)");
  re2::StringPiece mark;
  if (!RE2::PartialMatch({line.data(), line.size()}, pattern, &mark)) return 0;
  return mark.size();
}

bool IsPlayerClock(std::string_view line) {
  static const RE2 pattern(
      R"((?:\d{1,2}:)?\d{1,2}:\d{2}(?:\s*/\s*(?:\d{1,2}:)?\d{1,2}:\d{2})?|\d(?:\.\d+)?x)");
  return line.size() < 24 && RE2::FullMatch({line.data(), line.size()}, pattern);
}

bool IsAgeStamp(std::string_view line) {
  static const RE2 pattern(
      R"((?i)(?:(?:updated|published|posted)\s+)?(?:about\s+)?(?:\d+|an?|one)\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|months?|y|yrs?|years?)\s+ago\.?)");
  return line.size() < 40 && RE2::FullMatch({line.data(), line.size()}, pattern);
}

bool LooksLikeName(std::string_view line) {
  static const RE2 pattern(
      R"(\p{Lu}[\p{L}'’.-]*(?:\s+(?:de|del|van|von|der|bin|al|la|le|\p{Lu}[\p{L}'’.-]*)){1,3})");
  return line.size() < 60 && RE2::FullMatch({line.data(), line.size()}, pattern);
}

}  // namespace lode
