// Lines that hold a date and nothing else.
#pragma once

#include <string>
#include <string_view>

namespace lode {

// Date words -> ISO 8601, also where a label ("Published:", "By end of"), a
// weekday or a day range surrounds them; empty when they are no date.
std::string DateIn(std::string_view text);

// The first three letters of the English words of a section of days.list, as a pattern:
// "Jan|Feb|...". Letter case counts.
std::string EnglishBeginnings(std::string_view section);

}  // namespace lode
