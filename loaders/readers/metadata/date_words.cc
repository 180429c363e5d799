// A line is a date where all its words are those of dates and of the labels that stand
// before them.

#include "loaders/readers/metadata/date_words.h"

#include <re2/re2.h>

#include "loaders/extraction/values/dates.h"
#include "loaders/readers/lines/piece.h"
#include "loaders/readers/metadata/written_day.h"

namespace lode {
namespace {

// "Veröffentlicht am 5. Oktober 2013, 14:35 Uhr", "Stand: 05.10.2013".
std::string DayAmongLabels(std::string_view text) {
  const WrittenDay day = FindWrittenDay(text);
  if (day.value.empty() || DayLabelsOf(text.substr(0, day.begin)) == DayLabel::kNone ||
      DayLabelsOf(text.substr(day.end)) == DayLabel::kNone)
    return {};
  return ParseDate(day.value);
}

}  // namespace

std::string DateIn(std::string_view text) {
  // Nothing but the words of dates: a headline that names a date is no date line.
  static const RE2 words(
      R"re((?i)(?:\W*(?:\d{1,4}(?:st|nd|rd|th)?|\d{4}-\d\d-\d\dT[\d:.]+Z?|T|Z|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|first|last|originally|published|updated|posted|modified|date|created|released|filed|as|of|by|from|in|on|at|since|until|before|after|around|early|mid|late|the|end|beginning|start|[ap]\.?m|(?-i:[A-Z]{2,5})|gmt|utc|time|local|Q[1-4]|spring|summer|autumn|fall|winter))+\W*)re");
  static const RE2 range(R"((\d{1,2})\s*(?:-|–|—)\s*\d{1,2}([\s,]|$))");
  if (text.size() > 100 || text.find_first_of("0123456789") == std::string_view::npos) return {};
  if (!RE2::FullMatch(Piece(text), words)) return DayAmongLabels(text);
  if (std::string date = ParseDate(text); !date.empty()) return date;
  std::string line(text);
  RE2::Replace(&line, range, R"(\1\2)");
  return ParseDate(line);
}

}  // namespace lode
