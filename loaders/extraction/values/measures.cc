// FindMeasures: quantities, money, percentages and durations in running text.
//
// measure_grammar reads amounts wherever they could begin; here is decided
// whether a number measures anything. The numbers of news are half names: models,
// articles of laws, dates, times, scores, telephone numbers, notes. So dates are
// taken out first, and a bare number must have a plural or a unit behind it or
// stand among ordinary words; behind a capitalised word it is part of a name.
#include "loaders/extraction/values/measures.h"

#include <algorithm>
#include <cmath>

#include "loaders/extraction/values/ascii.h"
#include "loaders/extraction/values/dates.h"
#include "loaders/extraction/values/measure_grammar.h"
#include "loaders/extraction/values/measure_unit.h"
#include "storage/terms/units.h"

namespace lode {
namespace {

bool IsTermByte(char c) {
  return IsAsciiDigit(c) || IsAsciiLetter(c) || c == '_';
}

// Capitalised words that begin sentences and clauses rather than names.
constexpr std::string_view kOpeners[] = {"A",       "About", "After", "All",     "Almost",
                                         "Also",    "An",    "And",   "Another", "Approximately",
                                         "Around",  "As",    "At",    "Before",  "Between",
                                         "Both",    "But",   "By",    "Even",    "Every",
                                         "Exactly", "Few",   "For",   "From",    "He",
                                         "Her",     "His",   "If",    "In",      "Into",
                                         "It",      "Its",   "Just",  "Last",    "Nearly",
                                         "Next",    "Now",   "Of",    "On",      "Only",
                                         "Or",      "Our",   "Over",  "Roughly", "She",
                                         "Since",   "So",    "Some",  "Still",   "Than",
                                         "That",    "The",   "Their", "Then",    "There",
                                         "These",   "They",  "This",  "Those",   "To",
                                         "Under",   "Until", "Up",    "We",      "When",
                                         "While",   "With",  "Within"};

char At(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : '\0';
}

std::string_view WordBefore(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && text[end - 1] == ' ') --end;
  std::size_t begin = end;
  while (begin > 0 &&
         (IsTermByte(text[begin - 1]) || text[begin - 1] == '.' || text[begin - 1] == '-'))
    --begin;
  return text.substr(begin, end - begin);
}

// Whether the number at `at` ends a name: "Boeing 737", "Article 5", "No. 2".
bool FollowsName(std::string_view text, std::size_t at) {
  std::string_view word = WordBefore(text, at);
  if (word.empty()) return false;
  if (word == "No." || word == "no." || word == "number" || word == "p." || word == "pp." ||
      word == "page" || word == "para." || word == "vol." || word == "chapter" ||
      word == "section" || word == "room") {
    return true;
  }
  if (word.back() == '.') return false;  // a sentence ended
  if (!IsAsciiUpper(word[0])) return false;
  return !std::binary_search(std::begin(kOpeners), std::end(kOpeners), word);
}

// Whether what follows shows the number to be a time, a date, an ordinal, a
// version or a part of a longer number.
bool RunsOn(std::string_view text, std::size_t end, bool words) {
  const char c = At(text, end), d = At(text, end + 1);
  if (static_cast<unsigned char>(c) >= 0xE3) return true;  // a letter of another script
  if (!words && (c == ':' || c == '.' || c == ',' || c == '/' || c == '-' || c == '_') &&
      IsAsciiDigit(d))
    return true;
  if (!words && (c == '\'' || text.substr(end, 3) == "\u2019")) return true;
  const std::string_view rest = text.substr(end, 9);
  for (std::string_view tail : {" a.m", " p.m", " am ", " pm ", " AM", " BC", " AD ", " CE ", " PM",
                                " o'clock", " o’clock", "am", "pm"}) {
    if (rest.substr(0, tail.size()) == tail) return true;
  }
  return false;
}

bool StandsAfterBoundary(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  if (IsTermByte(before) || before == '#' || before == '@' || before == '\\') return false;
  if (!IsAsciiDigit(text[at]) && before != '-' && before != '/') return true;
  const char beyond = at > 1 ? text[at - 2] : ' ';
  if (before == '-' || before == '/' || before == '.' || before == ':' || before == ',' ||
      before == '+') {
    return !(IsTermByte(beyond) || beyond == before);
  }
  return before != '[' && before != '$';
}

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {
    for (const FoundValue& date : FindDates(text, "")) dates_.push_back(date.span);
  }

