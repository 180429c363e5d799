// A line is a date where all its words are those of dates and of the labels that stand
// before them.

#include "loaders/readers/metadata/date_words.h"

#include <re2/re2.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "loaders/extraction/values/dates.h"
#include "loaders/readers/lines/piece.h"
#include "loaders/readers/metadata/written_day.h"
#include "loaders/readers/words/tables.h"

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

std::string EnglishBeginnings(std::string_view section) {
  constexpr std::size_t kLetters = 3;
  std::vector<std::string> beginnings;
  for (std::string_view word : WordsOf(ValueOf(kDayWords, section, "en"))) {
    std::string beginning(word.substr(0, kLetters));
    beginning[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(beginning[0])));
    if (std::ranges::find(beginnings, beginning) == beginnings.end())
      beginnings.push_back(std::move(beginning));
  }
  std::string any;
  for (const std::string& beginning : beginnings) any += (any.empty() ? "" : "|") + beginning;
  return any;
}

std::string DateIn(std::string_view text) {
  // Nothing but the words of dates: a headline that names a date is no date line.
  static const RE2 words(
      R"re((?i)(?:\W*(?:\d{1,4}(?:st|nd|rd|th)?|\d{4}-\d\d-\d\dT[\d:.]+Z?|(?:)re" +
      EnglishBeginnings("months") + "|" + EnglishBeginnings("weekdays") + ")[a-z]*|" +
      AnyWordOf(kLineWords, "date-line") + R"re(|(?-i:[A-Z]{2,5})))+\W*)re");
  static const RE2 range(R"((\d{1,2})\s*(?:-|–|—)\s*\d{1,2}([\s,]|$))");
  if (text.size() > 100 || text.find_first_of("0123456789") == std::string_view::npos) return {};
  if (!RE2::FullMatch(Piece(text), words)) return DayAmongLabels(text);
  if (std::string date = ParseDate(text); !date.empty()) return date;
  std::string line(text);
  RE2::Replace(&line, range, R"(\1\2)");
  return ParseDate(line);
}

}  // namespace lode
