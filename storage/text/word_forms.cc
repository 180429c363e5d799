#include "storage/text/word_forms.h"

#include <algorithm>
#include <cctype>

#include "storage/text/words.h"

namespace lode {

namespace {

bool MayChange(std::string_view written, std::string_view word) {
  const auto first = static_cast<unsigned char>(written.empty() ? ' ' : written[0]);
  return std::isupper(first) == 0 &&
         std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::vector<std::vector<std::string>> WaysInOtherForms(std::string_view term,
                                                       const FormsOfWord& forms) {
  std::vector<std::vector<std::string>> rows = {{}};
  for (const PlacedWord& placed : PlacedWordsIn(term)) {
    std::vector<std::string> choices = {placed.word};
    const std::string_view written =
        term.substr(placed.span.begin, placed.span.end - placed.span.begin);
    if (MayChange(written, placed.word))
      for (std::string& form : forms(placed.word)) choices.push_back(std::move(form));
    std::vector<std::vector<std::string>> longer;
    for (const std::string& choice : choices)
      for (const std::vector<std::string>& row : rows) {
        if (longer.size() > kMostFormRows) break;
        longer.push_back(row);
        longer.back().push_back(choice);
      }
    rows = std::move(longer);
  }
  rows.erase(rows.begin());  // the term as it is
  return rows;
}

}  // namespace lode