  std::vector<FoundValue> Run() {
    for (std::size_t at = 0; at < text_.size();) {
      if (SkipDate(&at)) continue;
      const bool starts = IsStart(at) && StandsAfterBoundary(text_, at);
      const std::size_t length = starts ? TryAt(at) : 0;
      at += length > 0 ? length : IsAsciiDigit(text_[at]) ? DigitsAt(at) : 1;
    }
    return std::move(found_);
  }

 private:
  bool SkipDate(std::size_t* at) {
    while (date_ < dates_.size() && dates_[date_].end <= *at) ++date_;
    if (date_ == dates_.size() || dates_[date_].begin > *at) return false;
    *at = dates_[date_].end;
    return true;
  }

  bool IsStart(std::size_t at) const {
    const char c = text_[at];
    const bool sign = c == '$' || c == '~' || c == '-' || static_cast<unsigned char>(c) >= 0xC2;
    return sign ||
           ((IsAsciiDigit(c) || IsAsciiLetter(c)) && (at == 0 || !IsTermByte(text_[at - 1])));
  }

  std::size_t DigitsAt(std::size_t at) const {
    const std::size_t begin = at;
    while (at < text_.size() &&
           (IsTermByte(text_[at]) || ((text_[at] == '.' || text_[at] == ',' || text_[at] == ':' ||
                                       text_[at] == '/' || text_[at] == '-') &&
                                      IsAsciiDigit(At(text_, at + 1))))) {
      ++at;
    }
    return std::max<std::size_t>(at - begin, 1);
  }

  bool MeetsDate(std::size_t begin, std::size_t end) const {
    return std::any_of(dates_.begin() + static_cast<std::ptrdiff_t>(date_), dates_.end(),
                       [&](const Span& date) { return date.begin < end && begin < date.end; });
  }

  // Reads a measure at `at`, keeps it if it is one; its length, else 0.
  std::size_t TryAt(std::size_t at) {
    MeasureReading reading;
    std::size_t length = ReadMeasureAt(text_, at, &reading);
    if (length == 0) return 0;
    const std::size_t amount_at = at + reading.amount_at;
    std::size_t end = at + length;
    if (MeetsDate(at, end)) return 0;
    Value value = ValueOf(reading);
    if (reading.is_fold) {
      value.kind = ValueKind::kQuantity;
      value.unit = "time";
      value.unit_text = "fold";
    } else if (reading.currency.empty() && !reading.is_percent) {
      if (!AddUnit(reading, amount_at, &end, &value)) return 0;
    } else if (RunsOn(text_, end, true) || (IsTermByte(At(text_, end)))) {
      return 0;
    }
    AddTail(&end, &value);
    Keep(at, end, std::move(value));
    return end - at;
  }

  static Value ValueOf(const MeasureReading& reading) {
    Value value;
    value.comparator = reading.comparator;
    const double factor = reading.is_percent ? reading.percent_factor : reading.minor;
    value.number = reading.from.number() * factor;
    if (reading.to) value.number_to = reading.to->number() * factor;
    if (reading.is_percent) {
      value.kind = ValueKind::kPercent;
      value.unit = "%";
    } else if (!reading.currency.empty()) {
      value.kind = ValueKind::kMoney;
      value.unit = reading.currency;
    } else {
      value.kind = ValueKind::kNumber;
    }
    return value;
  }

  // A number without currency or percent: its unit, or the reasons to refuse it.
  bool AddUnit(const MeasureReading& reading, std::size_t amount_at, std::size_t* end,
               Value* value) {
    const Amount& last = reading.to ? *reading.to : reading.from;
    std::size_t unit_at = *end;
    UnitReading unit = ReadUnitAt(text_, unit_at);
    if (last.suffix != 0 && !ResolveSuffix(last, unit, value)) {
      unit_at = *end - 1;  // "5m": the letter is a meter
      unit = ReadUnitAt(text_, unit_at);
      if (last.suffix != 'm' || unit.length != 1) return false;
    }
    const bool attached = unit_at < text_.size() && IsAsciiLetter(text_[unit_at]);
    if (attached && (unit.length == 0 || !(unit.is_measure || unit.unit == "time"))) return false;
    if (attached && unit.unit_text.size() == 1 &&
        std::string_view("mgWx").find(unit.unit_text) == std::string_view::npos) {
      return false;
    }
    if (IsPound(unit, last, value)) return *end = unit_at + unit.length, true;
    if (!IsMeasured(reading, amount_at, *end, unit)) return false;
    if (unit.length == 0) return true;
    value->kind = unit.is_time ? ValueKind::kDuration : ValueKind::kQuantity;
    value->unit = unit.unit;
    value->unit_text = unit.unit_text;
    *end = unit_at + unit.length;
    return true;
  }

