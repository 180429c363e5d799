// Months and the words round days are tables (words/days.list), a row a language. The hard bit is
// what looks like a day and is none: versions, phone numbers, sections ("1.2.2020.4"), so nothing
// may run on before or behind the numbers.

#include "loaders/readers/metadata/written_day.h"

#include <algorithm>
#include <map>
#include <optional>

#include "loaders/extraction/values/calendar.h"
#include "loaders/extraction/values/dates.h"
#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Where the word at `at` ends; `at` where none stands. Letters of other alphabets are words, too,
// but for Chinese ones; their marks (dashes, quotes, hard spaces) begin with C2, E2 and E3.
std::size_t WordEnd(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto c = static_cast<unsigned char>(text[at]);
    const bool ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!ascii && (c < 0xC3 || (c >= 0xE2 && c <= 0xEF))) return at;
    NextCodePoint(text, at);
  }
  return at;
}

// Lower case of the letters of Western and Cyrillic alphabets.
std::string Lowered(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::int32_t letter = NextCodePoint(text, at);
    if (letter < 0) continue;
    const bool upper = (letter >= 'A' && letter <= 'Z') || (letter >= 0xC0 && letter <= 0xDE) ||
                       (letter >= 0x410 && letter <= 0x42F);
    AppendCodePoint(out, upper ? letter + 0x20 : letter);
  }
  return out;
}

using Months = std::map<std::string, int, std::less<>>;

const Months& MonthNames() {
  static const Months names = [] {
    Months made;
    for (const TableRow& row : RowsOf(kDayWords)) {
      if (row.section != "months" || row.key == "example") continue;
      int month = 0;
      for (std::string_view name : WordsOf(row.value)) made.emplace(name, ++month);
    }
    return made;
  }();
  return names;
}

// 1 to 12, or 0 for what names no month.
int MonthOf(std::string_view word) {
  constexpr std::size_t kLongest = 24, kShortest = 3;  // bytes
  if (word.size() < kShortest || word.size() > kLongest) return 0;
  const std::string name = Lowered(word);
  const Months& names = MonthNames();
  auto at = names.lower_bound(name);
  if (at == names.end() || !at->first.starts_with(name)) return 0;
  const int month = at->second;
  if (at->first == name) return month;
  for (; at != names.end() && at->first.starts_with(name); ++at)
    if (at->second != month) return 0;
  return month;
}

// Reads a day from its first number or name on.
class Reader {
 public:
  Reader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  // The bytes read; 0 for no day.
  std::size_t end() const { return at_; }
  std::string value() const { return value_; }

  bool Read() {
    const std::size_t begin = at_;
    const auto attempt = [&](bool (Reader::*form)()) {
      at_ = begin;
      return (this->*form)() && !RunsOn();
    };
    return attempt(&Reader::YearFirst) || attempt(&Reader::Numbers) || attempt(&Reader::DayFirst) ||
           attempt(&Reader::MonthFirst);
  }

 private:
  // "2019-11-10", "2019/11/10", "2019年11月10日", "2022. január 5."
  bool YearFirst() {
    const auto year = Number(4, 4);
    if (!year) return false;
    if (Skip(". ")) {
      const int month = Month();
      return month > 0 && Skip(" ") && Settle(*year, month, Number(1, 2));
    }
    for (std::string_view mark : {"-", "/", ".", "年"}) {
      if (!Skip(mark)) continue;
      const auto month = Number(1, 2);
      if (!month || !Skip(mark == "年" ? "月" : mark)) return false;
      return Settle(*year, *month, Number(1, 2)) && (mark != "年" || Skip("日"));
    }
    return false;
  }

  // "28.01.2022", "28. 1. 2022", "28.01.22", "02/10/2020", "29-10-2021"
  bool Numbers() {
    const std::size_t begin = at_;
    const auto first = Number(1, 2);
    if (!first) return false;
    const char mark = at_ < text_.size() ? text_[at_] : ' ';
    if (mark != '.' && mark != '/' && mark != '-') return false;
    ++at_;
    if (mark == '.') Skip(" ");
    const auto second = Number(1, 2);
    if (!second || at_ >= text_.size() || text_[at_] != mark) return false;
    ++at_;
    if (mark == '.') Skip(" ");
    auto year = Number(4, 4);
    if (!year && mark == '.') {
      year = Number(2, 2);
      if (year) *year += *year < 70 ? 2000 : 1900;
    }
    if (!year) return false;
    const bool both_ways = *first <= 12 && *second <= 12 && *first != *second && mark != '.';
    if (!both_ways)
      return Settle(*year, *second, first) || (mark != '.' && Settle(*year, *first, second));
    if (!Settle(*year, *second, first)) return false;
    value_ = std::string(text_.substr(begin, at_ - begin));
    std::replace(value_.begin(), value_.end(), '-', '/');
    return true;
  }

  // "5. Oktober 2013", "1er mai 2020", "26 de enero de 2021", "26 Mai, 2008"
  bool DayFirst() {
    const auto day = Number(1, 2);
    if (!day) return false;
    for (std::string_view mark : {".", "st", "nd", "rd", "th", "er", "º", "ª"})
      if (Skip(mark)) break;
    Spaces();
    Preposition();
    const int month = Month();
    if (month == 0) return false;
    Skip(",");
    Spaces();
    Preposition();
    const auto year = Number(4, 4);
    return year && Settle(*year, month, day);
  }

