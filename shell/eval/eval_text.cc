// Comparing words for the user's own measure. The lists are a part of the rules of matching,
// which must not move with the schema: a figure of today is to be compared with one of last
// year.
#include "shell/eval/eval_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

#include "shell/eval/eval_words.h"

namespace lode::shell {
namespace {

using Set = std::set<std::string, std::less<>>;

const Set kDeterminers = {"the", "a", "an"};
const Set kDemonstratives = {"this", "that", "these", "those", "some"};
// Behind these a title belongs to somebody else: "allies of President Lind".
const Set kParting = {"for", "to", "by", "with", "and", "against", "from"};

constexpr std::string_view kSmall =
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen";
constexpr std::string_view kTens = "twenty thirty forty fifty sixty seventy eighty ninety";
const std::map<std::string, double, std::less<>> kScale = {
    {"hundred", 1e2},   {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9},
    {"trillion", 1e12}, {"bn", 1e9},       {"k", 1e3}};

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

Set SetOf(std::string_view words) {
  const std::vector<std::string> all = Split(words);
  return Set(all.begin(), all.end());
}

const Set& Titles() {
  static const Set kTitles = SetOf(kTitleWords);
  return kTitles;
}

bool IsWord(UChar32 c) {
  return c == '_' || u_isalpha(c) || u_getNumericValue(c) != U_NO_NUMERIC_VALUE;
}
bool IsDigit(UChar32 c) {
  return u_charType(c) == U_DECIMAL_DIGIT_NUMBER;
}
bool IsChinese(UChar32 c) {
  return c >= 0x3400 && c <= 0x9FFF;
}

// Code points, with 0 outside.
class Points {
 public:
  explicit Points(const icu::UnicodeString& text) {
    for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) all_.push_back(text.char32At(i));
  }
  explicit Points(std::u32string text) : all_(text.begin(), text.end()) {}
  UChar32 at(std::size_t i) const { return i < all_.size() ? all_[i] : 0; }
  UChar32 before(std::size_t i) const { return i > 0 ? at(i - 1) : 0; }
  std::size_t size() const { return all_.size(); }
  bool StartsAt(std::size_t i, std::string_view ascii) const {
    for (std::size_t k = 0; k < ascii.size(); ++k)
      if (at(i + k) != static_cast<UChar32>(ascii[k])) return false;
    return true;
  }
  void Append(UChar32 c) { all_.push_back(c); }
  void Append(std::string_view ascii) {
    for (char c : ascii) all_.push_back(c);
  }
  icu::UnicodeString Text() const {
    icu::UnicodeString out;
    for (UChar32 c : all_) out.append(c);
    return out;
  }

