// Scripts tell most languages apart; among those in Latin letters the frequent
// little words do. The hard bit is mixed lines (an English sentence with a Chinese
// name in brackets): a wide letter counts as three narrow ones, the larger wins.

#include "loaders/readers/lines/language_guess.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "loaders/readers/bytes/code_points.h"

namespace lode {
namespace {

struct Frequent {
  const char* language;
  std::string_view words;  // each between spaces
};

constexpr std::array<Frequent, 8> kFrequent = {{
    {"en",
     " the of and to in a is that for it was on with as by at from be has have its said this are "
     "not an but which who will their his her they we you would were been or more than about after "
     "over new "},
    {"de",
     " der die das und ist nicht ein eine zu den von mit sich auf für dem des im auch wird werden "
     "als bei nach aus wie sind hat dass einer oder über haben noch "},
    {"fr",
     " le la les des et est une un dans pour que qui sur au avec ne pas ce cette par plus sont du "
     "en il elle ont aux mais comme ses leur été selon "},
    {"es",
     " el la los las de y en que un una es por con para del se no su al lo como más pero sus le ha "
     "o este ya esta entre según fue son "},
    {"it",
     " il la le di che e un una per con del della non è si da dei nel alla più sono anche come gli "
     "ha i delle ma dal al questo "},
    {"pt",
     " o a os as de e que em um uma do da não para com por se no na mais dos como mas foi ao das é "
     "são pelo pela seu sua segundo "},
    {"nl",
     " de het een van en is dat niet op te zijn met voor die aan ook er maar om door bij als naar "
     "uit heeft worden wordt over "},
    {"id",
     " yang dan di ini itu dengan untuk dari pada tidak adalah akan telah dalam oleh juga ke bisa "
     "karena sebagai "},
}};

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

// Each frequent word and the rows it stands in, as bits.
const std::unordered_map<std::string_view, unsigned>& RowsOfWords() {
  static const std::unordered_map<std::string_view, unsigned> rows = [] {
    std::unordered_map<std::string_view, unsigned> found;
    for (std::size_t row = 0; row < kFrequent.size(); ++row) {
      std::string_view words = kFrequent[row].words;
      for (std::size_t at = 1; at < words.size();) {
        std::size_t end = words.find(' ', at);
        found[words.substr(at, end - at)] |= 1u << row;
        at = end + 1;
      }
    }
    return found;
  }();
  return rows;
}

std::string GuessLatin(std::string_view text) {
  std::map<std::string_view, int> hits;
  std::string lower = LowerAscii(text), word;
  int words = 0;
  auto count = [&] {
    if (word.empty()) return;
    ++words;
    if (auto found = RowsOfWords().find(word); found != RowsOfWords().end())
      for (std::size_t row = 0; row < kFrequent.size(); ++row)
        if (found->second >> row & 1u) ++hits[kFrequent[row].language];
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
