// Each habit is known by the words round the place where reading stopped. The hard bit is a
// name alone, which may be any run of words: only where nothing else stands in the clause,
// and it begins with a capital or a quotation mark, is it taken for one.

#include "query/syntax/habits.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <string_view>

#include "query/syntax/misplaced.h"
#include "query/syntax/nearest_names.h"

namespace lode {

namespace {

using Clause = HabitClause;

std::string ExplainCommand(const Clause& clause) {
  if (clause.at != clause.begin || !clause.now().Is(":")) return "";
  return "a command such as :" + (clause.now(1).is_word() ? clause.now(1).text : "help") +
         " is typed into `lode shell`; a question is p(X, Y)?";
}

// `Howard Lutnick`, `Nvidia?`, `"Howard Lutnick"`: nothing else stands there.
std::string ExplainNameAlone(const Clause& clause) {
  std::string name;
  bool is_string = false, is_long = false;
  for (std::size_t i = clause.begin; i < clause.end; ++i) {
    const QueryToken& token = clause.tokens[i];
    if (token.kind == QueryTokenKind::kEnd || token.Is("?") || token.Is(".")) break;
    const bool odd =
        token.kind == QueryTokenKind::kOddWord || token.kind == QueryTokenKind::kDashedVariable;
    const bool capital = token.kind == QueryTokenKind::kVariable || odd;
    is_string = token.kind == QueryTokenKind::kString;
    if (i == clause.begin ? !capital && !is_string : !capital && !token.is_word()) return "";
    is_long = is_long || token.text.size() > 1;
    name += (name.empty() ? "" : " ") + Unquoted(token);
  }
  const auto first = static_cast<unsigned char>(name.empty() ? ' ' : name[0]);
  if (is_string && name.find_first_of("*%") != name.npos) {  // "*chips*"
    std::erase_if(name, [](char c) { return c == '*' || c == '%'; });
    return "words are looked for in sentences: write `sentences(A, N, T), contains(T, \"" + name +
           "\") select T?`";
  }
  if (name.empty() || !is_long || (std::isupper(first) == 0 && first < 0x80 && !is_string))
    return "";
  return "a name alone asks nothing: triple(\"" + name + "\", P, X)? shows all that \"" + name +
         "\" did, and `lode show \"" + name + "\"` (in the shell :show) everything known";
}

// X like "%Nvid%", Q contains "China"
std::string ExplainInfix(const Clause& clause) {
  constexpr std::array<std::string_view, 6> kLikes = {"like",    "ilike",       "contains",
                                                      "matches", "starts-with", "includes"};
  std::string word = clause.now().text;
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const QueryToken &before = clause.now(-1), &words = clause.now(1);
  if (!IsOneOf(word, kLikes) || before.kind != QueryTokenKind::kVariable) return "";
  std::string wanted = Unquoted(words);
  std::erase(wanted, '%');
  std::erase(wanted, '*');
  const bool given = words.kind == QueryTokenKind::kString || words.is_word();
  if (word != "matches" && word != "starts-with") word = "contains";
  return "text is tested by an atom: write " + word + "(" + before.text + ", \"" +
         (given ? wanted : "words") + "\")";
}

// contains(Q, *chip*), said(X, *)
std::string ExplainWildcard(const Clause& clause) {
  if (!clause.now().Is("*") || !clause.in_parentheses()) return "";
  if (!clause.now(-1).Is(",") && !clause.now(-1).Is("(")) return "";
  const QueryToken& next = clause.now(1);
  if (next.is_word() || next.kind == QueryTokenKind::kVariable)
    return "there is no wildcard: contains(Q, \"" + next.text + "\") finds the words anywhere in Q";
  return "there is no wildcard: `_` stands for anything";
}

// The number of a month that the word names; 0: none.
int MonthOf(std::string word) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (word == kMonths[i] || (word.size() == 3 && kMonths[i].starts_with(word)))
      return static_cast<int>(i) + 1;
  return 0;
}

std::string TwoDigits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

bool IsYear(const QueryToken& token) {
  return token.kind == QueryTokenKind::kNumber && token.text.size() == 4;
}

int DayOf(const QueryToken& token) {
  if (token.kind != QueryTokenKind::kNumber || token.text.size() > 2) return 0;
  const int day = std::atoi(token.text.c_str());
  return day >= 1 && day <= 31 ? day : 0;
}

// July 2025, July 15, 2025, 15 July 2025
std::string ExplainMonth(const Clause& clause) {
  const auto write = [](const std::string& date) { return "a date is written " + date; };
  for (int back = 0; back >= -1; --back) {
    const int month = MonthOf(clause.now(back).text);
    if (month == 0) continue;
    const QueryToken &next = clause.now(back + 1), &before = clause.now(back - 1);
    if (IsYear(next)) {
      const std::string spelt = next.text + "-" + TwoDigits(month);
      const int day = DayOf(before);
      return write(day == 0 ? spelt : spelt + "-" + TwoDigits(day));
    }
    if (const int day = DayOf(next); day > 0 && back == -1) {
      const QueryToken& year = clause.now(back + (clause.now(back + 2).Is(",") ? 3 : 2));
      return write((IsYear(year) ? year.text : "2025") + "-" + TwoDigits(month) + "-" +
                   TwoDigits(day));
    }
  }
  return "";
}

// The prefix that a word stands for; "" where it stands for none.
std::string PrefixMeant(const std::string& word) {
  static const std::vector<std::string> kPrefixes = {"denied",      "rumored",  "planned",
                                                     "possible",    "any",      "former",
                                                     "conditional", "demanded", "shortest"};
  constexpr std::array<std::array<std::string_view, 2>, 28> kSenses = {
      {{"negated", "denied"},
       {"negative", "denied"},
       {"not", "denied"},
       {"false", "denied"},
       {"untrue", "denied"},
       {"refuted", "denied"},
       {"rumour", "rumored"},
       {"rumours", "rumored"},
       {"rumor", "rumored"},
       {"rumors", "rumored"},
       {"alleged", "rumored"},
       {"reportedly", "rumored"},
       {"unconfirmed", "rumored"},
       {"plan", "planned"},
       {"future", "planned"},
       {"intended", "planned"},
       {"upcoming", "planned"},
       {"maybe", "possible"},
       {"potential", "possible"},
       {"likely", "possible"},
       {"hypothetical", "conditional"},
       {"required", "demanded"},
       {"past", "former"},
       {"ended", "former"},
       {"previous", "former"},
       {"old", "former"},
       {"all", "any"},
       {"every", "any"}}};
  for (const auto& [sense, prefix] : kSenses)
    if (word == sense) return std::string(prefix);
  for (const std::string& prefix : kPrefixes)
    if (word == prefix) return prefix;
  const std::vector<std::string> near = NearestNames(word, kPrefixes, 1);
  return near.empty() ? "" : near.front();
}

// rumoured p(X, Y), Rumored p(X, Y), negated p(X, Y)
std::string ExplainPrefix(const Clause& clause) {
  const QueryToken& word = clause.now(-1);
  if (!word.is_word_like() || !clause.now().is_word() || !clause.now(1).Is("(") ||
      clause.in_parentheses())
    return "";
  std::string lower = word.text;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::string meant = PrefixMeant(lower);
  if (meant.empty()) return "";
  return "a prefix before an atom is denied, rumored, planned, possible, conditional, demanded, "
         "former or any: write `" +
         meant + " " + clause.now().text + "(...)`";
}

// D between 2025-07-01 and 2025-07-31
std::string ExplainBetween(const Clause& clause) {
  std::size_t at = clause.begin;
  const auto is = [&](std::size_t i, const char* word) {
    return i < clause.end && clause.tokens[i].is_word_like() &&
           Upper(clause.tokens[i].text) == word;
  };
  while (at < clause.end && !is(at, "BETWEEN")) ++at;
  if (at + 3 >= clause.end || at == clause.begin || at > clause.at || !is(at + 2, "AND")) return "";
  const QueryToken &value = clause.tokens[at - 1], &least = clause.tokens[at + 1],
                   &most = clause.tokens[at + 3];
  if (value.kind != QueryTokenKind::kVariable) return "";
  return "a range is two comparisons: write `" + value.text + " >= " + least.text + ", " +
         value.text + " <= " + most.text + "`";
}

// makes(X, Y) --limit 5
std::string ExplainOption(const Clause& clause) {
  std::size_t at = clause.begin + 1;
  while (at + 1 < clause.end && !(clause.tokens[at].Is("-") && clause.tokens[at + 1].Is("-"))) ++at;
  if (at + 3 >= clause.end || !clause.tokens[at - 1].Is(")")) return "";
  const std::string question = TextOf(clause.tokens, clause.begin, at - 1);
  const std::string& option = clause.tokens[at + 2].text;
  const QueryToken& value =
      clause.tokens[std::min(at + (clause.tokens[at + 3].Is("=") ? 4 : 3), clause.end - 1)];
  if (option == "limit" && value.kind == QueryTokenKind::kNumber)
    return "options stand outside of the question, or at its end: write `" + question + " limit " +
           value.text + "?`";
  return "options stand outside of the question: lode query --" + option + " ... '" + question +
         "?'";
}

// Fernhill -> Marlowe, "Fernhill" -> supplies -> Marlowe
std::string ExplainArrow(const Clause& clause) {
  std::vector<std::string> ends = {""};
  for (std::size_t i = clause.begin; i < clause.end; ++i) {
    const QueryToken& token = clause.tokens[i];
    if (token.kind == QueryTokenKind::kEnd || token.Is("?")) break;
    if (token.Is("(") || token.Is(")") || token.Is("[")) return "";
    const bool is_arrow = (token.Is("-") && i + 1 < clause.end && clause.tokens[i + 1].Is(">")) ||
                          token.text == "->" || token.text == "\u2192" || token.text == "-->";
    if (is_arrow) {
      if (token.Is("-")) ++i;
      ends.emplace_back();
      continue;
    }
    ends.back() += (ends.back().empty() ? "" : " ") + Unquoted(token);
  }
  if (ends.size() < 2 || ends.size() > 3 || ends.front().empty() || ends.back().empty()) return "";
  const std::string names = "\"" + ends.front() + "\", \"" + ends.back() + "\"";
  if (ends.size() == 3)
    return "an arrow is an atom with its two ends: write `" + ends[1] + "(" + names + ")?`";
  return "how two are connected is asked by a path: write `shortest (any | ^any){1,6}(" + names +
         ") as P?` (`lode path \"" + ends.front() + "\" \"" + ends.back() +
         "\"`, in the shell :path)";
}

// { "subject": "Fernhill", "predicate": "supplies" }
std::string ExplainJson(const Clause& clause) {
  if (!clause.tokens[clause.begin].Is("{") && !clause.tokens[clause.begin].Is("[")) return "";
  std::array<std::string, 3> places = {"X", "P", "Y"};
  for (std::size_t i = clause.begin; i + 2 < clause.end; ++i) {
    const QueryToken& value = clause.tokens[i + 2];
    if (!clause.tokens[i + 1].Is(":")) continue;
    const std::string key = Unquoted(clause.tokens[i]);
    const bool is_name = value.kind == QueryTokenKind::kString || value.is_word_like();
    if (!is_name) continue;
    if (key == "subject" || key == "entity" || key == "name")
      places[0] = "\"" + Unquoted(value) + "\"";
    if (key == "predicate" || key == "relation") places[1] = Unquoted(value);
    if (key == "object") places[2] = "\"" + Unquoted(value) + "\"";
  }
  const std::string line = places[1] == "P" ? "triple(" + places[0] + ", P, " + places[2] + ")"
                                            : places[1] + "(" + places[0] + ", " + places[2] + ")";
  return "this is JSON; a question is an atom with its names: write `" + line + "?`";
}

// article(S, a:4034346a2d4b)
std::string ExplainArticleId(const Clause& clause) {
  if (clause.now().kind != QueryTokenKind::kNumberWord || !clause.now(-1).Is(":") ||
      clause.now(-2).text != "a")
    return "";
  return "an article's id stands in quotation marks: \"a:" + clause.now().text + "\"";
}

std::string ExplainNotAsName(const Clause& clause) {
  if (clause.now().text != "not" || !clause.in_parentheses()) return "";
  return "`not` is the one word that is no name: write \"not\" in quotation marks, or put it "
         "before the atom, not p(X, Y)";
}

std::string ExplainEndlessTail(const Clause& clause) {
  constexpr std::array<std::string_view, 4> kTail = {"select", "order", "limit", "offset"};
  if (clause.now().kind != QueryTokenKind::kEnd || clause.in_parentheses()) return "";
  const QueryToken& last = clause.now(-1);
  const bool whole = last.kind == QueryTokenKind::kVariable ||
                     last.kind == QueryTokenKind::kNumber || last.Is(")") || last.text == "desc" ||
                     last.text == "asc";
  for (std::size_t i = clause.begin + 1; whole && i < clause.at; ++i)
    if (clause.tokens[i - 1].Is(")") && IsOneOf(clause.tokens[i].text, kTail))
      return "a question ends with '?'";
  return "";
}

}  // namespace

std::string ExplainHabit(const QueryTokens& tokens, std::size_t begin, std::size_t at,
                         std::size_t end) {
  const Clause clause{tokens, begin, at, end};
  for (const auto explain :
       {ExplainCommand, ExplainArticleId, ExplainJson, ExplainArrow, ExplainBetween,
        ExplainMisplaced, ExplainOption, ExplainNameAlone, ExplainInfix, ExplainWildcard,
        ExplainMonth, ExplainPrefix, ExplainNotAsName, ExplainEndlessTail})
    if (std::string message = explain(clause); !message.empty()) return message;
  return "";
}

}  // namespace lode