 private:
  std::vector<UChar32> all_;
};

// "U.S.", "US", "United States of America" -> "unitedstates"; "UK" likewise.
Points CountriesSpelt(const Points& text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kForms = {{
      {"U.S.A.", " unitedstates "},
      {"U.S.", " unitedstates "},
      {"U.S", " unitedstates "},
      {"USA", " unitedstates "},
      {"US", " unitedstates "},
      {"United States of America", " unitedstates "},
      {"United States", " unitedstates "},
      {"U.K.", " unitedkingdom "},
      {"U.K", " unitedkingdom "},
      {"UK", " unitedkingdom "},
      {"United Kingdom", " unitedkingdom "},
  }};
  Points out{std::u32string()};
  for (std::size_t i = 0; i < text.size();) {
    const auto* form = kForms.end();
    if (text.at(i) == 'U' && !IsWord(text.before(i)))
      form = std::find_if(kForms.begin(), kForms.end(), [&](const auto& one) {
        return text.StartsAt(i, one.first) && !IsWord(text.at(i + one.first.size()));
      });
    if (form == kForms.end()) {
      out.Append(text.at(i++));
    } else {
      out.Append(form->second);
      i += form->first.size();
    }
  }
  return out;
}

// How many points a comma of thousands or a possessive 's takes here, else 0.
std::size_t Dropped(const Points& text, std::size_t i) {
  if (text.at(i) == ',' && IsDigit(text.before(i)) && IsDigit(text.at(i + 1)) &&
      IsDigit(text.at(i + 2)) && IsDigit(text.at(i + 3)) && !IsDigit(text.at(i + 4)))
    return 1;
  if (text.StartsAt(i, "'s") && IsWord(text.before(i)) && !IsWord(text.at(i + 2))) return 2;
  return 0;
}

// How many points "per cent" behind a number takes here, with the blanks before it.
std::size_t PerCent(const Points& text, std::size_t i) {
  if (!IsDigit(text.before(i))) return 0;
  std::size_t at = i;
  while (at < text.size() && (u_isUWhiteSpace(text.at(at)) || text.at(at) == '-')) ++at;
  for (std::string_view form : {"per cent", "percent"})
    if (text.StartsAt(at, form) && !IsWord(text.at(at + form.size()))) return at + form.size() - i;
  return 0;
}

Points Folded(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
  icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  if (U_SUCCESS(error)) {
    const icu::UnicodeString normal = nfkc->normalize(unicode, error);
    if (U_SUCCESS(error)) unicode = normal;
  }
  unicode.findAndReplace(icu::UnicodeString(u"\u2019"), "'");
  unicode.findAndReplace(icu::UnicodeString(u"\u2018"), "'");
  const Points folded(CountriesSpelt(Points(unicode)).Text().foldCase());
  Points out{std::u32string()};
  for (std::size_t i = 0; i < folded.size();) {
    const std::size_t dropped = Dropped(folded, i);
    if (dropped == 0) out.Append(folded.at(i));
    i += std::max<std::size_t>(dropped, 1);
  }
  Points percent{std::u32string()};
  for (std::size_t i = 0; i < out.size();) {
    const std::size_t taken = PerCent(out, i);
    if (taken > 0)
      percent.Append(" %");
    else
      percent.Append(out.at(i));
    i += std::max<std::size_t>(taken, 1);
  }
  return percent;
}

// The end of a number with decimals, "3.5"; `at` if there is none.
std::size_t EndOfDecimal(const Points& text, std::size_t at) {
  std::size_t i = at, end = at;
  while (IsDigit(text.at(i))) ++i;
  while (i > at && text.at(i) == '.' && IsDigit(text.at(i + 1))) {
    ++i;
    while (IsDigit(text.at(i))) ++i;
    end = i;
  }
  return end;
}

std::size_t EndOfWord(const Points& text, std::size_t at) {
  if (text.at(at) == '%' || IsChinese(text.at(at))) return at + 1;
  if (const std::size_t end = EndOfDecimal(text, at); end > at) return end;
  std::size_t i = at;
  while (i < text.size() && IsWord(text.at(i)) && !IsChinese(text.at(i))) ++i;
  return i;
}

// "3.5", "3.5bn": the figure and its scale. False if the word is no figure.
bool ReadFigure(const std::string& word, double* value) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t from = i;
    while (i < word.size() && word[i] >= '0' && word[i] <= '9') ++i;
    return i > from;
  };
  if (!digits()) return false;
  if (i < word.size() && word[i] == '.') {
    ++i;
    if (!digits()) return false;
  }
  *value = std::strtod(word.substr(0, i).c_str(), nullptr);
  const std::string scale = word.substr(i);
  static const Set kScales = {"bn", "k", "m", "million", "billion", "trillion"};
  if (scale.empty()) return true;
  if (!kScales.contains(scale)) return false;
  *value *= scale == "m" ? 1e6 : kScale.find(scale)->second;
  return true;
}

std::string Stem(std::string word) {
  static const std::map<std::string, std::string> kForms = [] {
    std::map<std::string, std::string> forms;
    for (const std::string& pair : Split(kIrregularWords))
      forms[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
    return forms;
  }();
  if (const auto form = kForms.find(word); form != kForms.end()) word = form->second;
  const auto ends = [&](std::string_view end) { return word.ends_with(end); };
  const auto cut = [&](std::size_t letters) { word.resize(word.size() - letters); };
  if (word.size() > 4 && (ends("ies") || ends("ied"))) {
    cut(3);
    word += 'y';
  } else if (word.size() > 5 && ends("ing")) {
    cut(3);
  } else if (word.size() > 3 && ends("ed") && !ends("eed")) {
    cut(2);
  } else if (word.size() > 4 && ends("es")) {
    cut(2);
  } else if (word.size() > 3 && ends("s") && !ends("ss") && !ends("us") && !ends("is")) {
    cut(1);
  }
  if (word.size() > 2 && ends("e")) cut(1);
  if (word.size() > 3 && word[word.size() - 1] == word[word.size() - 2]) cut(1);
  return word;
}

// All of a set, in canonical form.
Set Canonicals(const Set& words) {
  Set out;
  for (const std::string& word : words) out.insert(Canonical(word));
  return out;
}

std::vector<std::string> Parts(std::string_view text, char by) {
  std::vector<std::string> parts(1);
  for (char c : text)
    if (c == by)
      parts.emplace_back();
    else
      parts.back() += c;
  return parts;
}

}  // namespace

