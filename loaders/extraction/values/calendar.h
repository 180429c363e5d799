// Days counted, so that dates can be moved and compared.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lode {

// A date cut to its precision: month and day may be 0.
struct CivilDate {
  int year = 0, month = 0, day = 0;
  bool operator==(const CivilDate&) const = default;
};

// Whether the calendar has this date.
bool IsValid(const CivilDate& date);

// "2025-07-15", "2025-07", "2025", or empty for what IsValid refuses. Reads the
// date at the start of a longer ISO string, too.
std::string ToIso(const CivilDate& date);
std::optional<CivilDate> FromIso(std::string_view iso);

// Days since 1970-01-01. REQUIRES: IsValid(date), with a day.
int DayNumberOf(const CivilDate& date);
CivilDate DateOfDay(int number);

// 0 = Monday.
int WeekdayOf(int day_number);

// The month `months` after that of `date`, without its day.
CivilDate MonthAfter(const CivilDate& date, int months);

}  // namespace lode
