// Dates in running text, with their precision.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/values/measures.h"

namespace lode {

// "July 15, 2025", "15 Jul", "on Tuesday", "last week", "in 2024", "the second half
// of 2026", "Q1 2025". `published` is the article's date (ISO, may be empty): years
// and weekdays are resolved against it; without it a relative date keeps its words
// and has an empty `date`. Today's date is never used.
std::vector<FoundValue> FindDates(std::string_view text, std::string_view published);

// The date of `time`, one that FindDates found, of what is still to come: a weekday is the
// first from `published` on, not the last before it. Any other date is left as it is, and so
// is every one where `published` is no day.
std::string ComingDate(const Value& time, std::string_view published);

// The date of `time`, one that FindDates found, of what has been: a day of a month whose year is
// not said lies before `published`, the nearest one. Any other date is left as it is.
std::string GoneDate(const Value& time, std::string_view published);

// When a period begins that ends on `end`: a month or weekday that FindDates placed behind the
// end is the one before it. Empty where no such is.
std::string BeginBefore(const Value& begin, std::string_view end);

// "Monday" with `after` beginning ", Oct. 16": the day that is named behind the weekday, its
// words both; none where `time` is no weekday or no day follows.
std::optional<Value> DayBehindWeekday(const Value& time, std::string_view after,
                                      std::string_view published);

// Any date a page header may hold -> ISO 8601 ("25/08/2025, 14:35", RFC 822 ...);
// empty when it is none.
std::string ParseDate(std::string_view text);

}  // namespace lode