Words WordsOf(std::string_view text) {
  const Points points = Folded(text);
  Words words;
  for (std::size_t i = 0; i < points.size();) {
    const std::size_t end = EndOfWord(points, i);
    if (end == i) {
      ++i;
      continue;
    }
    icu::UnicodeString word;
    for (; i < end; ++i) word.append(points.at(i));
    std::string utf8;
    word.toUTF8String(utf8);
    if (!kDeterminers.contains(utf8)) words.push_back(std::move(utf8));
  }
  return words;
}

bool Contains(const Words& words, const Words& part) {
  return !part.empty() &&
         std::search(words.begin(), words.end(), part.begin(), part.end()) != words.end();
}

Words Bare(Words words) {
  std::size_t first = 0;
  while (first + 1 < words.size() && kDemonstratives.contains(words[first])) ++first;
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
  return words;
}

bool IsName(std::string_view name, std::string_view accepted) {
  if (accepted.starts_with('~')) return Contains(WordsOf(name), WordsOf(accepted.substr(1)));
  const Words have = Bare(WordsOf(name)), want = Bare(WordsOf(accepted));
  if (want.empty() || have.size() < want.size() ||
      !std::equal(want.rbegin(), want.rend(), have.rbegin()))
    return false;
  const Words before(have.begin(), have.end() - static_cast<std::ptrdiff_t>(want.size()));
  if (before.empty()) return true;
  const auto any = [&](const Set& set) {
    return std::any_of(before.begin(), before.end(),
                       [&](const std::string& word) { return set.contains(word); });
  };
  if (!any(Titles()) || any(kParting)) return false;
  const auto of = std::find(before.begin(), before.end(), "of");
  // "allies of President Lind"; in front of an "of" that begins, the last word counts.
  if (of != before.end() &&
      !Titles().contains(of == before.begin() ? before.back() : *std::prev(of)))
    return false;
  return want.size() > 1 || Titles().contains(before.back());
}

std::optional<double> NumberIn(std::string_view text) {
  static const std::map<std::string, double> kNamed = [] {
    std::map<std::string, double> named;
    double value = 0;
    for (const std::string& word : Split(kSmall)) named[word] = value++;
    value = 20;
    for (const std::string& word : Split(kTens)) named[word] = value, value += 10;
    return named;
  }();
  std::vector<double> found;
  for (const std::string& word : WordsOf(text)) {
    double value = 0;
    if (ReadFigure(word, &value)) {
      found.push_back(value);
    } else if (const auto named = kNamed.find(word); named != kNamed.end()) {
      found.push_back(named->second);
    } else if (const auto scale = kScale.find(word); scale != kScale.end() && !found.empty()) {
      found.back() *= scale->second;
    }
  }
  if (found.size() != 1) return std::nullopt;
  return found.front();
}

std::string Canonical(std::string_view predicate) {
  std::string out, word;
  const auto finish = [&] {
    if (!word.empty()) out += (out.empty() ? "" : "-") + Stem(word);
    word.clear();
  };
  for (char c : predicate) {
    if (c == '-' || c == '_' || c == ' ' || c == '\t' || c == '\n')
      finish();
    else
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  finish();
  return out;
}

bool IsPredicate(std::string_view predicate, const std::vector<std::string>& accepted) {
  const std::string have = Canonical(predicate);
  for (const std::string& want : accepted) {
    if (!want.ends_with('*')) {
      if (have == Canonical(want)) return true;
      continue;
    }
    const std::string start = Canonical(want.substr(0, want.size() - 1));
    if (have != start && !have.starts_with(start + "-")) continue;
    const std::vector<std::string> rest = Parts(have.substr(start.size()), '-');
    if (start.starts_with("be-") || std::find(rest.begin(), rest.end(), "by") == rest.end())
      return true;
  }
  return false;
}

bool IsSymmetric(std::string_view predicate) {
  static const Set kCanonical = Canonicals(SetOf(kSymmetricWords));
  return kCanonical.contains(Canonical(predicate));
}

bool IsSpeech(std::string_view predicate) {
  static const Set kCanonical = Canonicals(SetOf(kSpeechWords));
  return kCanonical.contains(Parts(Canonical(predicate), '-').front());
}

}  // namespace lode::shell
