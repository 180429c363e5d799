// Grammars of amounts in Boost.Spirit X3.
//
// A measure is a bound ("more than"), a number or a range of two, and a currency
// or a percentage on either number. Numbers are digits or words, with scales
// behind them. Two things are left to the caller, since they need the words
// around: what "5m" means, and the unit.
#include "loaders/extraction/values/measure_grammar.h"

#include <boost/spirit/home/x3.hpp>
#include <charconv>

#include "loaders/extraction/values/currency_names.h"
#include "loaders/extraction/words/ascii_window.h"
#include "storage/terms/units.h"

namespace lode {

double Amount::number() const {
  return Scaled(value, scale);
}

namespace {

namespace x3 = boost::spirit::x3;

using Numbers = x3::symbols<double>;
using Currencies = x3::symbols<const CurrencyName*>;

Numbers Ones() {
  Numbers names;
  constexpr const char* kNames[] = {"one",     "two",       "three",    "four",     "five",
                                    "six",     "seven",     "eight",    "nine",     "ten",
                                    "eleven",  "twelve",    "thirteen", "fourteen", "fifteen",
                                    "sixteen", "seventeen", "eighteen", "nineteen"};
  for (int i = 0; i < 19; ++i) names.add(kNames[i], i + 1);
  return names;
}

Numbers Tens() {
  Numbers names;
  names.add("twenty", 20)("thirty", 30)("forty", 40)("fifty", 50)("sixty", 60)("seventy", 70)(
      "eighty", 80)("ninety", 90);
  return names;
}

Numbers ScaleWords() {
  Numbers names;
  names.add("hundred", 1e2)("thousand", 1e3)("million", 1e6)("billion", 1e9)("trillion", 1e12)(
      "dozen", 12)("mn", 1e6)("mln", 1e6)("bn", 1e9)("bln", 1e9)("tn", 1e12)("trn", 1e12)(
      "lakh", 1e5)("crore", 1e7);
  return names;
}

// Written onto the digits, case as here.
Numbers Suffixes() {
  Numbers names;
  names.add("k", 1e3)("K", 1e3)("m", 1e6)("M", 1e6)("b", 1e9)("B", 1e9)("mn", 1e6)("mln", 1e6)(
      "bn", 1e9)("bln", 1e9)("tn", 1e12)("trn", 1e12)("million", 1e6)("billion", 1e9)(
      "trillion", 1e12)("Bn", 1e9)("Mn", 1e6);
  return names;
}

Numbers Fractions() {
  Numbers names;
  names.add("third", 3)("thirds", 3)("quarters", 4)("fifth", 5)("fifths", 5)("sixths", 6)(
      "eighths", 8)("tenth", 10)("tenths", 10);
  return names;
}

x3::symbols<Comparator> Comparators() {
  using enum Comparator;
  x3::symbols<Comparator> names;
  for (const char* word :
       {"about", "around", "roughly", "approximately", "some", "nearly", "almost", "close to",
        "an estimated", "estimated", "circa", "approx.", "more or less"})
    names.add(word, kAbout);
  for (const char* word :
       {"more than", "over", "above", "greater than", "exceeding", "in excess of", "upwards of",
        "well over", "just over", "slightly more than", "larger than", "just above", "well above",
        "higher than", "beyond"})
    names.add(word, kGreater);
  for (const char* word : {"less than", "under", "below", "fewer than", "lower than", "just under",
                           "well under", "just below", "slightly less than", "well below"})
    names.add(word, kLess);
  for (const char* word : {"at least", "no less than", "no fewer than", "not less than",
                           "a minimum of", "minimum of", "minimum", "a minimum"})
    names.add(word, kGreaterEqual);
  for (const char* word : {"up to", "at most", "no more than", "not more than", "as much as",
                           "as many as", "a maximum of", "maximum of", "maximum"})
    names.add(word, kLessEqual);
  return names;
}

Currencies NamesOf(CurrencyNames from) {
  Currencies names;
  for (const CurrencyName* name = from.begin; name != from.end; ++name) {
    names.add(std::string(name->name), name);
  }
  return names;
}

const auto kWordEnd = !(x3::alnum | x3::char_('_'));
const auto kFill = *x3::lit(AsciiWindow::kFill);
const auto kGap = +x3::lit(' ') | x3::lit('\n');
const auto kDash = x3::lit('-') >> kFill;

const auto kSet = [](auto& context) { x3::_val(context) = x3::_attr(context); };
const auto kAdd = [](auto& context) { x3::_val(context) += x3::_attr(context); };

// A part that fails keeps what its actions did, so actions wait for the word to end.

// "1,250,000", "3.5"
const x3::rule<struct DigitsRule, double> kDigits = "digits";
const auto kReadDigits = [](auto& context) {
  char plain[40];
  std::size_t size = 0;
  for (char c : x3::_attr(context)) {
    if (c != ',' && size < sizeof plain) plain[size++] = c;
  }
  double value = 0;
  const auto read = std::from_chars(plain, plain + size, value);
  x3::_pass(context) = read.ec == std::errc() && size < sizeof plain;
  x3::_val(context) = value;
};
const auto kDigits_def =
    x3::raw[+x3::digit >> *(x3::lit(',') >> x3::repeat(3)[x3::digit] >> !x3::digit) >>
            -(x3::lit('.') >> +x3::digit)][kReadDigits];

// "twelve", "twenty-one", "two hundred and fifty"
const x3::rule<struct SmallRule, double> kSmall = "number word";
const auto kSmall_def = Tens()[kSet] >> -(x3::char_("- ") >> (Ones() >> kWordEnd)[kAdd]) >> kWordEnd
                        | Ones()[kSet] >> kWordEnd;
const x3::rule<struct WordsRule, double> kWords = "number words";
const auto kHundredfold = [](auto& context) { x3::_val(context) *= 100; };
const auto kWords_def = kSmall[kSet] >> -(x3::omit[x3::char_(" -")] >>
                                          (x3::lit("hundred") >> kWordEnd)[kHundredfold] >>
                                          -((x3::lit(" and ") | ' ') >> kSmall[kAdd]));
BOOST_SPIRIT_DEFINE(kDigits, kSmall, kWords)

// Alternatives that failed half-way leave their marks: each start wipes them.
const auto kValue = [](auto& context) {
  const char suffix = x3::_val(context).suffix;
  x3::_val(context) = Amount();
  x3::_val(context).value = x3::_attr(context);
  x3::_val(context).suffix = suffix;
};
const auto kWordValue = [](auto& context) {
  x3::_val(context) = Amount();
  x3::_val(context).value = x3::_attr(context);
  x3::_val(context).is_words = true;
};
const auto kArticleValue = [](auto& context) {
  x3::_val(context).value = 1;
  x3::_val(context).is_article = true;
};
const auto kHalfValue = [](auto& context) {
  x3::_val(context).value = 0.5;
  x3::_val(context).is_article = true;
};
const auto kPlusHalf = [](auto& context) { x3::_val(context).value += 0.5; };
const auto kScale = [](auto& context) {
  x3::_val(context).scale *= x3::_attr(context);
  x3::_val(context).is_scaled = true;
};
const auto kSuffix = [](auto& context) {
  x3::_val(context).scale = x3::_attr(context);
  x3::_val(context).is_scaled = true;
};
const auto kShort = [](auto& context) {
  const char c = x3::_attr(context);
  x3::_val(context).suffix = c == 'K' ? 'k' : c == 'B' ? 'b' : c;
};
const auto kFraction = [](auto& context) {
  x3::_val(context).value /= x3::_attr(context);
  x3::_val(context).is_fraction = true;
};
const auto kNegative = [](auto& context) { x3::_val(context).value = -x3::_val(context).value; };

const x3::rule<struct AmountRule, Amount> kAmount = "amount";
const auto kScaleAfter = (kGap | kDash) >> (x3::no_case[ScaleWords()] >> kWordEnd)[kScale];
const auto kUnsigned =
    x3::no_case["half "] >> -x3::no_case[x3::lit("a ") | "an "] >>
        (x3::no_case[ScaleWords()] >> kWordEnd)[kScale] >> x3::eps[kHalfValue] |
    x3::no_case["a "] >>
        (x3::no_case[ScaleWords()] >> kWordEnd)[kScale] >> x3::eps[kArticleValue] >> *kScaleAfter
    | kDigits[kValue] >> (Suffixes() >> kWordEnd)[kSuffix] >> x3::eps |
    kDigits[kValue] >> -(x3::lit(AsciiWindow::kHalf)[kPlusHalf] >> kFill) >>
        -x3::no_case[x3::lit(" and a half")][kPlusHalf] >> *kScaleAfter
    |
    x3::no_case[kWords[kWordValue]] >> x3::omit[x3::char_("- ")] >>
        (Fractions() >> kWordEnd)[kFraction] |
    x3::no_case[kWords[kWordValue]] >> -x3::no_case[x3::lit(" and a half")][kPlusHalf] >>
        *kScaleAfter;
// The letter of a suffix is kept apart: "5m" may be meters.
const auto kAmount_def =
    (kDash | x3::no_case["minus "]) >> kUnsigned >> x3::eps[kNegative] |
    &(x3::omit[kDigits] >> x3::char_("kKmMbB")[kShort] >> kWordEnd) >> kUnsigned | kUnsigned;

// One side of a range, or the whole: "$5", "5 million euros", "3%".
struct Side {
  Amount amount;
  const CurrencyName* currency = nullptr;
  bool has_percent = false;
  double percent_factor = 1;
};
const x3::rule<struct SideRule, Side> kSide = "side";
const auto kSideAmount = [](auto& context) { x3::_val(context).amount = x3::_attr(context); };
const auto kSideCurrency = [](auto& context) { x3::_val(context).currency = x3::_attr(context); };
const auto kSidePercent = [](auto& context) { x3::_val(context).has_percent = true; };
const auto kSidePoints = [](auto& context) {
  x3::_val(context).has_percent = true;
  x3::_val(context).percent_factor = 0.01;
};
const auto kPercentSign =
    (x3::lit('%') >> -(-x3::char_("- ") >> x3::no_case["points"]))[kSidePercent] |
    ((kGap | kDash) >> (x3::no_case[x3::lit("percentage points") | "percentage point" |
                                    "percentage-point" | "percent" | "per cent" | "pct"]) >>
     kWordEnd)[kSidePercent] |
    ((kGap | kDash) >>
     (x3::no_case[x3::lit("basis points") | "basis point" | "basis-point" | "bps"]) >>
     kWordEnd)[kSidePoints];
const auto kSign = NamesOf(CurrencySigns())[kSideCurrency] >> kFill;
const auto kName = (x3::no_case[NamesOf(CurrencyWords())] >> kWordEnd)[kSideCurrency];
const auto kSide_def = kSign >> -kGap >> kAmount[kSideAmount] |
                       kAmount[kSideAmount] >> -(kPercentSign | (kGap | kDash) >> kName);
BOOST_SPIRIT_DEFINE(kAmount, kSide)

struct Sides {
  Comparator comparator = Comparator::kEqual;
  Side from, to;
  bool has_to = false, is_framed = false, is_fold = false;
};
const auto kFrom = [](auto& context) {
  x3::_val(context).from = x3::_attr(context);
  x3::_val(context).is_fold = false;
};
const auto kTo = [](auto& context) {
  x3::_val(context).to = x3::_attr(context);
  x3::_val(context).has_to = true;
};
const auto kFramed = [](auto& context) { x3::_val(context).is_framed = true; };
const auto kFold = [](auto& context) {
  x3::_val(context).from.amount.value = x3::_attr(context);
  x3::_val(context).from.amount.is_words = true;
  x3::_val(context).is_fold = true;
};
const x3::rule<struct SidesRule, Sides> kSides = "measure";
const auto kJoint = -kGap >> kDash >> -kGap | kGap >> x3::no_case[x3::lit("to") | "or"] >> kGap;
const auto kSides_def = x3::no_case["between "] >> kSide[kFrom] >> kGap >> x3::no_case["and"] >>
                            kGap >> kSide[kTo] >> x3::eps[kFramed] |
                        x3::no_case["from "] >> kSide[kFrom] >> kGap >> x3::no_case["to"] >> kGap >>
                            kSide[kTo] >> x3::eps[kFramed] |
                        x3::no_case[Tens()[kFold] | Ones()[kFold]] >>
                            -x3::lit('-') >> x3::no_case["fold"] >> kWordEnd
                        | kSide[kFrom] >> -(kJoint >> kSide[kTo]);

// Bounds stand before all that; several may ("up to about").
const x3::rule<struct BoundRule, Comparator> kBound = "bound";
const auto kBound_def = x3::no_case[Comparators()][kSet] >> kWordEnd >> kGap |
                        (x3::lit(AsciiWindow::kAbout) |
                         '~')[([](auto& context) { x3::_val(context) = Comparator::kAbout; })] >>
                            kFill;
BOOST_SPIRIT_DEFINE(kSides, kBound)

const auto kPer = x3::lit('/') >> x3::raw[+x3::alpha] |
                  kGap >> x3::no_case["per"] >> kGap >> x3::raw[+x3::alpha] |
                  kGap >> (x3::lit("an") | 'a') >>
                      ' ' >> x3::raw[x3::lit("day") | "week" | "month" | "year" | "hour" |
                                     "barrel" | "share" | "tonne" | "ton" | "ounce" | "pound" |
                                     "kilogram" | "kilo" | "gallon" | "liter" | "litre" | "person" |
                                     "head" | "piece" | "unit" | "bushel" | "megawatt-hour"] >>
                      kWordEnd;
using Bytes = boost::iterator_range<const char*>;

x3::symbols<Comparator> BoundsAfter() {
  x3::symbols<Comparator> names;
  names.add("+", Comparator::kGreaterEqual)(" or more", Comparator::kGreaterEqual)(
      " or higher", Comparator::kGreaterEqual)(" or less", Comparator::kLessEqual)(
      " or fewer", Comparator::kLessEqual)(" or so", Comparator::kAbout);
  return names;
}
const auto kBoundAfter = BoundsAfter() >> kWordEnd;

// "5-10 million": the scale of the second number is that of the first.
void ShareScale(Sides* sides) {
  Amount& from = sides->from.amount;
  const Amount& to = sides->to.amount;
  if (to.is_scaled && !from.is_scaled && from.value < 1000 && to.suffix != 'k') {
    from.scale = to.scale;
    from.is_scaled = true;
  }
}

// Whether the second number belongs to the first: not "3-2", a score, nor
// "$5 to 10%".
bool IsRange(const Sides& sides) {
  const auto differ = [](bool a, bool b) { return a && !b; };
  if (differ(sides.from.currency != nullptr, sides.to.currency != nullptr) && sides.to.has_percent)
    return false;
  if (differ(sides.from.has_percent, sides.to.has_percent)) return false;
  if (sides.from.currency != nullptr && sides.to.currency != nullptr &&
      sides.from.currency->code != sides.to.currency->code) {
    return false;
  }
  return sides.is_framed || sides.from.amount.number() < sides.to.amount.number();
}

}  // namespace

std::size_t ReadMeasureAt(std::string_view text, std::size_t at, MeasureReading* reading) {
  const AsciiWindow window(text, at);
  const char* const begin = window.begin();
  const char* here = begin;
  Comparator comparator = Comparator::kEqual;
  for (Comparator bound; x3::parse(here, window.end(), kBound, bound);) comparator = bound;
  const char* const amount = here;
  Sides sides;
  if (!x3::parse(here, window.end(), kSides, sides)) return 0;
  if (sides.has_to) {
    ShareScale(&sides);
    if (!IsRange(sides)) {  // the first number alone
      Side only;
      here = amount;
      if (!x3::parse(here, window.end(), kSide, only)) return 0;
      sides = Sides{Comparator::kEqual, only, {}, false, false, false};
    }
  }
  *reading = MeasureReading();
  reading->comparator = comparator;
  reading->amount_at = static_cast<std::size_t>(amount - begin);
  reading->from = sides.from.amount;
  if (sides.has_to) reading->to = sides.to.amount;
  reading->is_framed = sides.is_framed;
  reading->is_fold = sides.is_fold;
  const Side& last = sides.has_to ? sides.to : sides.from;
  const CurrencyName* currency = last.currency != nullptr ? last.currency : sides.from.currency;
  if (currency != nullptr) {
    reading->currency = currency->code;
    reading->currency_text = currency->name;
    reading->minor = currency->minor;
  }
  reading->is_percent = last.has_percent;
  reading->percent_factor = last.percent_factor;
  return static_cast<std::size_t>(here - begin);
}

std::size_t ReadPerAt(std::string_view text, std::size_t at, std::string* per) {
  const AsciiWindow window(text, at);
  const char* here = window.begin();
  Bytes unit;
  if (!x3::parse(here, window.end(), kPer, unit)) return 0;
  per->assign(unit.begin(), unit.end());
  return *per == "cent" || *per == "se" ? 0 : static_cast<std::size_t>(here - window.begin());
}

std::size_t ReadBoundAt(std::string_view text, std::size_t at, Comparator* comparator) {
  const AsciiWindow window(text, at);
  const char* here = window.begin();
  if (!x3::parse(here, window.end(), kBoundAfter, *comparator)) return 0;
  return static_cast<std::size_t>(here - window.begin());
}

}  // namespace lode
