// Questions about a run of words that need no tree.

#include "query/syntax/token.h"

#include <cctype>
#include <utility>

namespace lode {

std::string TextOf(const QueryTokens& tokens, std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t i = first; i <= last; ++i) {
    if (i > first && !tokens[i - 1].Touches(tokens[i])) text += ' ';
    text += tokens[i].text;
  }
  return text;
}

std::size_t FirstTooDeep(const QueryTokens& tokens, std::uint32_t limit) {
  std::vector<std::size_t> operators = {0};  // of every open parenthesis
  std::size_t depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const QueryToken& token = tokens[i];
    if (token.kind != QueryTokenKind::kSymbol) continue;
    const char sign = token.text.size() == 1 ? token.text[0] : '\0';
    if (sign == '(') {
      operators.push_back(0);
      ++depth;
    } else if (sign == ')' && operators.size() > 1) {
      depth -= operators.back() + 1;
      operators.pop_back();
    } else if (sign == '+' || sign == '-' || sign == '*' || sign == '/') {
      ++operators.back();
      ++depth;
    } else if (sign == ',' || sign == '.' || sign == '?' || sign == '=' || sign == '<' ||
               sign == '>') {
      depth -= std::exchange(operators.back(), 0);
    }
    if (depth > limit) return i;
  }
  return tokens.size();
}

std::string Upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace lode
