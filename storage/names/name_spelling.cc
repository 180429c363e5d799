// Spellings. One name is written in many ways where it comes from another script, and
// each way is somebody's rule; so the rules are applied backwards here, each to one
// spelling that nobody need ever see. The hard bit is to leave names alone that were
// always written in Latin letters, where a letter more or less is another family:
// "Bryan" is not "Brian", "Smyth" not "Smith". So a rule holds only for names with the
// marks of its origin, and the rest is a list (`spelling` in the schema).

#include "storage/names/name_spelling.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "storage/schema/schema.h"

namespace lode {

namespace {

using Rule = std::pair<std::string_view, std::string_view>;

bool IsAsciiLetter(char c) {
  return c >= 'a' && c <= 'z';
}
bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// The longest rule first where two could apply: the first that fits is taken.
template <typename Rules>
std::string Rewrite(std::string_view word, const Rules& rules) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const auto rule = std::find_if(std::begin(rules), std::end(rules), [&](const Rule& r) {
      return word.substr(at).starts_with(r.first);
    });
    if (rule == std::end(rules)) {
      out.push_back(word[at++]);
      continue;
    }
    out += rule->second;
    at += rule->first.size();
  }
  return out;
}

// Letters that have no decomposition, and the marks that decomposition leaves
// (U+0300 to U+036F), with the signs that stand for a glottal stop.
constexpr Rule kPlainLetters[] = {
    {"\u00f8", "o"}, {"\u0142", "l"}, {"\u0111", "d"}, {"\u00f0", "d"}, {"\u00fe", "th"},
    {"\u00e6", "a"}, {"\u0153", "o"}, {"\u0131", "i"}, {"\u0259", "a"}, {"\u0127", "h"},
    {"\u02bb", "'"}, {"\u02bc", "'"}, {"\u02be", "'"}, {"\u02bf", "'"},
};

// Letters and digits of words without marks, words run together.
std::string Joined(std::string_view bare) {
  std::string out;
  bool apart = false;  // something stood between this and the last one
  for (char c : bare) {
    if (c == ' ' || c == '-' || c == '\'' || c == '.') {
      apart = true;
      continue;
    }
    if (apart && IsDigit(c) && !out.empty() && IsDigit(out.back())) out.push_back('-');
    out.push_back(c);
    apart = false;
  }
  return out;
}

std::string WithoutDoubles(const std::string& word) {
  std::string out;
  for (char c : word)
    if (out.empty() || out.back() != c) out.push_back(c);
  return out;
}

// Endings of family names that come out of Cyrillic letters.
constexpr std::string_view kSlavicEndings[] = {
    "sky",   "ski",  "skii",  "skiy", "skij", "skyi", "skyj", "skyy",  "skaya", "skaia",
    "skaja", "ov",   "ova",   "off",  "ev",   "eva",  "eff",  "yov",   "enko",  "chuk",
    "vich",  "vych", "vitch", "lny",  "lniy", "lnyi", "lnyy", "shvili"};

bool IsSlavic(const std::string& word) {
  return word.size() >= 5 && std::any_of(std::begin(kSlavicEndings), std::end(kSlavicEndings),
                                         [&](std::string_view e) { return word.ends_with(e); });
}

constexpr Rule kSlavicRules[] = {
    {"shch", "6"}, {"tsch", "4"}, {"tch", "4"}, {"sch", "5"}, {"ch", "4"},  {"sh", "5"},
    {"dzh", "j"},  {"dj", "j"},   {"zh", "j"},  {"kh", "h"},  {"ck", "k"},  {"tz", "ts"},
    {"ff", "v"},   {"ph", "f"},   {"w", "v"},   {"x", "ks"},  {"iya", "a"}, {"ija", "a"},
    {"iia", "a"},  {"ya", "a"},   {"ja", "a"},  {"ia", "a"},  {"yu", "u"},  {"ju", "u"},
    {"iu", "u"},   {"yo", "o"},   {"jo", "o"},  {"io", "o"},  {"ye", "e"},  {"je", "e"},
    {"ie", "e"},   {"y", "i"},    {"j", "i"},
};

// "al-haddad", "el-haddad" -> "haddad", in one of the spellings of such names.
constexpr Rule kArabicRules[] = {{"ee", "i"}, {"oo", "u"}, {"ou", "u"}, {"o", "u"}, {"q", "k"}};

bool HasArabicArticle(const std::string& word) {
  return word.size() > 5 && (word.starts_with("al-") || word.starts_with("el-"));
}

// "mueller" -> "muller", but not the ends of "samuel", "rae".
std::string WithoutUmlautLetters(const std::string& word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool inside =
        i > 0 && i + 2 < word.size() && word[i] == 'e' && IsAsciiLetter(word[i + 1]);
    const char before = i > 0 ? word[i - 1] : ' ';
    const bool after_q = i > 1 && word[i - 2] == 'q';
    if (inside && !after_q && (before == 'a' || before == 'o' || before == 'u')) continue;
    if (word[i] == 'a' && before == 'a') continue;  // "aarhus", "århus"
    out.push_back(word[i]);
  }
  return out;
}

}  // namespace

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string WithoutMarks(std::string_view text) {
  const bool ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) > 0; });
  if (ascii) return std::string(text);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* decomposition = icu::Normalizer2::getNFDInstance(error);
  std::string parts;
  icu::StringByteSink<std::string> sink(&parts);
  if (U_SUCCESS(error))
    decomposition->normalizeUTF8(0, {text.data(), static_cast<int32_t>(text.size())}, sink, nullptr,
                                 error);
  if (U_FAILURE(error)) parts = text;
  std::string bare;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto lead = static_cast<unsigned char>(parts[i]);
    const auto next = static_cast<unsigned char>(i + 1 < parts.size() ? parts[i + 1] : '\0');
    if (lead == 0xCC || (lead == 0xCD && next < 0xB0))
      ++i;
    else
      bare.push_back(parts[i]);
  }
  return Rewrite(bare, kPlainLetters);
}

std::string LettersOf(std::string_view folded) {
  return Joined(WithoutMarks(folded));
}

std::string SoundOf(std::string_view folded, const Schema& schema) {
  std::vector<std::string> words = WordsOf(WithoutMarks(folded));
  const bool slavic = std::any_of(words.begin(), words.end(), IsSlavic);
  std::string text;
  for (std::string& word : words) {
    const bool arabic = HasArabicArticle(word);
    if (arabic) word.erase(0, 3);
    word.erase(
        std::remove_if(word.begin(), word.end(), [](char c) { return c == '\'' || c == '-'; }),
        word.end());
    if (std::string_view listed = schema.SpellingOf(word); !listed.empty())
      word = listed;
    else if (arabic)
      word = WithoutDoubles(Rewrite(word, kArabicRules));
    if (slavic) word = WithoutDoubles(Rewrite(word, kSlavicRules));
    word = WithoutUmlautLetters(word);
    text += (text.empty() ? "" : " ") + word;
  }
  return Joined(text);
}

}  // namespace lode
