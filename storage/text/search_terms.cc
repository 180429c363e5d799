// Straight marks open and close; of the others each does one of the two.

#include "storage/text/search_terms.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lode {
namespace {

constexpr std::string_view kStraight = "\"", kOpening = "\u201C", kClosing = "\u201D";

// The next mark from `at` on: where it stands, and which it is.
struct Mark {
  std::size_t at = std::string_view::npos;
  std::string_view text;
};

Mark NextMark(std::string_view text, std::size_t at) {
  Mark next;
  for (const std::string_view mark : {kStraight, kOpening, kClosing})
    if (const std::size_t found = text.find(mark, at); found < next.at) next = {found, mark};
  return next;
}

void AddWords(std::string_view text, std::vector<SearchTerm>& terms) {
  for (std::size_t at = 0; (at = text.find_first_not_of(" \t\r\n", at)) != text.npos;) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    terms.push_back({std::string(text.substr(at, end - at))});
    at = end;
  }
}

Status NotPaired(const std::string& argument, const Mark& mark) {
  const auto letter =
      1 + std::count_if(argument.begin(), argument.begin() + static_cast<std::ptrdiff_t>(mark.at),
                        [](char c) { return (c & 0xC0) != 0x80; });
  return {Code::kInvalidInput, "the quotation mark at letter " + std::to_string(letter) + " of '" +
                                   argument + "' " +
                                   (mark.text == kClosing ? "closes none" : "is not closed") +
                                   ": put a phrase between two of them"};
}

}  // namespace

Result<std::vector<SearchTerm>> SearchTermsIn(const std::string& argument) {
  const std::string_view text = argument;
  Mark open = NextMark(text, 0);
  if (open.at == text.npos) return std::vector<SearchTerm>{{argument}};
  std::vector<SearchTerm> terms;
  std::size_t at = 0;
  for (; open.at != text.npos; open = NextMark(text, at)) {
    if (open.text == kClosing) return NotPaired(argument, open);
    AddWords(text.substr(at, open.at - at), terms);
    const std::size_t begin = open.at + open.text.size();
    const Mark close = NextMark(text, begin);
    if (close.at == text.npos || close.text == kOpening) return NotPaired(argument, open);
    terms.push_back({std::string(text.substr(begin, close.at - begin)), true});
    at = close.at + close.text.size();
  }
  AddWords(text.substr(at), terms);
  return terms;
}

}  // namespace lode
