#include "query/syntax/misplaced.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lode {

namespace {

using Clause = HabitClause;

// said(X, Y) select X, count(*), or count(*) alone
std::string ExplainCountOfAll(const Clause& clause) {
  if (!clause.now().Is("*") || !clause.now(-1).Is("(") || clause.now(-2).text != "count") return "";
  const std::string front = clause.at == clause.begin + 2
                                ? "triple(X, P, Y) select "
                                : TextOf(clause.tokens, clause.begin, clause.at - 3) +
                                      (clause.now(-3).Touches(clause.now(-2)) ? "" : " ");
  return "rows are counted without a star: write `" + front + "count() as N?`";
}

// about: chips
std::string ExplainRoleAlone(const Clause& clause) {
  const QueryToken &role = clause.tokens[clause.begin], &value = clause.tokens[clause.begin + 1];
  if (clause.end < clause.begin + 3 || !role.is_word() || !value.Is(":")) return "";
  std::string words;
  for (std::size_t i = clause.begin + 2; i < clause.end; ++i) {
    const QueryToken& token = clause.tokens[i];
    if (token.kind == QueryTokenKind::kEnd || token.Is("?") || token.Is(".")) break;
    if (!token.is_word_like() && token.kind != QueryTokenKind::kString) return "";
    words += (words.empty() ? "" : " ") + Unquoted(token);
  }
  return words.empty() ? ""
                       : "a role stands in an atom, behind its two names: write `triple(X, P, Y, " +
                             role.text + ": \"" + words + "\")?`";
}

// said(X, Y) group by X
std::string ExplainGroupBy(const Clause& clause) {
  std::size_t at = clause.begin, select = clause.end;
  for (; at + 1 < clause.end; ++at) {
    const std::string word = Upper(clause.tokens[at].text);
    if (word == "SELECT") select = at;
    if (word == "GROUP" && Upper(clause.tokens[at + 1].text) == "BY") break;
  }
  if (at + 2 >= clause.end || at == clause.begin || at > clause.at ||
      clause.tokens[at + 2].kind != QueryTokenKind::kVariable)
    return "";
  const std::string& group = clause.tokens[at + 2].text;
  std::string line = TextOf(clause.tokens, clause.begin, at - 1);
  if (select > at) {
    line += " select " + group + ", count() as N";
  } else if (std::none_of(clause.tokens.begin() + static_cast<std::ptrdiff_t>(select),
                          clause.tokens.begin() + static_cast<std::ptrdiff_t>(at),
                          [&](const QueryToken& one) { return one.text == group; })) {
    line = TextOf(clause.tokens, clause.begin, select) + " " + group + ", " +
           TextOf(clause.tokens, select + 1, at - 1);
  }
  return "what `select` has beside a count or sum are its groups: write `" + line + "?`";
}

// makes(X, Y)? limit 5
std::string ExplainTailBehind(const Clause& clause) {
  constexpr std::array<std::string_view, 4> kTail = {"select", "order", "limit", "offset"};
  if (clause.begin < 2 || !clause.tokens[clause.begin - 1].Is("?") ||
      !IsOneOf(clause.tokens[clause.begin].text, kTail))
    return "";
  std::size_t begin = clause.begin - 1;
  while (begin > 0 && !clause.tokens[begin - 1].Is("?") && !clause.tokens[begin - 1].Is("."))
    --begin;
  std::size_t end = clause.begin;
  while (end + 1 < clause.end && clause.tokens[end + 1].kind != QueryTokenKind::kEnd &&
         !clause.tokens[end + 1].Is("?"))
    ++end;
  return "`" + clause.tokens[clause.begin].text + "` stands before the '?': write `" +
         TextOf(clause.tokens, begin, clause.begin - 2) + " " +
         TextOf(clause.tokens, clause.begin, end) + "?`";
}

// fernhill supplies Marlowe
std::string ExplainThreeWords(const Clause& clause) {
  std::size_t end = clause.begin;
  while (end < clause.end && clause.tokens[end].kind != QueryTokenKind::kEnd &&
         !clause.tokens[end].Is("?") && !clause.tokens[end].Is("."))
    ++end;
  if (end != clause.begin + 3 || !clause.tokens[clause.begin + 1].is_word()) return "";
  std::array<std::string, 2> ends;
  for (std::size_t i = 0; i < 2; ++i) {
    const QueryToken& token = clause.tokens[clause.begin + 2 * i];
    if (!token.is_word_like() && token.kind != QueryTokenKind::kString) return "";
    const bool is_variable = token.kind == QueryTokenKind::kVariable && token.text.size() < 2;
    ends[i] = is_variable ? token.text : "\"" + Unquoted(token) + "\"";
  }
  return "the predicate stands before its two names: write `" +
         clause.tokens[clause.begin + 1].text + "(" + ends[0] + ", " + ends[1] + ")?`";
}

}  // namespace

std::string ExplainMisplaced(const HabitClause& clause) {
  for (const auto explain :
       {ExplainGroupBy, ExplainCountOfAll, ExplainRoleAlone, ExplainTailBehind, ExplainThreeWords})
    if (std::string message = explain(clause); !message.empty()) return message;
  return "";
}

}  // namespace lode