  // "May 19, 2020", "Sept. 3rd 2020"
  bool MonthFirst() {
    const int month = Month();
    if (month == 0) return false;
    Spaces();
    const auto day = Number(1, 2);
    if (!day) return false;
    for (std::string_view mark : {"st", "nd", "rd", "th"})
      if (Skip(mark)) break;
    Skip(",");
    Spaces();
    const auto year = Number(4, 4);
    return year && Settle(*year, month, day);
  }

  bool Settle(int year, int month, std::optional<int> day) {
    const CivilDate date{year, month, day.value_or(0)};
    if (!day || *day == 0 || year < 1600 || year > 2199 || !IsValid(date)) return false;
    value_ = ToIso(date);
    return true;
  }

  std::optional<int> Number(std::size_t fewest, std::size_t most) {
    std::size_t digits = 0;
    while (at_ + digits < text_.size() && IsDigit(text_[at_ + digits])) ++digits;
    if (digits < fewest || digits > most) return std::nullopt;
    int number = 0;
    for (; digits > 0; --digits) number = number * 10 + (text_[at_++] - '0');
    return number;
  }

  int Month() {
    const std::size_t end = WordEnd(text_, at_);
    const int month = MonthOf(text_.substr(at_, end - at_));
    if (month == 0) return 0;
    at_ = end;
    Skip(".");
    return month;
  }

  bool Skip(std::string_view mark) {
    if (!text_.substr(at_).starts_with(mark)) return false;
    at_ += mark.size();
    return true;
  }

  void Spaces() {
    while (Skip(" ") || Skip("\xC2\xA0") || Skip("\n")) {
    }
  }

  void Preposition() {
    for (std::string_view word : {"de ", "del ", "of ", "d'", "d’"})
      if (Skip(word)) return;
  }

  // "1.2.2020.4", "2020-01-015"
  bool RunsOn() const {
    if (at_ >= text_.size()) return false;
    const bool mark = text_[at_] == '.' || text_[at_] == '/' || text_[at_] == '-';
    return IsDigit(text_[at_]) || (mark && at_ + 1 < text_.size() && IsDigit(text_[at_ + 1]));
  }

  const std::string_view text_;
  std::size_t at_;
  std::string value_;
};

// A number may begin a day where no other runs on to it.
bool MayBegin(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  const bool number_before = at > 1 && IsDigit(text[at - 2]);
  return !IsDigit(before) && before != '$' &&
         !(number_before && (before == '.' || before == '/' || before == '-' || before == ','));
}

// "9:00 am, Wednesday, June 12": the time is said first.
std::string WithTimeBefore(std::string_view before, const std::string& day) {
  constexpr std::size_t kReach = 40;
  if (before.find(':') == std::string_view::npos) return day;
  before = before.substr(before.size() - std::min(before.size(), kReach));
  const std::string whole = ParseDate(std::string(before) + day);
  return whole.starts_with(day) ? whole : day;
}

// The day with the time behind it, else with the one before it.
std::string WithTime(std::string_view before, const std::string& day, std::string_view rest) {
  constexpr std::size_t kReach = 40, kMostWords = 2, kLongestWord = 4;
  rest = rest.substr(0, kReach);
  std::size_t at = rest.starts_with('T') ? 1 : 0;
  for (std::size_t words = 0; at < rest.size() && !IsDigit(rest[at]);) {
    const std::size_t end = WordEnd(rest, at);
    const bool is_word = end > at && DayLabelOf(rest.substr(at, end - at)) != DayLabel::kFiller;
    if (is_word && (end - at > kLongestWord || ++words > kMostWords))
      return WithTimeBefore(before, day);
    at = std::max(end, at + 1);
  }
  if (at >= rest.size()) return WithTimeBefore(before, day);
  const std::string whole = ParseDate(day + ", " + std::string(rest.substr(at)));
  return whole.size() > day.size() && whole.starts_with(day) ? whole : WithTimeBefore(before, day);
}

}  // namespace

WrittenDay FindWrittenDay(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const bool digit = IsDigit(text[at]);
    const std::size_t word_end = digit ? at : WordEnd(text, at);
    if (digit ? MayBegin(text, at) : word_end > at) {
      Reader reader(text, at);
      if (reader.Read()) {
        WrittenDay found{at, reader.end(), reader.value()};
        if (found.value.find('/') == std::string::npos)
          found.value = WithTime(text.substr(0, found.begin), found.value, text.substr(found.end));
        return found;
      }
    }
    at = std::max(word_end, at + 1);
  }
  return {};
}

DayLabel DayLabelOf(std::string_view word) {
  using Labels = std::map<std::string, DayLabel, std::less<>>;
  static const Labels labels = [] {
    Labels made;
    for (const TableRow& row : RowsOf(kDayWords)) {
      if (row.section == "months" || row.key == "example") continue;
      const DayLabel label = row.section == "published" ? DayLabel::kPublished
                             : row.section == "changed" ? DayLabel::kChanged
                                                        : DayLabel::kFiller;
      for (std::string_view each : WordsOf(row.value)) made.emplace(each, label);
    }
    return made;
  }();
  const auto found = labels.find(Lowered(word));
  return found == labels.end() ? DayLabel::kNone : found->second;
}

DayLabel DayLabelsOf(std::string_view text) {
  DayLabel strongest = DayLabel::kFiller;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = WordEnd(text, at);
    if (end > at) {
      const DayLabel label = DayLabelOf(text.substr(at, end - at));
      if (label == DayLabel::kNone) return label;
      strongest = std::max(strongest, label);
    }
    at = std::max(end, at + 1);
  }
  return strongest;
}

}  // namespace lode
