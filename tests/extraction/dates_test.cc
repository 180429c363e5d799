// Dates in running text and in page headers.
#include "loaders/extraction/values/dates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace lode {
namespace {

// "words=date; words=date" of what is found.
std::string Found(const std::string& text, const std::string& published) {
  std::string out;
  for (const FoundValue& found : FindDates(text, published)) {
    EXPECT_EQ(found.value.kind, ValueKind::kDate);
    EXPECT_EQ(found.value.text, text.substr(found.span.begin, found.span.end - found.span.begin));
    if (!out.empty()) out += "; ";
    out += found.value.text + "=" + found.value.date;
    if (!found.value.date_to.empty()) out += "/" + found.value.date_to;
  }
  return out;
}

struct Case {
  const char* text;
  const char* found;
};

// All of them in an article of Wednesday, 16 July 2025.
class DatesTable : public testing::TestWithParam<Case> {};

TEST_P(DatesTable, FindsAndPlaces) {
  EXPECT_EQ(Found(GetParam().text, "2025-07-16"), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Full, DatesTable,
    testing::Values(Case{"It opened on July 15, 2025, in Lima.", "July 15, 2025=2025-07-15"},
                    Case{"On 3 March 2019 the bank failed.", "3 March 2019=2019-03-03"},
                    Case{"signed on the 4th of May, 2021", "the 4th of May, 2021=2021-05-04"},
                    Case{"on Tuesday, Jan. 7, 2025 it", "Tuesday, Jan. 7, 2025=2025-01-07"},
                    Case{"since September 2022", "September 2022=2022-09"},
                    Case{"as of 2025-02-11 the", "2025-02-11=2025-02-11"},
                    Case{"dated 25/08/2025 and 8/25/2025",
                         "25/08/2025=2025-08-25; 8/25/2025=2025-08-25"},
                    Case{"from June 9-10, 2025, in Oslo", "June 9-10, 2025=2025-06-09"},
                    Case{"between 9–10 June 2025", "9–10 June 2025=2025-06-09"},
                    Case{"in early April 2025", "early April 2025=2025-04"},
                    Case{"2025年7月15日,", "2025年7月15日=2025-07-15"}));

INSTANTIATE_TEST_SUITE_P(
    WithoutYear, DatesTable,
    testing::Values(Case{"On June 11, envoys met.", "June 11=2025-06-11"},
                    Case{"From June 9 to 10, delegates met", "June 9 to 10=2025-06-09"},
                    Case{"It starts on August 1.", "August 1=2025-08-01"},
                    Case{"since Dec. 4 the", "Dec. 4=2024-12-04"},
                    Case{"In May, the ministry agreed.", "May=2025-05"},
                    Case{"by mid-November", "mid-November=2025-11"},
                    Case{"last June and next May", "last June=2025-06; next May=2026-05"},
                    Case{"On July 2 it rose; on the 9th, it fell",
                         "July 2=2025-07-02; the 9th=2025-07-09"}));

INSTANTIATE_TEST_SUITE_P(
    Years, DatesTable,
    testing::Values(
        Case{"In 2024, exports fell.", "2024=2024"}, Case{"the 2026 budget", "2026=2026"},
        Case{"(2019)", "2019=2019"}, Case{"from 2018 to 2020", "2018=2018; 2020=2020"},
        Case{"in fiscal 2023 and FY2024", "fiscal 2023=2023; FY2024=2024"},
        Case{"by the end of 2026", "the end of 2026=2026"},
        Case{"in the second half of 2025 and 2026",
             "the second half of 2025=2025-07/2025-12; 2026=2026"},
        Case{"In Q1 2025, and the third quarter of 2024",
             "Q1 2025=2025-01/2025-03; the third quarter of 2024=2024-07/2024-09"},
        Case{"rose in the first quarter", "the first quarter=2025-01/2025-03"},
        Case{"rose in the fourth quarter", "the fourth quarter=2024-10/2024-12"},
        Case{"in the fiscal second quarter of 2025", "the fiscal second quarter of 2025=2025"},
        Case{"in the summer of 2023", "the summer of 2023=2023"},
        Case{"last winter", "last winter=2024"}, Case{"during the 1990s", "the 1990s="}));

INSTANTIATE_TEST_SUITE_P(
    Relative, DatesTable,
    testing::Values(Case{"He said on Tuesday that", "Tuesday=2025-07-15"},
                    Case{"She said Wednesday", "Wednesday=2025-07-16"},
                    Case{"They will meet on Friday.", "Friday=2025-07-18"},
                    Case{"last Wednesday or next Monday",
                         "last Wednesday=2025-07-09; next Monday=2025-07-21"},
                    Case{"yesterday, today and tomorrow",
                         "yesterday=2025-07-15; today=2025-07-16; tomorrow=2025-07-17"},
                    Case{"earlier this week", "earlier this week=2025-07"},
                    Case{"last month, last year", "last month=2025-06; last year=2024"},
                    Case{"three days ago, two months ago, a year ago",
                         "three days ago=2025-07-13; two months ago=2025-05; a year ago=2024"},
                    Case{"On July 3 it began; the following day it ended",
                         "July 3=2025-07-03; the following day=2025-07-04"},
                    Case{"confirmed the following day", "the following day="}));

INSTANTIATE_TEST_SUITE_P(
    NoDates, DatesTable,
    testing::Values(Case{"It may rise. March on. She sat.", ""}, Case{"about 2000 people came", ""},
                    Case{"the X2024 chip and $2024", ""}, Case{"version 1.2.2024-3", ""},
                    Case{"Theresa May resigned", ""}, Case{"call 555-2019", ""}));

TEST(Dates, KeepRelativeWordsWithoutAPublicationDate) {
  EXPECT_EQ(Found("on Tuesday, June 3, last month, in 2020", ""),
            "Tuesday, June 3=; last month=; 2020=2020");
  EXPECT_EQ(Found("yesterday", "2025-07"), "yesterday=");
  EXPECT_EQ(Found("last month", "2025-01"), "last month=2024-12");
}

TEST(Dates, NamesNoDayThatTheCalendarLacks) {
  EXPECT_EQ(Found("on February 30, 2025", "2025-07-16"), "February 30, 2025=");
}

TEST(Dates, ReadsAnyBytes) {
  std::string bytes;
  for (int i = 0; i < 5000; ++i) bytes += static_cast<char>(i * 37 % 251);
  (void)FindDates(bytes, bytes);
  (void)ParseDate(bytes);
}

class HeaderTable : public testing::TestWithParam<Case> {};

TEST_P(HeaderTable, ReadsTheDateOfAHeader) {
  EXPECT_EQ(ParseDate(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Dates, HeaderTable,
    testing::Values(Case{"25/08/2025, 14:35", "2025-08-25T14:35"},
                    Case{"Published 25/08/2025, 14:35", "2025-08-25T14:35"},
                    Case{"Jul. 26, 2025 1:22 p.m. GMT+8", "2025-07-26T13:22+08:00"},
                    Case{"Published: Jul. 26, 2025  1:22 p.m.  GMT+8", "2025-07-26T13:22+08:00"},
                    Case{"Sat, 26 Jul 2025 13:22:05 +0800", "2025-07-26T13:22:05+08:00"},
                    Case{"Sat, 26 Jul 2025 13:22:05 GMT", "2025-07-26T13:22:05Z"},
                    Case{"2025-07-26T13:22:05.123-04:00", "2025-07-26T13:22:05-04:00"},
                    Case{"2025-07-26T13:22:05Z", "2025-07-26T13:22:05Z"},
                    Case{"2025-07-26 13:22", "2025-07-26T13:22"}, Case{"2025-07-26", "2025-07-26"},
                    Case{"July 26, 2025 at 1:22 PM EDT", "2025-07-26T13:22-04:00"},
                    Case{"14:35, 25 August 2025", "2025-08-25T14:35"},
                    Case{"Mon 25 Aug 2025 14.35 BST", "2025-08-25T14:35+01:00"},
                    Case{"Updated August 5, 2025 | 12:05 am", "2025-08-05T00:05"},
                    Case{"26-Jul-2025", "2025-07-26"},
                    Case{"20250726T132205Z", "2025-07-26T13:22:05Z"},
                    Case{"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37"},
                    Case{"1753507325", "2025-07-26T05:22:05Z"}, Case{"August 2025", "2025-08"},
                    Case{"2025年7月26日 13:22", "2025-07-26T13:22"}, Case{"2025", "2025"},
                    Case{"2025-07", "2025-07"}, Case{"2025-7x", ""}, Case{"By Jane Doe", ""},
                    Case{"5 min read", ""}, Case{"yesterday", ""}, Case{"", ""},
                    Case{"99/99/2025", ""}));

// In an article of Wednesday, 16 July 2025.
TEST(ComingDate, TakesTheNextDayOfThatName) {
  Value friday;
  friday.kind = ValueKind::kDate;
  friday.text = "Friday";
  friday.date = "2025-07-11";
  EXPECT_EQ(ComingDate(friday, "2025-07-16"), "2025-07-18");
  EXPECT_EQ(ComingDate(friday, "2025-07"), "2025-07-11");
  friday.text = "last Friday";
  EXPECT_EQ(ComingDate(friday, "2025-07-16"), "2025-07-11");
  Value today;
  today.text = "Wednesday";
  today.date = "2025-07-16";
  EXPECT_EQ(ComingDate(today, "2025-07-16"), "2025-07-16");
  Value month;
  month.text = "May";
  month.date = "2025-05";
  EXPECT_EQ(ComingDate(month, "2025-07-16"), "2025-05");
}

Value DateIn(const std::string& text, const std::string& published) {
  const std::vector<FoundValue> found = FindDates(text, published);
  return found.empty() ? Value{} : found.front().value;
}

TEST(Dates, OfWhatIsOverLieBefore) {
  EXPECT_EQ(GoneDate(DateIn("on Oct. 3", "2025-07-16"), "2025-07-16"), "2024-10-03");
  EXPECT_EQ(GoneDate(DateIn("on July 3", "2025-07-16"), "2025-07-16"), "2025-07-03");
  EXPECT_EQ(GoneDate(DateIn("in November", "2025-07-16"), "2025-07-16"), "2024-11");
  EXPECT_EQ(GoneDate(DateIn("in October 2025", "2025-07-16"), "2025-07-16"), "2025-10");
  EXPECT_EQ(GoneDate(DateIn("on Friday", "2025-07-16"), "2025-07-16"), "2025-07-11");
}

TEST(Dates, OfAPeriodBeginBeforeItsEnd) {
  EXPECT_EQ(BeginBefore(DateIn("in November", "2025-07-16"), "2025-02"), "2024-11");
  EXPECT_EQ(BeginBefore(DateIn("on Wednesday", "2025-07-16"), "2025-07-11"), "2025-07-09");
  EXPECT_EQ(BeginBefore(DateIn("in 2020", "2025-07-16"), "2022"), "2020");
  EXPECT_EQ(BeginBefore(DateIn("in 2022", "2025-07-16"), "2020"), "");
}

TEST(Dates, AreNamedBehindAWeekday) {
  const Value monday = DateIn("on Monday", "2025-07-16");
  const auto day = [&](std::string_view after) {
    const std::optional<Value> found = DayBehindWeekday(monday, after, "2025-07-16");
    return found ? found->text + "=" + found->date : std::string();
  };
  EXPECT_EQ(day(", June 16, the mill"), "Monday, June 16=2025-06-16");
  EXPECT_EQ(day(" (7 July)."), "Monday (7 July=2025-07-07");
  EXPECT_EQ(day(", the mill closed in June."), "");
  EXPECT_EQ(day(", June was wet."), "");
  EXPECT_EQ(day(""), "");
  EXPECT_EQ(DayBehindWeekday(DateIn("in June", "2025-07-16"), ", July 3", "2025-07-16"),
            std::nullopt);
}

}  // namespace
}  // namespace lode
