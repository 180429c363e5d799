// FindDates: dates in running text, placed in time by the publication date.
//
// date_grammar reads what stands at a word; here is decided whether it is a date
// at all ("May" needs a preposition, "2024" too) and when it was. A date without
// its year is the one nearest to the publication date; a weekday is the last one
// up to it, or the next when the clause speaks of the future. "The following day"
// is counted from the date named before it in the same text, never from the
// publication date, which it does not mean. What cannot be placed keeps its words
// and an empty date: a wrong date is worse than none.
#include "loaders/extraction/values/dates.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "loaders/extraction/values/ascii.h"
#include "loaders/extraction/values/calendar.h"
#include "loaders/extraction/values/date_grammar.h"

namespace lode {
namespace {

bool IsWordByte(char c) {
  return IsAsciiDigit(c) || IsAsciiLetter(c) || c == '_' || static_cast<unsigned char>(c) >= 0xC3;
}

std::string_view Trimmed(std::string_view s) {
  while (!s.empty() && (s.back() == ' ' || s.back() == '\n')) s.remove_suffix(1);
  return s;
}

// The word that ends where `text` ends, spaces aside.
std::string_view LastWord(std::string_view text) {
  text = Trimmed(text);
  std::size_t begin = text.size();
  while (begin > 0 && IsAsciiLetter(text[begin - 1])) --begin;
  return text.substr(begin);
}

std::string Lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

template <std::size_t kSize>
bool IsOneOf(const std::array<std::string_view, kSize>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), Lower(word)) != words.end();
}

constexpr std::array<std::string_view, 22> kTimePrepositions = {
    "in",    "since",   "by",     "until", "till",  "through", "during", "before",
    "after", "from",    "for",    "of",    "to",    "and",     "early",  "late",
    "mid",   "between", "around", "circa", "until", "than"};
constexpr std::array<std::string_view, 12> kDeterminers = {
    "the", "its", "his", "her", "their", "our", "a", "year", "s", "fiscal", "calendar", "season"};
constexpr std::array<std::string_view, 6> kMonthOnly = {"last",     "next",  "this",
                                                        "previous", "every", "each"};

// Whether "May" before `after` and behind `before` names the month.
bool IsMonthName(std::string_view before, std::string_view name, std::string_view after) {
  const std::string_view word = LastWord(before);
  const bool placed = IsOneOf(kTimePrepositions, word) || IsOneOf(kMonthOnly, word);
  if (name != "May" && name != "March" && name != "MARCH" && name != "MAY" && name.size() > 3) {
    return true;
  }
  return placed && !(after.size() > 1 && after[0] == ' ' && after[1] >= 'A' && after[1] <= 'Z' &&
                     name.size() <= 3 && name != "May");
}

// Whether a bare four-digit number names a year.
bool IsYear(int year, std::string_view before, std::string_view after) {
  if (year < 1600 || year > 2100) return false;
  const std::string_view trimmed = Trimmed(before);
  if (trimmed.empty())
    return after.substr(0, 1) == " " || after.substr(0, 1) == ":" || after.substr(0, 1) == ",";
  const char last = trimmed.back();
  if (last == '(')
    return after.substr(0, 1) == ")" || after.substr(0, 1) == "," || after.substr(0, 1) == ";";
  if (last == '$' || last == '#') return false;
  const std::string_view word = LastWord(before);
  if (IsOneOf(kDeterminers, word)) return true;
  if (!IsOneOf(kTimePrepositions, word)) return false;
  // "of 2000 people" counts them; "of 2000 and" does not.
  const std::size_t end =
      std::min(after.find_first_not_of("abcdefghijklmnopqrstuvwxyz", 1), after.size());
  const bool plural = after.size() > 4 && after[0] == ' ' && end > 4 && after[end - 1] == 's' &&
                      after.substr(1, end - 1) != "was";
  return !plural || Lower(word) == "in" || Lower(word) == "since";
}

bool SpeaksOfTheFuture(std::string_view before) {
  const std::size_t stop = before.find_last_of(".;!?");
  if (stop != std::string_view::npos) before = before.substr(stop + 1);
  for (std::string_view cue :
       {" will ", "’ll ", "'ll ", " scheduled ", " is due ", " are due ", " set to ",
        " expected to ", " plans to ", " plan to ", " upcoming "}) {
    if (before.find(cue) != std::string_view::npos) return true;
  }
  return false;
}

// Places readings in time.
class Placer {
 public:
  explicit Placer(std::string_view published) {
    if (const auto date = FromIso(published)) published_ = *date;
  }

