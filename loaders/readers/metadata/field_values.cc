// Exporters and content systems fill fields that they have nothing for: "No Author",
// 0001-01-01, a link to a profile. To take such for values is worse than to have none,
// because a visible byline or date would have been read. The hard bit is a name that looks
// like filler; so only whole values are compared, never words in them.

#include "loaders/readers/metadata/field_values.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "loaders/extraction/values/dates.h"
#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/bytes/mapped_text.h"
#include "loaders/readers/markup/entities.h"
#include "loaders/readers/metadata/written_day.h"
#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

constexpr std::size_t kLongestValue = 2000;

// Is the value, in whatever case, one of those that the table lists so?
bool IsListed(std::string_view section, std::string_view value) {
  using Values = std::set<std::pair<std::string_view, std::string_view>>;
  static const Values values = [] {
    Values made;
    for (const TableRow& row : RowsOf(kFieldWords))
      if (row.key == "value") made.emplace(row.section, row.value);
    return made;
  }();
  const std::string lower = LowerAscii(value);
  return values.contains({section, std::string_view(lower)});
}

bool IsAddress(std::string_view value) {
  static const RE2 pattern(
      R"((?i)(?:https?:)?//.*|www\..*|\S+@\S+\.\S+|\S+\.(?:com|org|net|html?|php|aspx)(?:/\S*)?|/\S+|#\S+)");
  return RE2::FullMatch({value.data(), value.size()}, pattern);
}

// "ole@news.example (Ole Vik)", "Ole Vik <ole@news.example>": the name.
std::string WithoutMail(const std::string& value) {
  static const RE2 behind(R"(\S+@\S+\s+\((.+)\))");
  static const RE2 before(R"((.+?)\s*<\S+@\S+>)");
  std::string name;
  return RE2::FullMatch(value, behind, &name) || RE2::FullMatch(value, before, &name) ? name
                                                                                      : value;
}

// The values, or the words, of a section's rows with that key, as alternatives of a pattern.
std::string Alternatives(std::string_view section, std::string_view key) {
  std::string any;
  for (const TableRow& row : RowsOf(kFieldWords)) {
    if (row.section != section || row.key != key) continue;
    const auto parts = key == "value" ? std::vector{row.value} : WordsOf(row.value);
    for (std::string_view part : parts) any += (any.empty() ? "" : "|") + std::string(part);
  }
  return any;
}

// "12 minutes": how long it takes to read.
bool IsDuration(const std::string& value) {
  static const RE2 duration(R"((?i)\d+\s*(?:min(?:ute)?s?|hours?|hrs?)(?:\s+read)?)");
  return RE2::FullMatch(value, duration);
}

// One author.
std::string AuthorIn(std::string_view value) {
  static const RE2 by(R"((?i)^(?:(?:written|posted|story)\s+)?by:?\s+)");
  static const RE2 post(R"(^(\p{Lu}\S*\s+.*?)\s+(?i:(?:(?:)" + Alternatives("posts", "before") +
                        R"()\s+)*(?:)" + Alternatives("posts", "post") + "))$");
  std::string name = WithoutMail(PlainValue(value));
  RE2::Replace(&name, by, "");
  RE2::Replace(&name, post, R"(\1)");
  const bool has_letter = std::any_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) > 0x7F;
  });
  if (!has_letter || IsAddress(name) || IsListed("nobody", name) || IsListed("no-value", name) ||
      IsDuration(name))
    return {};
  return name;
}

// The members of "['Una Berg', 'Tor Lind']", as some tables hold lists; else the value.
std::vector<std::string_view> ListedIn(std::string_view value) {
  std::vector<std::string_view> parts;
  const bool is_list = value.size() > 4 && (value.starts_with("['") || value.starts_with("[\"")) &&
                       value.ends_with(']');
  if (!is_list) return {value};
  const char mark = value[1];
  for (std::size_t at = 1; at < value.size();) {
    const std::size_t end = value.find(mark, at + 1);
    if (value[at] != mark || end == std::string_view::npos) break;
    parts.push_back(value.substr(at + 1, end - at - 1));
    at = std::min(value.find(mark, end + 1), value.size());
  }
  return parts;
}

// "/meldungen/29-10-2021": only where the numbers read one way.
std::string DayFirstInUrl(std::string_view url) {
  static const RE2 numbers(R"([/~_-](\d\d-\d\d-20\d\d)(?:[/._-]|$))");
  std::string day;
  if (!RE2::PartialMatch({url.data(), url.size()}, numbers, &day)) return {};
  const std::string value = FindWrittenDay(day).value;
  return value.find('/') == std::string::npos ? value : std::string();
}

