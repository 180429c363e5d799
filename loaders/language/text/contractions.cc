// Multi-word tokens of English, as UD English-EWT cuts them.
//
// Clitics are peeled from the right until none is left, so that "shouldn't've"
// gives three words. Forms without an apostrophe ("dont", "gonna") stand in a
// table. "its", "lets" and "your" are not there: written so they are far more
// often the ordinary words than slips for "it's", "let's" and "you're". Only where a
// word follows that no possessive stands before are "its" and "your" such slips.
#include "loaders/language/text/contractions.h"

#include <algorithm>
#include <array>

namespace lode {
namespace {

struct Apostrophe {
  std::size_t at = 0;
  std::size_t length = 0;
};

// The last apostrophe of `word`, straight, curly or backquoted.
Apostrophe LastApostrophe(std::string_view word) {
  for (std::size_t i = word.size(); i-- > 0;) {
    if (word[i] == '\'' || word[i] == '`') return {i, 1};
    if (word[i] == '\xE2' && (word.substr(i, 3) == "\u2019" || word.substr(i, 3) == "\u2018")) {
      return {i, 3};
    }
  }
  return {};
}

// Folds a short ASCII word; longer ones come back empty.
struct Folded {
  std::array<char, 16> bytes{};
  std::size_t size = 0;
  explicit Folded(std::string_view word) {
    if (word.size() > bytes.size()) return;
    for (char c : word) {
      bytes[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  std::string_view view() const { return {bytes.data(), size}; }
};

struct Irregular {
  std::string_view form;
  std::uint32_t second;
  std::uint32_t third;  // 0 = none
};

constexpr Irregular kIrregular[] = {
    {"aint", 2, 0},   {"arent", 3, 0},   {"cannot", 3, 0},   {"cant", 2, 0},   {"couldnt", 5, 0},
    {"didnt", 3, 0},  {"doesnt", 4, 0},  {"dont", 2, 0},     {"dunno", 2, 3},  {"gimme", 3, 0},
    {"gonna", 3, 0},  {"gotta", 3, 0},   {"hadnt", 3, 0},    {"hasnt", 3, 0},  {"havent", 4, 0},
    {"heres", 4, 0},  {"hes", 2, 0},     {"isnt", 2, 0},     {"itll", 2, 0},   {"ive", 1, 0},
    {"lemme", 3, 0},  {"outta", 3, 0},   {"shouldnt", 6, 0}, {"thats", 4, 0},  {"theres", 5, 0},
    {"theyre", 4, 0}, {"wanna", 3, 0},   {"wasnt", 3, 0},    {"werent", 4, 0}, {"whats", 4, 0},
    {"wont", 2, 0},   {"wouldnt", 5, 0}, {"youll", 3, 0},    {"youre", 3, 0},  {"youve", 3, 0}};

// What stands behind no possessive: "its a", "your gonna".
constexpr std::string_view kNeverPossessed[] = {
    "a",    "all",  "also",    "an",    "as",    "at",     "because", "been", "between",
    "for",  "from", "getting", "going", "gonna", "her",    "his",     "in",   "like",
    "my",   "not",  "nothing", "of",    "on",    "really", "that",    "the",  "these",
    "they", "this", "those",   "to",    "too",   "with",   "you",     "your"};

// "its" and "your" where they stand for "it's" and "you're": the length of "it", "you".
std::uint32_t SlipStart(std::string_view word, std::string_view next) {
  const std::uint32_t start = word == "its" ? 2 : word == "your" ? 3 : 0;
  const Folded folded(next);
  return std::binary_search(std::begin(kNeverPossessed), std::end(kNeverPossessed), folded.view())
             ? start
             : 0;
}

bool IsClitic(std::string_view letters) {
  const Folded folded(letters);
  const std::string_view v = folded.view();
  return v == "s" || v == "m" || v == "d" || v == "ll" || v == "ve" || v == "re";
}

// Where the last clitic of `word` begins; 0 when there is none.
std::size_t CliticStart(std::string_view word) {
  const Apostrophe mark = LastApostrophe(word);
  if (mark.length == 0 || mark.at == 0) return 0;
  const std::string_view tail = word.substr(mark.at + mark.length);
  const char before = word[mark.at - 1];
  if (tail.empty()) return before == 's' || before == 'S' || before == 'z' ? mark.at : 0;
  if ((tail == "t" || tail == "T") && (before == 'n' || before == 'N')) return mark.at - 1;
  if (before >= '0' && before <= '9' && tail == "s") return 0;  // "the 60's"
  return IsClitic(tail) ? mark.at : 0;
}

}  // namespace

void SplitContraction(std::string_view token, std::string_view next,
                      std::vector<std::uint32_t>* starts) {
  starts->clear();
  if (token == "im") return starts->push_back(1);  // "Im" is a name
  const Folded folded(token);
  if (const std::uint32_t start = SlipStart(folded.view(), next)) return starts->push_back(start);
  const auto* found = std::lower_bound(
      std::begin(kIrregular), std::end(kIrregular), folded.view(),
      [](const Irregular& entry, std::string_view key) { return entry.form < key; });
  if (found != std::end(kIrregular) && found->form == folded.view()) {
    starts->push_back(found->second);
    if (found->third != 0) starts->push_back(found->third);
    return;
  }
  for (std::size_t end = token.size(); (end = CliticStart(token.substr(0, end))) != 0;) {
    starts->insert(starts->begin(), static_cast<std::uint32_t>(end));
  }
}

}  // namespace lode
