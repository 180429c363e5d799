// Words are told apart by what they begin with and by what follows: what the grammar makes of them
// would need a whole question, and most of the time one is being typed.

#include "shell/repl/colours.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace lode::shell {
namespace {

bool IsWordByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsKeyword(std::string_view word) {
  constexpr std::array<std::string_view, 20> kKeywords = {
      "select", "order",    "by",  "limit",   "offset",      "desc",     "asc",
      "as",     "not",      "any", "denied",  "planned",     "possible", "rumored",
      "former", "demanded", "why", "explain", "conditional", "shortest"};
  return std::ranges::find(kKeywords, word) != kKeywords.end();
}

// Where the string, comment or word that begins at `at` ends; at + 1 for any other character.
std::size_t EndOf(std::string_view input, std::size_t at) {
  std::size_t end = at + 1;
  if (input[at] == '"') {
    while (end < input.size() && input[end] != '"' && input[end] != '\n')
      end += input[end] == '\\' && end + 1 < input.size() ? 2 : 1;
    return std::min(input.size(), end + 1);
  }
  if (input[at] == '%') return std::min(input.find('\n', at), input.size());
  const bool begins = IsWordByte(input[at]) || input[at] == '$';
  if (begins && input[at] != '-')
    while (end < input.size() && IsWordByte(input[end])) ++end;
  return end;
}

Style StyleOf(std::string_view input, std::size_t at, std::size_t end) {
  const auto first = static_cast<unsigned char>(input[at]);
  if (first == '"') return Style::kText;
  // "60%" is a share.
  if (first == '%')
    return at > 0 && std::isdigit(static_cast<unsigned char>(input[at - 1])) != 0 ? Style::kNote
                                                                                  : Style::kDim;
  if (std::isdigit(first) != 0) return Style::kNote;
  if (first == '$' || std::isupper(first) != 0) return Style::kName;
  if (std::islower(first) == 0) return Style::kPlain;
  const bool names = end < input.size() && (input[end] == '(' || input[end] == ':');
  if (names) return Style::kPredicate;
  return IsKeyword(input.substr(at, end - at)) ? Style::kBold : Style::kPlain;
}

}  // namespace

std::string Coloured(std::string_view input, const Terminal& terminal) {
  if (input.starts_with(':')) {  // a command and what it takes
    const std::size_t end = std::min(input.find_first_of(" \t"), input.size());
    return terminal.Paint(Style::kBold, input.substr(0, end)) + std::string(input.substr(end));
  }
  std::string coloured;
  for (std::size_t at = 0; at < input.size();) {
    const bool share =
        input[at] == '%' && at > 0 && std::isdigit(static_cast<unsigned char>(input[at - 1])) != 0;
    const std::size_t end = share ? at + 1 : EndOf(input, at);
    coloured += terminal.Paint(StyleOf(input, at, end), input.substr(at, end - at));
    at = end;
  }
  return coloured;
}

}  // namespace lode::shell