  // The date of `reading`, year 0 when it cannot be known. `before` is the text
  // in front of it.
  CivilDate Place(const DateReading& r, std::string_view before) const {
    switch (r.form) {
      case DateForm::kAbsolute: return {r.year, r.month, r.day};
      case DateForm::kMonthDay: return NearestYear(r, before);
      case DateForm::kDayOfMonth: return DayOfMonth(r.day);
      case DateForm::kWeekday: return Weekday(r, before);
      case DateForm::kDayShift: return Shifted(published_, r.shift);
      case DateForm::kHourShift: return Shifted(published_, -(std::abs(r.shift) / 24));
      case DateForm::kWeekShift: return Week(r.shift);
      case DateForm::kMonthShift:
        return published_.month > 0 ? MonthAfter(published_, r.shift) : CivilDate{};
      case DateForm::kYearShift:
        return published_.year > 0 ? CivilDate{published_.year + r.shift, 0, 0} : CivilDate{};
      case DateForm::kPartOfYear: return PartOfYear(r.part_begin);
      case DateForm::kSeasonShift: return Season(r);
      case DateForm::kNamedMonthShift: return {Season(r).year, r.month, 0};
      case DateForm::kFromBefore: return Shifted(named_, r.shift);
      case DateForm::kWords: return {};
    }
    return {};
  }

  // Remembers what "the following day" counts from.
  void Name(const CivilDate& date) {
    if (date.year > 0 && date.month > 0) named_ = date;
  }

 private:
  static CivilDate Shifted(const CivilDate& from, int days) {
    if (from.day == 0) return {};
    return DateOfDay(DayNumberOf(from) + days);
  }

  CivilDate NearestYear(const DateReading& r, std::string_view before) const {
    if (published_.year == 0) return {};
    CivilDate date{published_.year, r.month, r.day};
    if (published_.month == 0) return date;
    const int months = r.month - published_.month;
    const bool later = months > 0 || (months == 0 && r.day > published_.day);
    const bool past = Lower(LastWord(before)) == "since" && later;
    if (past || months > 6 || (months == 6 && r.day > published_.day)) --date.year;
    if (months < -6) ++date.year;
    return date;
  }

  CivilDate DayOfMonth(int day) const {
    if (named_.year > 0) return {named_.year, named_.month, day};
    if (published_.day == 0) return {};
    CivilDate month = day <= published_.day ? published_ : MonthAfter(published_, -1);
    month.day = day;
    return month;
  }

  CivilDate Weekday(const DateReading& r, std::string_view before) const {
    if (published_.day == 0) return {};
    const int today = DayNumberOf(published_);
    const int back = (WeekdayOf(today) - r.weekday + 7) % 7;
    if (r.shift < 0) return DateOfDay(today - (back == 0 ? 7 : back));
    if (r.shift > 0 || (back != 0 && SpeaksOfTheFuture(before))) return DateOfDay(today + 7 - back);
    return DateOfDay(today - back);
  }

  // A week has no precision of its own: its month when it lies in one, else its year.
  CivilDate Week(int shift) const {
    if (published_.day == 0) return {};
    const int monday = DayNumberOf(published_) - WeekdayOf(DayNumberOf(published_)) + 7 * shift;
    const CivilDate first = DateOfDay(monday), last = DateOfDay(monday + 6);
    if (first.year != last.year) return {};
    return {first.year, first.month == last.month ? first.month : 0, 0};
  }

  CivilDate PartOfYear(int first_month) const {
    if (published_.year == 0) return {};
    const bool begun = published_.month == 0 || first_month <= published_.month;
    return {begun ? published_.year : published_.year - 1, 0, 0};
  }

  CivilDate Season(const DateReading& r) const {
    if (published_.year == 0 || published_.month == 0) return {};
    const int year = published_.year;
    if (r.shift == 0) return {year, 0, 0};
    const bool passed = r.month < published_.month;
    if (r.shift < 0) return {passed ? year : year - 1, 0, 0};
    return {passed ? year + 1 : year, 0, 0};
  }

  CivilDate published_, named_;
};

// Whether the date from `begin` to `end` stands on its own as words of the text.
bool StandsAlone(std::string_view text, std::size_t begin, std::size_t end) {
  if (end < text.size() && IsAsciiDigit(text[end - 1]) && text[end] == '-' &&
      end + 1 < text.size() && IsAsciiDigit(text[end + 1])) {
    return false;
  }
  return begin == 0 ||
         !(text[begin - 1] == '/' || text[begin - 1] == '-' || text[begin - 1] == '.' ||
           text[begin - 1] == '@' || text[begin - 1] == '$');
}

