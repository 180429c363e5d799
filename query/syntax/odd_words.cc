// What is said of a word that is no part of the language. The idea: the reader of
// words has already told the kinds of slip apart, so each kind has one sentence.
// The hard bit is a name in another style, which is turned into the one it stands for.

#include "query/syntax/odd_words.h"

#include <algorithm>
#include <cctype>

namespace lode {

namespace {

std::string ExplainDashedVariable(const std::string& text) {
  std::string joined = text, apart;
  std::replace(joined.begin(), joined.end(), '-', '_');
  for (char c : text) apart += c == '-' ? std::string(" - ") : std::string(1, c);
  return "a variable takes no hyphen: write `" + joined + "`, or `" + apart + "` to subtract";
}

std::string ExplainSign(const std::string& text) {
  if (text == "&&" || text == "&")
    return "conditions are joined by ',': write ',' instead of " + text;
  if (text == "||")
    return "there is no `" + text + "`: write one rule for each case, or a path (a | b)(X, Y)";
  if (text == ";")
    return "there is no ';': end a question with '?', a rule with '.', and write one "
           "rule for each case of an `or`";
  if (text == "!") return "negation is written `not p(X)`, and inequality `X != Y`";
  return "`" + text + "` means nothing here: negation is written `not p(X)`";
}

std::string ExplainTurned(const std::string& text) {
  if (text == "=>" || text == "!<") return "write >= for \"at least\"";
  if (text == "=<" || text == "!>") return "write <= for \"at most\"";
  return "comparisons are = != < <= > >=";
}

std::string ExplainOddWord(const std::string& text) {
  const std::string name = Hyphened(text);
  if (name.empty() || name == text)
    return "quote a name with other letters than a to z: \"" + text + "\"";
  return "names are lower case with hyphens: write `" + name + "`, or quote \"" + text + "\"";
}

}  // namespace

std::string Hyphened(const std::string& text) {
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x80) return "";
    if (c == '_') {
      if (!name.empty() && name.back() != '-') name += '-';
      continue;
    }
    const bool begins_word =
        std::isupper(c) != 0 && i > 0 && std::isupper(static_cast<unsigned char>(text[i - 1])) == 0;
    if (begins_word && !name.empty() && name.back() != '-') name += '-';
    name += static_cast<char>(std::tolower(c));
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name;
}

std::string ExplainStrangeWord(const QueryToken& token) {
  const std::string& text = token.text;
  switch (token.kind) {
    case QueryTokenKind::kUnclosedString:
      return "the string is not closed: it ends on its line, with the kind of quotation mark it "
             "began with";
    case QueryTokenKind::kSingleQuotes:
      return "names and strings take double quotation marks: \"...\"";
    case QueryTokenKind::kCurrency:
      return "a currency stands behind its number, as in `387 USD` or `3.5 billion EUR`; '$' "
             "begins a parameter such as $name";
    case QueryTokenKind::kDottedNumber:
      return "`" + text + "` is no number: dates are written YYYY-MM-DD, other things are quoted";
    case QueryTokenKind::kSlashedDate:
      return "a date is written YYYY-MM-DD; put spaces round a '/' that divides";
    case QueryTokenKind::kNumberWord:
      return "`" + text +
             "` is neither a number nor a date: put a space before a unit, write dates "
             "YYYY-MM-DD, quote a name that begins with a digit";
    case QueryTokenKind::kDashedVariable: return ExplainDashedVariable(text);
    case QueryTokenKind::kOddWord: return ExplainOddWord(text);
    case QueryTokenKind::kDoubleEquals: return "equality is a single '='";
    case QueryTokenKind::kSqlNotEqual: return "inequality is written !=";
    case QueryTokenKind::kTurnedCompare: return ExplainTurned(text);
    case QueryTokenKind::kLogicSign: return ExplainSign(text);
    case QueryTokenKind::kDash: return "this dash is no hyphen: write '-'";
    case QueryTokenKind::kOther:
      if (text == "'") return "names and strings take double quotation marks: \"...\"";
      if (text == "#") return "'#' begins an entity's id, as in #e:12ab; a comment begins with '%'";
      if (text == "$") return "'$' begins a parameter, as in $name";
      if (text == "[" || text == "]")
        return "there are no lists: arguments stand in parentheses, p(X, Y)";
      return "`" + text + "` is no part of the language: quote it if it belongs to a name";
    default: return "";
  }
}

MarkedVariables ExplainMarkedVariables(const QueryTokens& tokens, std::size_t begin,
                                       std::size_t at) {
  const auto is_marked = [&](std::size_t i) {
    return i > begin && i + 1 < tokens.size() && tokens[i].Is("?") &&
           (tokens[i - 1].Is("(") || tokens[i - 1].Is(",")) && tokens[i + 1].is_word_like() &&
           tokens[i].Touches(tokens[i + 1]);
  };
  if (!is_marked(at)) return {};
  std::string line;
  std::size_t i = begin;
  for (; tokens[i].kind != QueryTokenKind::kEnd; ++i) {
    if (tokens[i].place.line > tokens[begin].place.line) break;
    if (i > begin && !tokens[i - 1].Touches(tokens[i])) line += ' ';
    if (is_marked(i)) continue;
    std::string text = tokens[i].text;
    if (i > begin && is_marked(i - 1))
      text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    line += text;
  }
  return {"a variable begins with a capital, and has no mark: write `" + line + "`", i};
}

}  // namespace lode
