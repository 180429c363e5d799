// What names are as strings, without the sentences they stand in.
#include "loaders/extraction/names/name_text.h"

#include <algorithm>
#include <cctype>

#include "loaders/extraction/words/word_form.h"

namespace lode {

std::string FoldName(std::string_view name) {
  std::string folded;
  for (char c : FoldWord(name)) {
    if (c == '.') continue;
    folded += c == '-' ? ' ' : c;
  }
  while (folded.ends_with("'s")) folded.resize(folded.size() - 2);
  if (folded.starts_with("the ")) folded.erase(0, 4);
  return folded;
}

std::vector<std::string> WordsOfName(std::string_view name) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find(' ', begin), name.size());
    if (end > begin) words.emplace_back(name.substr(begin, end - begin));
    if (!words.empty() && words.back().size() > 1 && words.back().ends_with(','))
      words.back().pop_back();
    begin = end + 1;
  }
  return words;
}

std::string InitialsOf(std::string_view name) {
  std::string initials;
  for (const std::string& word : WordsOfName(name)) {
    for (std::size_t at = 0; at < word.size();) {
      if (std::isupper(static_cast<unsigned char>(word[at])) != 0) initials += word[at];
      const std::size_t hyphen = word.find('-', at);
      if (hyphen == std::string::npos) break;
      at = hyphen + 1;
    }
  }
  return initials;
}

bool AllOf(std::string_view text, int (*test)(int)) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return test(static_cast<unsigned char>(c)) != 0;
  });
}

bool IsOrdinal(std::string_view form) {
  if (form.size() < 3 || !AllOf(form.substr(0, form.size() - 2), std::isdigit)) return false;
  const std::string_view end = form.substr(form.size() - 2);
  return end == "st" || end == "nd" || end == "rd" || end == "th";
}

bool HoldsDigit(std::string_view form) {
  return std::ranges::any_of(
      form, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
}

}  // namespace lode
