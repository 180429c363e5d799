// Scripts tell most languages apart; among those in Latin letters the frequent
// little words do. The hard bit is mixed lines (an English sentence with a Chinese
// name in brackets): a wide letter counts as three narrow ones, the larger wins.

#include "loaders/readers/lines/language_guess.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

// Narrow letters of a script and what its text is taken for.
const char* LanguageOf(UScriptCode script) {
  switch (script) {
    case USCRIPT_CYRILLIC: return "ru";
    case USCRIPT_ARABIC: return "ar";
    case USCRIPT_HEBREW: return "he";
    case USCRIPT_GREEK: return "el";
    case USCRIPT_THAI: return "th";
    case USCRIPT_DEVANAGARI: return "hi";
    case USCRIPT_BENGALI: return "bn";
    case USCRIPT_TAMIL: return "ta";
    default: return "";
  }
}

// Languages, and each frequent word with the languages it is of, as bits.
struct Frequent {
  std::vector<std::string_view> languages;
  std::unordered_map<std::string_view, unsigned> rows;
};

const Frequent& FrequentWords() {
  static const Frequent words = [] {
    Frequent made;
    for (const TableRow& row : RowsOf(kLanguageWords)) {
      if (row.section != "frequent" || row.key == "example") continue;
      for (std::string_view word : WordsOf(row.value))
        made.rows[word] |= 1u << made.languages.size();
      made.languages.push_back(row.key);
    }
    return made;
  }();
  return words;
}

std::string GuessLatin(std::string_view text) {
  const Frequent& frequent = FrequentWords();
  std::map<std::string_view, int> hits;
  std::string lower = LowerAscii(text), word;
  int words = 0;
  auto count = [&] {
    if (word.empty()) return;
    ++words;
    if (auto found = frequent.rows.find(word); found != frequent.rows.end())
      for (std::size_t row = 0; row < frequent.languages.size(); ++row)
        if (found->second >> row & 1u) ++hits[frequent.languages[row]];
    word.clear();
  };
  for (char c : lower) {
    bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter)
      word += c;
    else
      count();
  }
  count();
  if (words < 4) return {};
  std::string_view best;
  for (const auto& [language, n] : hits)
    if (best.empty() || n > hits[best]) best = language;
  if (best.empty() || hits[best] * 12 < words) return {};
  if (best != "en" && (hits[best] * 2 < hits["en"] * 3 || hits[best] < 2)) return {};
  return std::string(best);
}

}  // namespace

bool IsEastAsian(std::string_view language) {
  return language == "zh" || language == "ja" || language == "ko";
}

std::string GuessLanguage(std::string_view text) {
  text = text.substr(0, 4000);
  std::size_t latin = 0, han = 0, kana = 0, hangul = 0;
  std::map<UScriptCode, std::size_t> others;
  for (std::size_t at = 0; at < text.size();) {
    UChar32 c = NextCodePoint(text, at);
    if (c < 0 || !u_isalpha(c)) continue;
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &error);
    if (script == USCRIPT_LATIN)
      ++latin;
    else if (script == USCRIPT_HAN)
      ++han;
    else if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA)
      ++kana;
    else if (script == USCRIPT_HANGUL)
      ++hangul;
    else
      ++others[script];
  }
  std::size_t wide = han + kana + hangul;
  if (wide * 3 > latin) return kana * 10 > wide ? "ja" : hangul * 2 > wide ? "ko" : "zh";
  for (const auto& [script, count] : others)
    if (count > latin && count >= 3) return LanguageOf(script);
  return latin == 0 ? std::string() : GuessLatin(text);
}

}  // namespace lode
