// News names the day it happened: "on Friday" stands in a text published on Friday or
// the day after. So the weekdays of a text vote for one of the two readings. The hard
// bit is a text without weekdays; then only the outlet's habits are left, and where
// these are unknown too, nothing is changed.

#include "loaders/readers/structure/slash_date.h"

#include <re2/re2.h>

#include <array>
#include <chrono>
#include <string>
#include <string_view>

#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

struct SlashDate {
  int first = 0, second = 0, year = 0;
  bool by_24_hours = false;  // a clock of 24 hours stands beside it
};

// A date that reads both ways; the year is 0 when there is none.
SlashDate SlashDateIn(std::string_view line) {
  static const RE2 pattern(R"((?:^|[^\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?:[^\d/]|$))");
  static const RE2 clock(R"(\b\d{1,2}:\d{2}\b)");
  static const RE2 half_day(R"((?i)\d\s?[ap]\.?m\b)");
  const re2::StringPiece piece(line.data(), line.size());
  SlashDate found;
  if (line.size() > 160 ||
      !RE2::PartialMatch(piece, pattern, &found.first, &found.second, &found.year))
    return {};
  bool both_ways = found.first >= 1 && found.first <= 12 && found.second >= 1 &&
                   found.second <= 12 && found.first != found.second;
  found.by_24_hours = RE2::PartialMatch(piece, clock) && !RE2::PartialMatch(piece, half_day);
  return both_ways ? found : SlashDate{};
}

// Monday is 0.
int WeekdayOf(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding()) - 1;
}

// How often the text names each weekday.
std::array<int, 7> WeekdaysIn(const Drafts& drafts) {
  static const RE2 pattern(R"(\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)");
  constexpr std::string_view kNames[] = {"Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"};
  std::array<int, 7> counts{};
  for (const Draft& draft : drafts) {
    if (draft.settled || draft.kind != BlockKind::kParagraph) continue;
    re2::StringPiece rest(draft.view().data(), draft.view().size()), name;
    while (RE2::FindAndConsume(&rest, pattern, &name))
      for (std::size_t i = 0; i < counts.size(); ++i)
        if (name == re2::StringPiece(kNames[i].data(), kNames[i].size())) ++counts[i];
  }
  return counts;
}

// The words of a section as branches of a pattern.
std::string BranchesOf(std::string_view section) {
  std::string branches;
  for (const TableRow& row : RowsOf(kLanguageWords))
    if (row.section == section && row.key == "any")
      for (std::string_view word : WordsOf(row.value))
        branches.append(branches.empty() ? "" : "|").append(word);
  return branches;
}

bool IsDayFirstCountry(const std::string& url) {
  static const RE2 country("(?i)^(?:https?://)?[^/]+\\.(?:" + BranchesOf("day-first-countries") +
                           ")(?:[:/]|$)");
  return RE2::PartialMatch(url, country);
}

// What a page says its language is: only some of those who write English begin with the month.
bool IsDayFirstLanguage(const std::string& language) {
  static const RE2 month_first("(?i)" + BranchesOf("month-first"));
  return !language.empty() && !RE2::FullMatch(language, month_first);
}

bool IsDayFirst(const SlashDate& date, const Drafts& drafts, const PageFields& fields) {
  const std::array<int, 7> named = WeekdaysIn(drafts);
  auto votes = [&](int month, int day) {
    auto weekday = static_cast<std::size_t>(WeekdayOf(date.year, month, day));
    return named[weekday] + named[(weekday + 6) % 7];
  };
  const int day_first = votes(date.second, date.first),
            month_first = votes(date.first, date.second);
  if (day_first != month_first) return day_first > month_first;
  return IsDayFirstCountry(fields.url) || IsDayFirstLanguage(fields.language) || date.by_24_hours;
}

std::string Iso(int year, int month, int day) {
  auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

}  // namespace

void SettleSlashDate(const Drafts& drafts, const std::string& written, PageFields& fields) {
  SlashDate date = SlashDateIn(written);
  for (const Draft& draft : drafts) {
    if (date.year != 0 || !written.empty()) break;
    bool in_head = draft.kind == BlockKind::kDateline || draft.kind == BlockKind::kByline;
    if (in_head && draft.settled) date = SlashDateIn(draft.view());
  }
  if (date.year == 0) return;
  if (!fields.published.starts_with(Iso(date.year, date.first, date.second))) return;
  if (!IsDayFirst(date, drafts, fields)) return;
  fields.published.replace(0, 10, Iso(date.year, date.second, date.first));
}

}  // namespace lode
