// The forms of English dates, read but not yet placed in time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lode {

enum class DateForm : std::uint8_t {
  kAbsolute,    // year, and month and day where they are not 0
  kMonthDay,    // month and, where not 0, day; the year is missing
  kDayOfMonth,  // "the 27th": day
  kWeekday,     // weekday (0 = Monday); shift -1 "last", 0 none, 1 "next"
  kDayShift,    // shift days from today: "yesterday"
  kWeekShift,   // "last week"
  kMonthShift,
  kYearShift,
  kHourShift,
  kPartOfYear,       // "the second half", with its months; the year is missing
  kSeasonShift,      // "last winter": shift, and the month in which the season begins
  kNamedMonthShift,  // "last June": shift and month
  kFromBefore,       // "the following day": shift days from the date named before it
  kWords,            // names a time that cannot be placed: "the 1990s"
};

// What stands at one place of a text. Numbers that a form does not use are 0.
struct DateReading {
  DateForm form = DateForm::kAbsolute;
  int year = 0, month = 0, day = 0;
  int weekday = 0;
  int shift = 0;
  int part_begin = 0, part_end = 0;  // months of a part of the year: "the first quarter" 1, 3
  bool bare_month = false;           // "May" alone: needs a preposition to be a date
  bool bare_year = false;            // "2024" alone: needs words round it
};

// Reads the longest date that starts at byte `at`; returns its length in bytes,
// 0 when there is none. REQUIRES: a word or number starts at `at`.
std::size_t ReadDateAt(std::string_view text, std::size_t at, DateReading* reading);

}  // namespace lode
