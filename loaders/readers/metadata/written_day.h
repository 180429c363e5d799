// Days as the pages of European languages write them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lode {

struct WrittenDay {
  std::size_t begin = 0, end = 0;  // bytes of the day, without its time
  // ISO 8601, with the time behind the day where one is; as written ("02/05/2025") where its
  // numbers read both ways. Empty where the text has no day.
  std::string value;
};

// The first whole day (day, month and year) in the text: "5. Oktober 2013", "le 7 mai 2020",
// "26 de enero de 2021", "May 19, 2020", "28.01.22", "2019-11-10", "2022年1月18日". Numbers with
// dots are read day first. A year of two digits is of 1970 to 2069, and read only behind dots.
// Cost: linear in the text.
WrittenDay FindWrittenDay(std::string_view text);

// What a word means where it stands beside a day, in the languages of these pages.
enum class DayLabel {
  kNone,
  kFiller,     // a weekday, "am", "um", "Uhr"
  kPublished,  // "Posted", "Erschienen", "Datum"
  kChanged,    // "Updated", "Stand"
};
// REQUIRES: one word, without marks round it.
DayLabel DayLabelOf(std::string_view word);

// The labels of all words of a text: the strongest of them (kNone where a word is none).
DayLabel DayLabelsOf(std::string_view text);

}  // namespace lode
