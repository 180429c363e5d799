// The proleptic Gregorian calendar, by <chrono>.
#include "loaders/extraction/values/calendar.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace lode {
namespace {

namespace chrono = std::chrono;

chrono::year_month_day Ymd(const CivilDate& date) {
  return chrono::year(date.year) / chrono::month(static_cast<unsigned>(date.month)) /
         chrono::day(static_cast<unsigned>(date.day));
}

std::optional<int> Digits(std::string_view iso, std::size_t at, std::size_t count) {
  if (iso.size() < at + count) return std::nullopt;
  int n = 0;
  const char* begin = iso.data() + at;
  const auto read = std::from_chars(begin, begin + count, n);
  if (read.ec != std::errc() || read.ptr != begin + count || n < 0) return std::nullopt;
  return n;
}

}  // namespace

bool IsValid(const CivilDate& date) {
  if (date.year < 1 || date.year > 9999 || date.month < 0 || date.month > 12) return false;
  if (date.day == 0) return true;
  return date.month > 0 && date.day > 0 && Ymd(date).ok();
}

std::string ToIso(const CivilDate& date) {
  if (!IsValid(date)) return {};
  char buffer[40];
  if (date.month == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d", date.year);
  } else if (date.day == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d", date.year, date.month);
  } else {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month, date.day);
  }
  return buffer;
}

std::optional<CivilDate> FromIso(std::string_view iso) {
  CivilDate date;
  const auto year = Digits(iso, 0, 4);
  if (!year) return std::nullopt;
  date.year = *year;
  if (iso.size() >= 7 && iso[4] == '-') {
    date.month = Digits(iso, 5, 2).value_or(0);
    if (date.month > 0 && iso.size() >= 10 && iso[7] == '-') {
      date.day = Digits(iso, 8, 2).value_or(0);
    }
  }
  if (!IsValid(date)) return std::nullopt;
  return date;
}

int DayNumberOf(const CivilDate& date) {
  return static_cast<int>(chrono::sys_days(Ymd(date)).time_since_epoch().count());
}

CivilDate DateOfDay(int number) {
  const chrono::year_month_day ymd{chrono::sys_days(chrono::days(number))};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

int WeekdayOf(int day_number) {
  return ((day_number + 3) % 7 + 7) % 7;
}

CivilDate MonthAfter(const CivilDate& date, int months) {
  const int count = date.year * 12 + date.month - 1 + months;
  return {count / 12, count % 12 + 1, 0};
}

}  // namespace lode
