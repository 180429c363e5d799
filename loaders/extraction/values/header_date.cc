// ParseDate: the date of a page header, with its time and zone.
//
// A header says much beside its date ("Published 26 July 2025, 14:35 | Updated"):
// the date is looked for from each word on, in the first stretch of the text; a
// time may stand on either side of it. The date forms are those of running text
// (date_grammar.h); here are the clock and the zones.
#include <algorithm>
#include <boost/spirit/home/x3.hpp>
#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "loaders/extraction/values/ascii.h"
#include "loaders/extraction/values/calendar.h"
#include "loaders/extraction/values/date_grammar.h"
#include "loaders/extraction/values/dates.h"
#include "loaders/extraction/words/ascii_window.h"

namespace lode {
namespace {

namespace x3 = boost::spirit::x3;

struct Clock {
  int hour = -1, minute = 0, second = -1;
  bool afternoon = false, morning = false;
  int sign = 0, zone_hours = 0, zone_minutes = 0;
  bool has_zone = false;
};

template <int Clock::*kField>
struct ClockTo {
  template <class Context>
  void operator()(Context& context) const {
    x3::_val(context).*kField = x3::_attr(context);
  }
};
template <bool Clock::*kField>
struct ClockMark {
  template <class Context>
  void operator()(Context& context) const {
    x3::_val(context).*kField = true;
  }
};
auto Sign(int sign) {
  return [sign](auto& context) {
    x3::_val(context).sign = sign;
    x3::_val(context).has_zone = true;
  };
}
const auto kNamedZone = [](auto& context) {
  const int minutes = x3::_attr(context);
  x3::_val(context).sign = minutes < 0 ? -1 : 1;
  x3::_val(context).zone_hours = std::abs(minutes) / 60;
  x3::_val(context).zone_minutes = std::abs(minutes) % 60;
  x3::_val(context).has_zone = true;
};

// Minutes east of Greenwich. "ET" and "IST" are left out: they mean two zones.
x3::symbols<int> ZoneNames() {
  x3::symbols<int> names;
  names.add("GMT", 0)("UTC", 0)("Z", 0)("BST", 60)("WET", 0)("CET", 60)("CEST", 120)("EET", 120)(
      "EEST", 180)("MSK", 180)("EST", -300)("EDT", -240)("CDT", -300)("MST", -420)("MDT", -360)(
      "PST", -480)("PDT", -420)("JST", 540)("KST", 540)("HKT", 480)("SGT", 480)("AEST", 600)("AEDT",
                                                                                             660);
  return names;
}

const x3::uint_parser<int, 10, 1, 2> kOneOrTwo;
const x3::uint_parser<int, 10, 2, 2> kTwo;
const auto kEnd = !(x3::alnum | x3::char_('_'));
const x3::rule<struct ClockRule, Clock> kClock = "time of day";
const auto kHalf = x3::no_case[(x3::lit("p.m.") | "p.m" | "pm")[ClockMark<&Clock::afternoon>()] |
                               (x3::lit("a.m.") | "a.m" | "am")[ClockMark<&Clock::morning>()]] >>
                   kEnd;
const auto kOffset =
    (x3::lit('+')[Sign(1)] | (x3::lit('-') >> *x3::lit(AsciiWindow::kFill))[Sign(-1)]) >>
    (kTwo[ClockTo<&Clock::zone_hours>()] >> -x3::lit(':') >> kTwo[ClockTo<&Clock::zone_minutes>()] |
     kOneOrTwo[ClockTo<&Clock::zone_hours>()] >> -(':' >> kTwo[ClockTo<&Clock::zone_minutes>()])) >>
    kEnd;
const auto kZone = (x3::lit("GMT") | "UTC") >> kOffset | kOffset | ZoneNames()[kNamedZone] >> kEnd;
const auto kClock_def = kOneOrTwo[ClockTo<&Clock::hour>()] >>
                        (x3::omit[x3::char_(":.")] >> kTwo[ClockTo<&Clock::minute>()] >>
                             -(':' >> kTwo[ClockTo<&Clock::second>()] >>
                               x3::omit[-(x3::char_(".,") >> +x3::digit)]) >>
                             -(*x3::lit(' ') >> kHalf) |
                         *x3::lit(' ') >> kHalf) >>
                        -(*x3::lit(' ') >> -x3::lit('(') >> kZone);
BOOST_SPIRIT_DEFINE(kClock)

// What may stand between a date and its time.
const auto kBetween = *(x3::char_(" ,;|T\n") | x3::lit(AsciiWindow::kBullet) |
                        x3::lit(AsciiWindow::kFill) | "- " | "at ");

std::size_t ReadClock(std::string_view text, Clock* clock) {
  Clock found;
  const AsciiWindow window(text, 0);
  const char* at = window.begin();
  if (!x3::parse(at, window.end(), kClock, found)) return 0;
  if (found.hour > 24 || found.minute > 59 || found.second > 60) return 0;
  if (found.afternoon && found.hour < 12) found.hour += 12;
  if (found.morning && found.hour == 12) found.hour = 0;
  if (found.hour > 23 || found.zone_hours > 14 || found.zone_minutes > 59) return 0;
  *clock = found;
  return static_cast<std::size_t>(at - window.begin());
}

std::size_t SkipBetween(std::string_view text) {
  const AsciiWindow window(text, 0);
  const char* at = window.begin();
  x3::parse(at, window.end(), x3::omit[kBetween]);
  return static_cast<std::size_t>(at - window.begin());
}

std::string Written(const CivilDate& date, const Clock& clock) {
  std::string iso = ToIso(date);
  if (iso.empty() || date.day == 0 || clock.hour < 0) return iso;
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d", clock.hour, clock.minute);
  iso += buffer;
  if (clock.second >= 0) {
    std::snprintf(buffer, sizeof buffer, ":%02d", clock.second);
    iso += buffer;
  }
  if (!clock.has_zone) return iso;
  if (clock.zone_hours == 0 && clock.zone_minutes == 0) return iso + 'Z';
  std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", clock.sign < 0 ? '-' : '+', clock.zone_hours,
                clock.zone_minutes);
  return iso + buffer;
}

bool IsLetterOrDigit(char c) {
  return IsAsciiDigit(c) || IsAsciiLetter(c);
}

// The date that starts at `at`, with the time behind it, else with `before`.
std::string DateAt(std::string_view text, std::size_t at, const Clock& before) {
  DateReading reading;
  // An ISO time is read by the clock: the date grammar would swallow it.
  const bool iso = at + 10 <= text.size() && text[at + 4] == '-' && text[at + 7] == '-';
  std::size_t length = ReadDateAt(iso ? text.substr(0, at + 10) : text, at, &reading);
  if (length == 0 || reading.form != DateForm::kAbsolute || reading.bare_year) return {};
  const CivilDate date{reading.year, reading.month, reading.day};
  const std::string_view rest = text.substr(at + length);
  Clock clock;
  if (ReadClock(rest.substr(SkipBetween(rest)), &clock) == 0) clock = before;
  return Written(date, clock);
}

// "Sun Nov  6 08:49:37 1994": the time stands inside the date.
std::string ClassicDateAt(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 40);
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos || colon < 8 || rest.size() < colon + 11) return {};
  Clock clock;
  if (ReadClock(rest.substr(colon - 2), &clock) != 8) return {};
  const std::string moved =
      std::string(rest.substr(0, colon - 3)) + ", " + std::string(rest.substr(colon + 7, 4));
  return DateAt(moved, 0, clock);
}

