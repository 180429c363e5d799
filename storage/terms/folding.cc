// Folding texts. ICU does case and compatibility forms (NFKC_Casefold); the rest
// is a short list of things news writers vary without meaning anything by it.

#include "storage/terms/folding.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>

namespace lode {

namespace {

struct Spelling {
  std::string_view written, folded;
};
// After NFKC_Casefold, so only what that leaves apart.
constexpr Spelling kSpellings[] = {
    {"\u2018", "'"},  {"\u2019", "'"},  {"\u201a", "'"},  {"\u201b", "'"},  {"\u2032", "'"},
    {"`", "'"},       {"\u201c", "\""}, {"\u201d", "\""}, {"\u201e", "\""}, {"\u00ab", "\""},
    {"\u00bb", "\""}, {"\u2010", "-"},  {"\u2011", "-"},  {"\u2012", "-"},  {"\u2013", "-"},
    {"\u2014", "-"},  {"\u2212", "-"},  {"\u00a0", " "},  {"\u2009", " "},  {"\u202f", " "},
};

std::string CaseFold(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  if (U_SUCCESS(error))
    folding->normalizeUTF8(0, {text.data(), static_cast<int32_t>(text.size())}, sink, nullptr,
                           error);
  return U_SUCCESS(error) ? folded : std::string(text);
}

bool IsPlainAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) > 0; });
}

std::string Respell(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t taken = 0;
    if (text[i] == '`' || static_cast<unsigned char>(text[i]) >= 0x80) {
      for (const Spelling& s : kSpellings)
        if (std::string_view(text).substr(i, s.written.size()) == s.written) {
          out += s.folded;
          taken = s.written.size();
          break;
        }
    }
    if (taken == 0) out.push_back(text[i++]);
    i += taken;
  }
  return out;
}

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// "u.s." -> "us", "j.r.r." -> "jrr"; "inc." -> "inc"; "3.5" stays.
std::string WithoutDots(const std::string& word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool after_letter = i > 0 && IsLetter(word[i - 1]);
    const bool initial = after_letter && (i == 1 || word[i - 2] == '.' || word[i - 2] == '-');
    const bool last = i + 1 == word.size();
    if (word[i] == '.' && after_letter && (initial || last)) continue;
    out.push_back(word[i]);
  }
  return out.empty() ? word : out;
}

}  // namespace

std::vector<std::string> SplitWords(std::string_view text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(" \t\r\n", at)) != std::string_view::npos) {
    std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::string Join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out.push_back(' ');
    out += word;
  }
  return out;
}

std::string FoldText(std::string_view text) {
  std::string folded;
  if (IsPlainAscii(text)) {
    folded = text;
    for (char& c : folded)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  } else {
    folded = CaseFold(text);
  }
  std::vector<std::string> words = SplitWords(Respell(folded));
  for (std::string& word : words) word = WithoutDots(word);
  return Join(words);
}

}  // namespace lode
