// Grammars of dates in Boost.Spirit X3.
//
// One rule for each way to name a time, tried from the longest to the shortest,
// since X3 takes the first alternative that matches. The rules only read: which
// year "July 15" means is for others to say, who know when the article appeared.
// Month and weekday names count in capitals only, or "may" and "sat" would be
// dates.
#include "loaders/extraction/values/date_grammar.h"

#include <algorithm>
#include <boost/spirit/home/x3.hpp>
#include <iterator>
#include <string>

#include "loaders/extraction/words/ascii_window.h"

namespace lode {
namespace {

namespace x3 = boost::spirit::x3;

using Names = x3::symbols<int>;

Names MonthNames() {
  Names names;
  constexpr const char* kFull[] = {"January",   "February", "March",    "April",
                                   "May",       "June",     "July",     "August",
                                   "September", "October",  "November", "December"};
  for (int i = 0; i < 12; ++i) {
    const std::string full = kFull[i];
    std::string shouted = full;
    for (char& c : shouted) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    names.add(full, i + 1)(shouted, i + 1);
    if (full.size() <= 4) continue;
    names.add(full.substr(0, 3), i + 1)(full.substr(0, 3) + ".", i + 1)(shouted.substr(0, 3),
                                                                        i + 1);
  }
  names.add("Jul", 7)("Jul.", 7)("Jun", 6)("Jun.", 6)("Sept", 9)("Sept.", 9)("JUL", 7)("JUN", 6);
  return names;
}

Names WeekdayNames() {
  Names names;
  constexpr const char* kFull[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                   "Friday", "Saturday", "Sunday"};
  for (int i = 0; i < 7; ++i) names.add(kFull[i], i);
  return names;
}

// Short forms count only before a date: "Sun" and "Sat" are words.
Names ShortWeekdayNames() {
  Names names = WeekdayNames();
  constexpr const char* kShort[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  for (int i = 0; i < 7; ++i) names.add(kShort[i], i)(std::string(kShort[i]) + ".", i);
  names.add("Tues", 1)("Tues.", 1)("Thurs", 3)("Thurs.", 3);
  return names;
}

const auto kDateWordEnd = !(x3::alnum | x3::char_('_'));
const auto kDateGap = +x3::lit(' ') | x3::lit('\n');
const auto kDateFill = *x3::lit(AsciiWindow::kFill);
const auto kDateDash = x3::lit('-') >> kDateFill;
const x3::uint_parser<int, 10, 1, 2> kTwoDigits;
const x3::uint_parser<int, 10, 2, 2> kExactlyTwo;
const x3::uint_parser<int, 10, 4, 4> kFourDigits;

// Fails the parse when a number is out of its range.
template <int kLow, int kHigh>
struct Within {
  template <class Context>
  void operator()(Context& context) const {
    const int n = x3::_attr(context);
    x3::_pass(context) = n >= kLow && n <= kHigh;
    x3::_val(context) = n;
  }
};

// Stores the attribute in a field of the reading.
template <int DateReading::*kField>
struct To {
  template <class Context>
  void operator()(Context& context) const {
    x3::_val(context).*kField = x3::_attr(context);
  }
};

auto Form(DateForm form) {
  return [form](auto& context) { x3::_val(context).form = form; };
}
auto Shift(int by) {
  return [by](auto& context) { x3::_val(context).shift = by; };
}

const auto kToYear = To<&DateReading::year>();
const auto kToMonth = To<&DateReading::month>();
const auto kToDay = To<&DateReading::day>();
const auto kToWeekday = To<&DateReading::weekday>();
const auto kToShift = To<&DateReading::shift>();

const Names& Months() {
  static const Names names = MonthNames();
  return names;
}
const Names& Weekdays() {
  static const Names names = WeekdayNames();
  return names;
}
const Names& ShortWeekdays() {
  static const Names names = ShortWeekdayNames();
  return names;
}

Names Counts() {
  Names names;
  names.add("a", 1)("an", 1)("one", 1)("two", 2)("three", 3)("four", 4)("five", 5)("six", 6)(
      "seven", 7)("eight", 8)("nine", 9)("ten", 10)("eleven", 11)("twelve", 12)("fifteen", 15)(
      "twenty", 20)("thirty", 30);
  return names;
}

// "first quarter" -> its first month times a hundred and its last.
Names Parts() {
  Names names;
  names.add("first quarter", 103)("first-quarter", 103)("1st quarter", 103)("Q1", 103)("1Q", 103)(
      "second quarter", 406)("second-quarter", 406)("2nd quarter", 406)("Q2", 406)("2Q", 406)(
      "third quarter", 709)("third-quarter", 709)("3rd quarter", 709)("Q3", 709)("3Q", 709)(
      "fourth quarter", 1012)("fourth-quarter", 1012)("4th quarter", 1012)("Q4", 1012)("4Q", 1012)(
      "first half", 106)("H1", 106)("1H", 106)("second half", 712)("H2", 712)("2H", 712)(
      "first six months", 106)("first three months", 103)("first nine months", 109);
  return names;
}

Names Seasons() {
  Names names;
  names.add("spring", 3)("summer", 6)("autumn", 9)("fall", 9)("winter", 12)("Spring", 3)(
      "Summer", 6)("Autumn", 9)("Fall", 9)("Winter", 12);
  return names;
}

const x3::rule<struct DayNumber, int> kDay = "day";
const auto kDay_def = kTwoDigits[Within<1, 31>()] >> -(x3::lit("st") | "nd" | "rd" | "th") >>
                      !(x3::alnum | (x3::char_(":.,/") >> x3::digit) | '%');
const x3::rule<struct Ordinal, int> kOrdinal = "ordinal";
const auto kOrdinal_def = kTwoDigits[Within<1, 31>()] >>
                          (x3::lit("st") | "nd" | "rd" | "th") >> kDateWordEnd;
const x3::rule<struct FullYear, int> kYear = "year";
const auto kYear_def = kFourDigits[Within<1000, 2199>()] >>
                       !(x3::alnum | (x3::char_(".,:/") >> x3::digit) | '%' | '\'');
const x3::rule<struct MonthName, int> kMonth = "month";
const auto kMonth_def = Months()[Within<1, 12>()] >> kDateWordEnd;
BOOST_SPIRIT_DEFINE(kDay, kOrdinal, kYear, kMonth)

// "early", "mid-", "the end of": words that shade a date.
const auto kShade = x3::no_case[((x3::lit("the ") | "") >> (x3::lit("beginning of ") | "start of " |
                                                            "end of " | "middle of ")) |
                                "early-" | "early " | "earlier in " | "later in " | "mid-" |
                                "mid " | "late-" | "late "];
const auto kWeekdayBefore =
    x3::omit[ShortWeekdays() >> kDateWordEnd >> -x3::lit(',') >> kDateGap >> -x3::lit('(')];
// The end of "June 9-10", "June 28 to July 2".
const auto kRangeMark = (-kDateGap >> kDateDash >> -kDateGap) |
                        (kDateGap >> (x3::lit("to") | "through" | "and") >> kDateGap);
const auto kRangeEnd = x3::omit[kRangeMark >> -(kMonth >> kDateGap) >> kDay];
const auto kYearAfter = (x3::lit(", ") | x3::lit(',') | kDateGap) >> -(x3::lit("of ")) >> kYear;

const x3::rule<struct Absolute, DateReading> kAbsolute = "absolute";
const auto kIso = kFourDigits[kToYear] >> '-' >> kExactlyTwo[kToMonth] >> '-' >>
                  kExactlyTwo[kToDay] >>
                  x3::omit[-(x3::char_("T ") >> kTwoDigits >> ':' >> kTwoDigits >>
                             *(x3::digit | x3::char_(":.Z")))] >>
                  kDateWordEnd;
const auto kWide = kFourDigits[kToYear] >> AsciiWindow::kYearSign >> kDateFill >>
                   -(kTwoDigits[kToMonth] >> AsciiWindow::kMonthSign >> kDateFill >>
                     -(kTwoDigits[kToDay] >> AsciiWindow::kDaySign >> kDateFill));
const auto kMonthFirst = -kWeekdayBefore >> -kShade >> kMonth[kToMonth] >> kDateGap >>
                         kDay[kToDay] >> -kRangeEnd >> kYearAfter[kToYear];
const auto kDayFirst = -kWeekdayBefore >> -x3::lit("the ") >> kDay[kToDay] >>
                       -x3::omit[kRangeMark >> kDay] >> kDateGap >>
                       -x3::lit("of ") >> kMonth[kToMonth] >> kYearAfter[kToYear];
const auto kMonthYear = -kShade >> kMonth[kToMonth] >> kYearAfter[kToYear];
const auto kNumeric = kTwoDigits[kToDay] >> x3::omit[x3::char_("/.")] >> kTwoDigits[kToMonth] >>
                      x3::omit[x3::char_("/.")] >> kFourDigits[kToYear] >> kDateWordEnd;
const auto kDashed = kTwoDigits[kToDay] >> '-' >> kMonth[kToMonth] >> '-' >> kYear[kToYear];
const auto kAbsolute_def = kIso | kWide | kMonthFirst | kDayFirst | kDashed | kMonthYear;

const x3::rule<struct Numeric, DateReading> kNumericDate = "numeric date";
const auto kNumericDate_def = kNumeric;

const x3::rule<struct PartOfYear, DateReading> kPart = "part of a year";
const auto kToPart = [](auto& context) {
  x3::_val(context).part_begin = x3::_attr(context) / 100;
  x3::_val(context).part_end = x3::_attr(context) % 100;
};
const auto kThe = -x3::lit("the ") >> -(x3::lit("fiscal "));
const auto kPart_def =
    kThe >> -kShade >> Parts()[kToPart] >> kDateWordEnd >>
        ((-x3::lit(',') >> -kDateGap >> -x3::lit("of ") >> -x3::lit("fiscal ") >> kYear[kToYear]) |
         (x3::lit(" of the year") | " of this year" | x3::eps)[Form(DateForm::kPartOfYear)]) |
    kYear[kToYear] >> kDateGap >> Parts()[kToPart] >> kDateWordEnd;

const x3::rule<struct Season, DateReading> kSeason = "season";
const auto kLastNextThis = x3::no_case[(x3::lit("last ") | "past " | "previous ")[Shift(-1)] |
                                       x3::lit("next ")[Shift(1)] | x3::lit("this ")[Shift(0)]];
const auto kSeason_def = -x3::lit("the ") >> -kShade >> x3::omit[Seasons()] >> kDateWordEnd >>
                             kDateGap >> -x3::lit("of ") >> kYear[kToYear] |
                         -x3::lit("the ") >> kLastNextThis >>
                             Seasons()[kToMonth] >> kDateWordEnd[Form(DateForm::kSeasonShift)];

const x3::rule<struct YearOnly, DateReading> kYearOnly = "year";
const auto kBareYear = [](auto& context) { x3::_val(context).bare_year = true; };
const auto kYearOnly_def =
    kShade >> kYear[kToYear] |
    x3::no_case[x3::lit("fiscal year ") | "fiscal " | "FY " | "FY" | "the year " | "calendar "] >>
        kYear[kToYear] |
    kYear[kToYear] >> x3::omit[kDateDash] >> x3::omit[kFourDigits | kExactlyTwo] >> kDateWordEnd |
    kYear[kToYear] >> x3::eps[kBareYear];

const x3::rule<struct NoYear, DateReading> kNoYear = "date without its year";
const auto kBareMonth = [](auto& context) { x3::_val(context).bare_month = true; };
const auto kNoYear_def =
    -kWeekdayBefore >> -kShade >> kMonth[kToMonth] >> kDateGap >> kDay[kToDay] >>
        (-kRangeEnd)[Form(DateForm::kMonthDay)] |
    -kWeekdayBefore >> -x3::lit("the ") >> kDay[kToDay] >> -x3::omit[kRangeMark >> kDay] >> kDateGap
        >> -x3::lit("of ") >> kMonth[kToMonth] >> x3::eps[Form(DateForm::kMonthDay)] |
    kShade >> kMonth[kToMonth] >> x3::eps[Form(DateForm::kMonthDay)] |
    kMonth[kToMonth] >> x3::eps[Form(DateForm::kMonthDay)] >> x3::eps[kBareMonth] |
    x3::no_case["the "] >> kOrdinal[kToDay] >>
        !(kDateGap >> x3::lower) >> x3::eps[Form(DateForm::kDayOfMonth)];

const x3::rule<struct Relative, DateReading> kRelative = "relative date";
const auto kPartOfDay = x3::lit("morning") | "afternoon" | "evening" | "night";
const auto kEarlierLater = -(x3::lit("earlier ") | "later " | "early " | "late " | "just ");
const auto kUnitShift =
    (x3::lit("week")[Form(DateForm::kWeekShift)] | x3::lit("month")[Form(DateForm::kMonthShift)] |
     x3::lit("year")[Form(DateForm::kYearShift)]);
const auto kRelative_def =
    x3::no_case[x3::lit("the day before yesterday")[Shift(-2)] >>
                    x3::eps[Form(DateForm::kDayShift)] |
                x3::lit("yesterday")[Shift(-1)] >> -(' ' >> kPartOfDay) >>
                    x3::eps[Form(DateForm::kDayShift)] |
                x3::lit("last night")[Shift(-1)] >> x3::eps[Form(DateForm::kDayShift)] |
                x3::lit("tomorrow")[Shift(1)] >> -(' ' >> kPartOfDay) >>
                    x3::eps[Form(DateForm::kDayShift)] |
                (kEarlierLater >>
                 (x3::lit("today") | "tonight" | ("this " >> kPartOfDay)))[Shift(0)] >>
                    x3::eps[Form(DateForm::kDayShift)] |
                x3::lit("the ") >> (x3::lit("following") | "next")[Shift(1)] >> " day" >>
                    x3::eps[Form(DateForm::kFromBefore)] |
                (x3::lit("the previous day") | "the day before" | "a day earlier")[Shift(-1)] >>
                    x3::eps[Form(DateForm::kFromBefore)] |
                (x3::lit("a day later"))[Shift(1)] >> x3::eps[Form(DateForm::kFromBefore)] |
                (x3::lit("the same day") | "that day")[Shift(0)] >>
                    x3::eps[Form(DateForm::kFromBefore)] |
                -x3::lit("the ") >> kEarlierLater >> kLastNextThis >> kUnitShift |
                -x3::lit("the ") >> x3::lit("end of the ") >> kUnitShift] >>
        kDateWordEnd |
    kEarlierLater >> kLastNextThis >> kMonth[kToMonth] >>
        x3::eps[Form(DateForm::kNamedMonthShift)] |
    kEarlierLater >> -kShade >> kLastNextThis >> Weekdays()[kToWeekday] >> kDateWordEnd
        >> x3::eps[Form(DateForm::kWeekday)] |
    Weekdays()[kToWeekday] >> !x3::lit('s') >> kDateWordEnd >>
        -(' ' >> kPartOfDay) >> x3::eps[Form(DateForm::kWeekday)];

const x3::rule<struct Ago, DateReading> kAgo = "so long ago";
const auto kNegate = [](auto& context) { x3::_val(context).shift = -x3::_val(context).shift; };
const auto kAgo_def = (x3::no_case[Counts()][kToShift] | kTwoDigits[kToShift]) >> kDateGap >>
                      ((x3::lit("day") >> -x3::lit('s'))[Form(DateForm::kDayShift)] |
                       (x3::lit("week") >> -x3::lit('s'))[Form(DateForm::kWeekShift)] |
                       (x3::lit("month") >> -x3::lit('s'))[Form(DateForm::kMonthShift)] |
                       (x3::lit("year") >> -x3::lit('s'))[Form(DateForm::kYearShift)] |
                       ((x3::lit("hour") | "hr") >> -x3::lit('s'))[Form(DateForm::kHourShift)]) >>
                      x3::lit(" ago")[kNegate] >> kDateWordEnd;

const x3::rule<struct Decade, DateReading> kDecade = "decade";
const auto kDecade_def = x3::no_case[-x3::lit("the ")] >> -kShade >>
                         -x3::lit("the ") >> x3::omit[x3::digit >> x3::digit >> x3::digit >> '0'] >>
                         -(x3::lit('\'') >> kDateFill) >>
                         's' >> kDateWordEnd[Form(DateForm::kWords)];
BOOST_SPIRIT_DEFINE(kAbsolute, kNumericDate, kPart, kSeason, kYearOnly, kNoYear, kRelative, kAgo,
                    kDecade)

template <class Rule>
std::size_t Read(const Rule& rule, const AsciiWindow& window, DateReading* reading) {
  DateReading found;
  const char* at = window.begin();
  if (!x3::parse(at, window.end(), rule, found)) return 0;
  *reading = found;
  return static_cast<std::size_t>(at - window.begin());
}

// Which number is the day in 25/08/2025: the one above 12, else the second, as
// Americans write, unless full stops stand between them.
bool OrderNumeric(bool stops, DateReading* reading) {
  if (reading->day > 31 || reading->month > 31) return false;
  if (reading->day > 12 && reading->month > 12) return false;
  const bool month_first = reading->day <= 12 && (reading->month > 12 || !stops);
  if (month_first) std::swap(reading->day, reading->month);
  return reading->day > 0 && reading->month > 0;
}

// The first three letters of every word a date can begin with.
constexpr std::string_view kStarts[] = {
    "a",   "an",  "apr", "aug", "aut", "beg", "cal", "dec", "ear", "eig", "ele", "end",
    "fal", "feb", "fif", "fir", "fis", "fiv", "fou", "fri", "fy1", "fy2", "h1",  "h2",
    "jan", "jul", "jun", "jus", "las", "lat", "mar", "may", "mid", "mon", "nex", "nin",
    "nov", "oct", "one", "pas", "pre", "q1",  "q2",  "q3",  "q4",  "sat", "sec", "sep",
    "sev", "six", "spr", "sta", "sum", "sun", "ten", "tha", "the", "thi", "thr", "thu",
    "tod", "tom", "ton", "tue", "twe", "two", "wed", "win", "yea", "yes"};

// Spares nine rules the words that begin no date.
bool MayStartDate(std::string_view text, std::size_t at) {
  if (static_cast<unsigned char>(text[at]) < 'A') return true;
  char start[3];
  std::size_t size = 0;
  for (; size < sizeof start && at + size < text.size(); ++size) {
    char c = text[at + size];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) break;
    start[size] = c;
  }
  return std::binary_search(std::begin(kStarts), std::end(kStarts), std::string_view(start, size));
}

}  // namespace

std::size_t ReadDateAt(std::string_view text, std::size_t at, DateReading* reading) {
  if (!MayStartDate(text, at)) return 0;
  const AsciiWindow rest(text, at);
  std::size_t best = 0;
  DateReading found;
  const auto take = [&](std::size_t length) {
    if (length <= best) return;
    best = length;
    *reading = found;
  };
  take(Read(kAbsolute, rest, &found));
  take(Read(kPart, rest, &found));
  take(Read(kSeason, rest, &found));
  take(Read(kDecade, rest, &found));
  take(Read(kYearOnly, rest, &found));
  take(Read(kNoYear, rest, &found));
  take(Read(kRelative, rest, &found));
  take(Read(kAgo, rest, &found));
  const std::size_t numeric = Read(kNumericDate, rest, &found);
  const bool stops = rest.view().substr(0, numeric).find('/') == std::string_view::npos;
  if (numeric > best && OrderNumeric(stops, &found)) take(numeric);
  return best;
}

}  // namespace lode