// "2025", "2025-07", "20250726", "20250726T132205Z", and seconds or milliseconds since 1970.
std::string PackedDate(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && IsAsciiDigit(text[digits])) ++digits;
  if (digits == 4 && text.size() == 4) return ToIso({std::atoi(std::string(text).c_str()), 0, 0});
  long long number = 0;
  std::from_chars(text.data(), text.data() + digits, number);
  if (digits == 4 && text.size() == 7 && text[4] == '-') {
    int month = 0;
    const auto end = std::from_chars(text.data() + 5, text.data() + 7, month).ptr;
    return end == text.data() + 7 && month > 0 ? ToIso({static_cast<int>(number), month, 0}) : "";
  }
  if (digits == 8) {
    std::string iso = ToIso({static_cast<int>(number / 10000), static_cast<int>(number / 100 % 100),
                             static_cast<int>(number % 100)});
    if (iso.empty() || text.size() < 13 || text[8] != 'T') return iso;
    std::string clock(text.substr(9, 2));
    clock += ':' + std::string(text.substr(11, 2));
    if (text.size() >= 15 && IsAsciiDigit(text[13])) clock += ':' + std::string(text.substr(13));
    return DateAt(iso + 'T' + clock, 0, {});
  }
  if (text.size() != digits || (digits != 10 && digits != 13)) return {};
  const long long seconds = digits == 13 ? number / 1000 : number;
  Clock clock;
  clock.hour = static_cast<int>(seconds / 3600 % 24);
  clock.minute = static_cast<int>(seconds / 60 % 60);
  clock.second = static_cast<int>(seconds % 60);
  clock.has_zone = true;
  return Written(DateOfDay(static_cast<int>(seconds / 86400)), clock);
}

}  // namespace

std::string ParseDate(std::string_view text) {
  constexpr std::size_t kReach = 200;
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  text = text.substr(begin, kReach);
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  if (IsAsciiDigit(text[0])) {
    if (std::string packed = PackedDate(text); !packed.empty()) return packed;
  }
  Clock before;
  std::size_t clock_end = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!IsLetterOrDigit(text[at]) || (at > 0 && IsLetterOrDigit(text[at - 1]))) continue;
    if (std::string found = DateAt(text, at, before); !found.empty()) return found;
    if (std::string found = ClassicDateAt(text, at); !found.empty()) return found;
    // Inside a time its minutes would be read as one.
    Clock clock;
    const std::size_t length =
        IsAsciiDigit(text[at]) && at >= clock_end ? ReadClock(text.substr(at), &clock) : 0;
    if (length == 0) continue;
    before = clock;
    clock_end = at + length;
  }
  return {};
}

}  // namespace lode