// A day of numbers with the year last, as it is read: with slashes where it reads both ways.
std::string WithSlashes(std::string_view value) {
  static const RE2 numbers(R"(^\s*\d{1,2}[-.]\d{1,2}[-.]\d{4}\b)");
  const bool is_one = RE2::PartialMatch({value.data(), value.size()}, numbers);
  const WrittenDay day = is_one ? FindWrittenDay(value) : WrittenDay{};
  if (day.value.empty()) return std::string(value);
  return day.value + (day.value.find('/') == std::string::npos
                          ? std::string()
                          : std::string(value.substr(day.end)));
}

// "Mon Aug 03 12:45:00 EDT 2015", as many programs write a time: the year behind the day.
std::string WithYearInDay(std::string text) {
  static const RE2 pattern(
      R"((?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d(?::\d\d)?(?: [A-Z]{2,5})?) (\d{4}))");
  std::string month, day, time, year;
  if (RE2::FullMatch(text, pattern, &month, &day, &time, &year))
    text = month + " " + day + ", " + year + " " + time;
  return text;
}

}  // namespace

std::string OneLine(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t space = LeadingSpace(text.substr(at));
    if (space > 0 && !out.empty() && at + space < text.size()) out += ' ';
    at += space;
    while (at < text.size() && LeadingSpace(text.substr(at)) == 0) out += text[at++];
  }
  return out;
}

std::string PlainValue(std::string_view value) {
  static const RE2 tag(R"(</?[a-zA-Z][^<>@]*>)");
  std::string text = DecodeEntities(value.substr(0, kLongestValue));
  if (text.find('<') != std::string::npos) RE2::GlobalReplace(&text, tag, " ");
  text = OneLine(text);
  return IsListed("no-value", text) ? std::string() : text;
}

std::string AuthorsIn(std::string_view value) {
  static const RE2 before("(?i)^(?:" + Alternatives("before-names", "value") + R"()\s*)");
  static const RE2 behind("(?i)(?:" + Alternatives("behind-names", "value") + ")");
  std::string plain = PlainValue(value.substr(0, kLongestValue));
  RE2::Replace(&plain, before, "");
  RE2::Replace(&plain, behind, "");
  std::string joined;
  for (std::string_view part : ListedIn(plain)) {
    for (std::size_t at = 0; at <= part.size();) {
      const std::size_t end = std::min(part.find_first_of(",;", at), part.size());
      const std::string name = AuthorIn(part.substr(at, end - at));
      if (!name.empty()) joined += (joined.empty() ? "" : ", ") + name;
      at = end + 1;
    }
  }
  return joined;
}

std::string PublishedIn(std::string_view value) {
  constexpr std::size_t kLongest = 120, kDay = 10;  // bytes
  const std::string text = WithYearInDay(WithSlashes(PlainValue(value.substr(0, kLongest))));
  std::string iso = ParseDate(text);
  // A month of another language, or a day behind it that English does not know.
  if (iso.size() < kDay)
    if (const WrittenDay day = FindWrittenDay(text); !day.value.empty()) iso = ParseDate(day.value);
  const bool is_year = iso.size() >= 4 && iso >= "1500" && iso < "2200";
  return is_year && !iso.starts_with("1970-01-01T00:00") ? iso : std::string();
}

std::string NoDateIn(std::string_view value) {
  constexpr std::size_t kLongest = 60;
  const std::string text = PlainValue(value);
  const bool is_date = !ParseDate(WithSlashes(text)).empty();
  // 02/05/2025 is settled by the article.
  const bool has_slash =
      text.find('/') != std::string::npos && text.find_first_of("0123456789") == 0;
  const bool is_zero = text.find_first_not_of("0-:TZ. ") == std::string::npos;
  return is_date || has_slash || is_zero ? std::string() : text.substr(0, kLongest);
}

std::string PublishedInUrl(std::string_view url) {
  static const RE2 day(
      R"(/((?:19|20)\d\d)([/-]?)(0?[1-9]|1[0-2])([/-]?)(0[1-9]|[12]\d|3[01]|[1-9])(?:[/._-]|$))");
  std::string year, month, before, between, number;
  if (!RE2::PartialMatch({url.data(), url.size()}, day, &year, &before, &month, &between,
                         &number) ||
      before != between)
    return DayFirstInUrl(url);
  if (before.empty() && (month.size() < 2 || number.size() < 2)) return {};
  auto two = [](const std::string& digits) { return digits.size() < 2 ? "0" + digits : digits; };
  return PublishedIn(year + "-" + two(month) + "-" + two(number));
}

void CleanFields(PageFields& fields) {
  fields.title = PlainValue(fields.title);
  fields.source = PlainValue(fields.source);
  fields.author = AuthorsIn(fields.author);
  const std::string written = WithSlashes(PlainValue(fields.published));
  const std::string iso = PublishedIn(written);
  fields.published = iso.empty() || written.find('/') == std::string::npos ? iso : written;
}

}  // namespace lode