  // Whether the letter on the digits is a scale ("5m people", "10k").
  static bool ResolveSuffix(const Amount& amount, const UnitReading& unit, Value* value) {
    const bool counts = unit.length > 0;
    if (amount.suffix == 'k' || amount.suffix == 'M' || counts) return true;
    const double scale = amount.scale;
    value->number /= scale;
    if (value->number_to) *value->number_to /= scale;
    return false;
  }

  // Millions of pounds are money, a few pounds are weight.
  static bool IsPound(const UnitReading& unit, const Amount& amount, Value* value) {
    if (unit.unit != "pound" || !amount.is_scaled || amount.scale < 1e6 ||
        unit.unit_text.substr(0, 2) == "lb") {
      return false;
    }
    value->kind = ValueKind::kMoney;
    value->unit = "GBP";
    value->unit_text = unit.unit_text;
    return true;
  }

  bool IsMeasured(const MeasureReading& reading, std::size_t at, std::size_t end,
                  const UnitReading& unit) const {
    const Amount& from = reading.from;
    const bool bare = unit.length == 0;
    if (RunsOn(text_, end, from.is_words)) return false;
    if (unit.is_measure) return !(from.value == 1 && from.is_article && !from.is_scaled);
    if (FollowsName(text_, at)) return false;
    if (from.is_article || from.is_fraction) return true;
    if (from.is_words && !from.is_scaled && from.value == 1) return false;
    const bool year = !from.is_words && !from.is_scaled && from.value >= 1500 &&
                      from.value <= 2100 && from.value == std::floor(from.value) &&
                      text_.substr(at, 2).find(',') == std::string_view::npos;
    if (year && (bare || reading.to)) return false;
    if (!bare) return true;
    return StandsAmongWords(at, end, from);
  }

  // Not a note, a list's number, a heading's or a table's.
  bool StandsAmongWords(std::size_t at, std::size_t end, const Amount& from) const {
    const char before = at == 0 ? '\0' : text_[at - 1];
    const char after = At(text_, end);
    if (before == '(' || before == '[' || after == ')' || after == ']' || after == '-')
      return false;
    Comparator bound;
    if (ReadBoundAt(text_, end, &bound) > 0) return true;
    if (before == '\0' || before == '\n') return after == '\0' || from.is_words;
    if (from.is_scaled) return true;
    if (from.is_words) return from.value > 2 && !IsAsciiLetter(after);
    // A digit before the full stop behind a plain word may be a note's.
    return !IsAsciiLetter(after) &&
           !(from.value < 100 && from.value == std::floor(from.value) && LooksLikeNote(at, end));
  }

  bool LooksLikeNote(std::size_t at, std::size_t end) const {
    const std::string_view word = WordBefore(text_, at);
    constexpr std::string_view kLeads[] = {"about", "at", "by", "from", "of", "over", "than", "to"};
    const char after = At(text_, end);
    const bool stop =
        after == '.' ||
        (after == ' ' && (At(text_, end + 1) == '.' || IsAsciiUpper(At(text_, end + 1))));
    return stop && !std::binary_search(std::begin(kLeads), std::end(kLeads), word);
  }

  void AddTail(std::size_t* end, Value* value) const {
    Comparator after = Comparator::kEqual;
    if (const std::size_t length = ReadBoundAt(text_, *end, &after)) {
      if (value->comparator == Comparator::kEqual) value->comparator = after;
      *end += length;
    }
    std::string per;
    if (value->kind == ValueKind::kPercent && At(text_, *end) == '/') return;
    if (const std::size_t length = ReadPerAt(text_, *end, &per)) {
      value->per = CanonicalUnit(per);
      *end += length;
    }
  }

  void Keep(std::size_t begin, std::size_t end, Value value) {
    value.text = std::string(text_.substr(begin, end - begin));
    found_.push_back(
        {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, std::move(value)});
  }

  std::string_view text_;
  std::vector<Span> dates_;
  std::size_t date_ = 0;
  std::vector<FoundValue> found_;
};

}  // namespace

bool IsPartOfFigure(std::string_view text, std::size_t end) {
  return RunsOn(text, end, false);
}

std::vector<FoundValue> FindMeasures(std::string_view text) {
  return Finder(text).Run();
}

}  // namespace lode