bool IsDate(std::string_view text, std::size_t begin, std::size_t end, const DateReading& reading) {
  if (!StandsAlone(text, begin, end)) return false;
  const std::string_view before = text.substr(0, begin), after = text.substr(end);
  if (reading.bare_year) return IsYear(reading.year, before, after);
  if (reading.bare_month) return IsMonthName(before, text.substr(begin, end - begin), after);
  return true;
}

// "The first quarter": from its first month to its last. Where a fiscal year begins is not
// known.
void SetPart(const DateReading& reading, CivilDate year, Value* value) {
  if (reading.part_end == 0 || year.year == 0) return;
  const std::string words = Lower(value->text);
  if (words.find("fiscal") != std::string::npos || words.find("fy") != std::string::npos) return;
  value->date = ToIso({year.year, reading.part_begin, 0});
  value->date_to = ToIso({year.year, reading.part_end, 0});
}

}  // namespace

namespace {

// What the words of a found date were read as; form kWords where they are none.
DateReading ReadAgain(const Value& time) {
  DateReading reading;
  const std::size_t start = time.text.find_first_not_of(' ');
  if (start == std::string::npos || ReadDateAt(time.text, start, &reading) == 0)
    reading.form = DateForm::kWords;
  return reading;
}

}  // namespace

std::vector<FoundValue> FindDates(std::string_view text, std::string_view published) {
  std::vector<FoundValue> found;
  Placer placer(published);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!IsWordByte(text[at]) || (at > 0 && IsWordByte(text[at - 1]))) continue;
    DateReading reading;
    const std::size_t length = ReadDateAt(text, at, &reading);
    if (length == 0 || !IsDate(text, at, at + length, reading)) continue;
    const CivilDate date = placer.Place(reading, text.substr(0, at));
    placer.Name(date);
    FoundValue& value = found.emplace_back();
    value.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length)};
    value.value.kind = ValueKind::kDate;
    value.value.text = std::string(text.substr(at, length));
    value.value.date = ToIso(date);
    SetPart(reading, date, &value.value);
    at += length - 1;
  }
  return found;
}

std::string ComingDate(const Value& time, std::string_view published) {
  const DateReading reading = ReadAgain(time);
  if (reading.form != DateForm::kWeekday || reading.shift != 0) return time.date;
  const auto day = FromIso(published);
  if (!day || day->day == 0) return time.date;
  const int today = DayNumberOf(*day);
  return ToIso(DateOfDay(today + (reading.weekday - WeekdayOf(today) + 7) % 7));
}

std::string GoneDate(const Value& time, std::string_view published) {
  if (ReadAgain(time).form != DateForm::kMonthDay) return time.date;
  const auto day = FromIso(published), told = FromIso(time.date);
  if (!day || !told || day->month == 0 || told->month == 0) return time.date;
  const bool later =
      told->year > day->year ||
      (told->year == day->year &&
       (told->month > day->month || (told->month == day->month && told->day > day->day)));
  if (!later) return time.date;
  return ToIso({told->year - 1, told->month, told->day});
}

std::string BeginBefore(const Value& begin, std::string_view end) {
  if (begin.date <= end) return begin.date;
  const auto date = FromIso(begin.date);
  const DateForm form = ReadAgain(begin).form;
  std::string before;
  if (date && form == DateForm::kMonthDay)
    before = ToIso({date->year - 1, date->month, date->day});
  else if (date && form == DateForm::kWeekday)
    before = ToIso(DateOfDay(DayNumberOf(*date) - 7));
  return before <= end ? before : std::string();
}

std::optional<Value> DayBehindWeekday(const Value& time, std::string_view after,
                                      std::string_view published) {
  constexpr std::size_t kLongestDate = 40;  // bytes
  const DateReading reading = ReadAgain(time);
  if (reading.form != DateForm::kWeekday || reading.shift != 0) return std::nullopt;
  const std::size_t start = after.find_first_not_of(", (");
  if (start == 0 || start > 2) return std::nullopt;
  for (const FoundValue& day : FindDates(after.substr(start, kLongestDate), published)) {
    const DateForm form = ReadAgain(day.value).form;
    const auto date = FromIso(day.value.date);
    if (day.span.begin != 0 || !date || date->day == 0 ||
        (form != DateForm::kMonthDay && form != DateForm::kAbsolute))
      return std::nullopt;
    Value both = day.value;
    both.text = time.text + std::string(after.substr(0, start)) + both.text;
    return both;
  }
  return std::nullopt;
}

}  // namespace lode
