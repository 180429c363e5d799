// The commonest slips, each with its own sentence. The idea: a mistake is told
// by the words round the place where reading stopped, so a list of patterns,
// most telling first, does more for a reader than any set of expected tokens.
// The hard bit is a clause whose end mark is missing: the place where reading
// stops is then the first word of the next clause, which must not be lost.

#include "query/syntax/mistakes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <span>
#include <string_view>

#include "query/syntax/english_question.h"
#include "query/syntax/foreign_query.h"
#include "query/syntax/habits.h"
#include "query/syntax/odd_words.h"

namespace lode {

namespace {

std::string Quoted(const QueryToken& token) {
  return "`" + token.text + "`";
}

// The clause up to the place where reading stopped, and questions about it.
class Scene {
 public:
  Scene(const QueryTokens& tokens, std::size_t begin, std::size_t at)
      : tokens_(tokens), begin_(begin), at_(at) {
    for (std::size_t i = begin; i < at; ++i) {
      if (tokens[i].Is("(")) ++depth_;
      if (tokens[i].Is(")") && depth_ > 0) --depth_;
      if (tokens[i].Is("{")) braces_ = true;
      if (tokens[i].Is("}")) braces_ = false;
      if (tokens[i].Is(":-")) is_rule_ = true;
    }
  }

  const QueryToken& now() const { return tokens_[at_]; }
  // `back` words before now; a word without text before the clause.
  const QueryToken& before(std::size_t back = 1) const {
    return at_ >= begin_ + back ? tokens_[at_ - back] : none_;
  }
  const QueryToken& next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  bool at_start() const { return at_ == begin_; }
  bool in_parentheses() const { return depth_ > 0; }
  bool in_braces() const { return braces_; }
  bool is_rule() const { return is_rule_; }
  bool on_new_line() const { return !at_start() && now().place.line > before().place.line; }
  std::size_t at() const { return at_; }
  std::size_t begin() const { return begin_; }
  const QueryTokens& tokens() const { return tokens_; }

 private:
  const QueryTokens& tokens_;
  const QueryToken none_;
  std::size_t begin_, at_, depth_ = 0;
  bool braces_ = false, is_rule_ = false;
};

bool IsValue(const QueryToken& token) {
  switch (token.kind) {
    case QueryTokenKind::kName:
    case QueryTokenKind::kKeyword:
    case QueryTokenKind::kVariable:
    case QueryTokenKind::kParameter:
    case QueryTokenKind::kEntity:
    case QueryTokenKind::kString:
    case QueryTokenKind::kNumber:
    case QueryTokenKind::kPercent:
    case QueryTokenKind::kDate: return true;
    default: return false;
  }
}

bool IsComparison(const QueryToken& token) {
  constexpr std::array<std::string_view, 6> kSigns = {"=", "!=", "<", "<=", ">", ">="};
  return token.kind == QueryTokenKind::kSymbol && IsOneOf(token.text, kSigns);
}

bool IsEnd(const QueryToken& token) {
  return token.kind == QueryTokenKind::kEnd || token.Is("?") || token.Is(".");
}

// ---- words in the wrong place; "" passes on to the next

std::string ExplainForeignWord(const Scene& scene) {
  const std::string word = Upper(scene.now().text);
  if (!scene.now().is_word() && scene.now().kind != QueryTokenKind::kVariable) return "";
  const bool joins = scene.before().Is(")") || IsValue(scene.before());
  if (word == "AND" && joins)
    return "conditions are joined by ',': write ',' instead of `" + scene.now().text + "`";
  if (word == "OR" && joins)
    return "there is no `or`: write one rule for each case, or a path such as (a | b)(X, Y)";
  const std::string begun = Upper(scene.tokens()[scene.begin()].text);
  if (word == "WHERE" && joins)
    return "conditions are joined by ',': write ',' instead of `" + scene.now().text + "`";
  if (word == "WHERE" || word == "FROM" || (begun == "SELECT" && scene.at() == scene.begin() + 1))
    return "a question begins with its conditions: p(X, Y), X > 3 select X?";
  if (word == "NOT" && scene.before().text == "not") return "`not` stands once";
  constexpr std::array<std::string_view, 5> kTail = {"SELECT", "ORDER", "LIMIT", "OFFSET", "BY"};
  if (scene.now().kind == QueryTokenKind::kVariable && IsOneOf(word, kTail))
    return "`select`, `order by`, `limit` and `offset` are written in lower case";
  if (word == "IF" && joins) return "a rule's body begins with ':-': head(X) :- body(X).";
  if (word == "IS" && joins) return "a value is given by '=': V = X + 1";
  return "";
}

std::string ExplainInBraces(const Scene& scene) {
  return scene.in_braces() ? "a number of hops is written {2}, {1,4} or {1,}" : "";
}

std::string ExplainColon(const Scene& scene) {
  const QueryToken& now = scene.now();
  if (now.Is(":-")) {
    if (scene.at_start()) return "a rule needs a head: head(X) :- body(X).";
    if (scene.in_parentheses() && scene.before().is_word())
      return "':-' begins a rule's body: put a space between ':' and '-', as in `" +
             scene.before().text + ": -5`";
    if (scene.is_rule()) return "a rule has one ':-': is the '.' of the rule before missing?";
    if (scene.before().is_word())
      return "an atom has parentheses: write " + scene.before().text + "() :- ...";
    return "':-' stands behind a rule's head: head(X) :- body(X).";
  }
  if (now.Is(":") && scene.before().Is(")")) return "a rule's body begins with ':-', not with ':'";
  if (now.Is(":"))
    return "':' stands behind a speaker (Who: p(X, Y)) or a role (amount: M), which are a "
           "variable, a name or a string";
  if (!scene.before().Is(":")) return "";
  if (now.Is("not") || now.text == "not") return "`not` comes first: not Who: p(X, Y)";
  if (scene.in_parentheses()) return "a value is missing behind `" + scene.before(2).text + ":`";
  return "an atom is missing behind `" + scene.before(2).text + ":`: write " +
         scene.before(2).text + ": p(X, Y)";
}

std::string ExplainAfterKeyword(const Scene& scene) {
  const std::string& word = scene.before().text;
  if (scene.before().Is("@"))
    return "behind '@' stands the variable of the statement, which begins with a capital: @ S";
  const bool in_tail = scene.before(2).Is(")") || IsValue(scene.before(2));
  if (scene.before().kind != QueryTokenKind::kKeyword || scene.in_parentheses() || !in_tail)
    return "";
  if (word == "select") return "behind `select` stand columns: select X, count(Y) as N";
  if (word == "order") return "`order` is followed by `by` and a variable: order by X desc";
  if (word == "by") return "behind `order by` stand variables: order by X, Y desc";
  if (word == "limit" || word == "offset")
    return "behind `" + word + "` stands a whole number or a parameter";
  if (word == "as") return "behind `as` stands a variable, which begins with a capital";
  return "";
}

std::string ExplainAfterOperator(const Scene& scene) {
  const QueryToken& before = scene.before();
  if (before.kind != QueryTokenKind::kSymbol) return "";
  if (before.Is(",")) {
    if (scene.in_parentheses())
      return "an argument is missing behind ',': write one or drop the ','";
    return "another condition is missing behind ',': write one, or drop the ',' to end here";
  }
  if (before.Is("|") || before.Is("/") || before.Is("^"))
    return "a predicate or a path in parentheses is missing behind '" + before.text + "'";
  if (before.Is(":-")) return "a body is missing behind ':-': a fact ends with '.' and has no ':-'";
  if (before.Is("?-")) return "a question is missing behind '?-'";
  if (IsComparison(before) && IsComparison(scene.now())) return "comparisons are = != < <= > >=";
  if (IsComparison(before) || before.Is("+") || before.Is("-") || before.Is("*"))
    return "a value is missing behind '" + before.text + "'";
  return "";
}

std::string ExplainTwoInARow(const Scene& scene) {
  const QueryToken& before = scene.before();
  const QueryToken& now = scene.now();
  if (before.kind == QueryTokenKind::kVariable && (now.is_word() || now.Is("(")) &&
      !scene.in_parentheses()) {
    if (now.Is("("))
      return "a predicate is lower case or quoted: write `" + Hyphened(before.text) +
             "(`, or triple(X, " + before.text + ", Y) for an unknown predicate";
    return "whose claim it is stands before a colon: write `" + before.text + ": " + now.text +
           "(...)`";
  }
  if (scene.in_parentheses() && IsValue(before) && (IsValue(now) || now.Is("(")))
    return "a ',' is missing between two arguments (names of several words are quoted or "
           "hyphenated)";
  if (scene.in_parentheses() && before.Is(")") && IsValue(now)) return "a ',' is missing here";
  if (before.Is(")") && (IsValue(now) || now.Is("(")))
    return "a ',' is missing between two conditions, or a '?' or '.' that ends the clause";
  if (before.is_word() && IsValue(now))
    return "a condition is written predicate(subject, object); a name of several words is "
           "hyphenated, `" +
           before.text + "-" + now.text + "`, or quoted";
  return "";
}

std::string ExplainComparison(const Scene& scene) {
  if (!IsComparison(scene.now())) return "";
  if (scene.at_start()) return "a value is missing before '" + scene.now().text + "'";
  if (scene.in_parentheses())
    return "a comparison stands outside of the parentheses: p(X, V), V > 3";
  for (std::size_t i = scene.at(); i-- > scene.begin() && !scene.tokens()[i].Is(",");)
    if (IsComparison(scene.tokens()[i]))
      return "a comparison has two sides: write X > Y, Y > Z for both";
  return "an atom cannot be compared: bind the value in it, p(X, V), V > 3";
}

std::string ExplainBareWord(const Scene& scene) {
  const QueryToken& now = scene.now();
  const QueryToken& before = scene.before();
  const bool after_path_mark = before.Is("?") || before.Is("*") || before.Is("+") || before.Is("}");
  const bool ends = IsEnd(now) || now.Is(",") || now.Is(":-") || now.Is("@") || after_path_mark;
  if (!ends || scene.in_parentheses()) return "";
  const QueryToken& word = after_path_mark ? scene.before(2) : before;
  if (word.is_word())
    return "an atom has parentheses: write " + word.text + "(X, Y), or " + word.text +
           "() without arguments";
  if (word.kind == QueryTokenKind::kVariable)
    return "a variable alone says nothing: use " + Quoted(word) + " in an atom, p(" + word.text +
           ", Y), or compare it";
  if (IsValue(word))
    return "a value alone says nothing: use it in an atom, p(X, " + word.text + "), or compare it";
  return "";
}

std::string ExplainParentheses(const Scene& scene) {
  const QueryToken& now = scene.now();
  if (now.Is(")")) {
    if (!scene.in_parentheses()) return "there is no '(' to this ')'";
    if (scene.before().Is("(")) return "something is missing between the parentheses";
  }
  if (scene.in_parentheses() && IsEnd(now)) return "a ')' is missing before the end";
  if (now.Is("{") || now.Is("}")) return "braces count hops of a path: supplies{1,4}(X, Y)";
  if (now.Is("@")) return "'@' stands behind an atom: p(X, Y) @ S";
  return "";
}

std::string ExplainEndlessClause(const Scene& scene) {
  if (scene.in_parentheses()) return "";
  return scene.is_rule() ? "a rule ends with '.'" : "a question ends with '?', a fact with '.'";
}

std::string ExplainPlace(const Scene& scene) {
  using Explain = std::string (*)(const Scene&);
  constexpr std::array<Explain, 9> kExplanations = {
      ExplainInBraces,     ExplainForeignWord, ExplainColon,
      ExplainAfterKeyword, ExplainBareWord,    ExplainAfterOperator,
      ExplainComparison,   ExplainTwoInARow,   ExplainParentheses};
  for (const Explain explain : kExplanations)
    if (std::string message = explain(scene); !message.empty()) return message;
  if (scene.now().kind == QueryTokenKind::kEnd) return ExplainEndlessClause(scene);
  if (scene.at_start())
    return "a clause begins with an atom, p(X, Y), or a comparison, not with " +
           Quoted(scene.now());
  return Quoted(scene.now()) + " cannot stand behind " + Quoted(scene.before()) +
         ": a question is p(X, Y), X != Y?, a rule p(X, Y) :- q(X, Y).";
}

// "1,000": one number to its writer, two to the parser.
std::optional<Mistake> ExplainThousands(const Scene& scene) {
  const QueryTokens& tokens = scene.tokens();
  for (std::size_t i = scene.begin(); i + 2 < tokens.size() && i <= scene.at(); ++i) {
    const QueryToken &head = tokens[i], &comma = tokens[i + 1], &tail = tokens[i + 2];
    if (head.kind == QueryTokenKind::kNumber && comma.Is(",") &&
        tail.kind == QueryTokenKind::kNumber && head.Touches(comma) && comma.Touches(tail) &&
        tail.text.substr(0, tail.text.find('.')).size() == 3)
      return Mistake{i, i + 2, false,
                     "a number takes no ',' between its digits: write " + head.text + tail.text, 0};
  }
  return std::nullopt;
}

// Where the next clause begins after a mistake at `at`.
std::size_t ResumeAfter(const QueryTokens& tokens, std::size_t begin, std::size_t at) {
  // A '?' or '.' that was read as part of a path ended the clause.
  if (at > begin && (tokens[at - 1].Is("?") || tokens[at - 1].Is("."))) return at;
  for (std::size_t i = at; i < tokens.size(); ++i) {
    if (tokens[i].kind == QueryTokenKind::kEnd) return i;
    if (tokens[i].Is(".")) return i + 1;
    const bool in_path = tokens[i].Is("?") && i + 1 < tokens.size() && tokens[i + 1].Is("(") &&
                         i > begin && !tokens[i - 1].Is(")");
    if (tokens[i].Is("?") && !in_path) return i + 1;
  }
  return tokens.size() - 1;
}

// Behind the '?' of a sentence, whose full stops may be those of "U.S."; one without ends with its
// line.
std::size_t EndOfSentence(const QueryTokens& tokens, std::size_t begin) {
  std::size_t i = begin;
  for (; tokens[i].kind != QueryTokenKind::kEnd; ++i) {
    if (tokens[i].place.line > tokens[begin].place.line) break;
    if (tokens[i].Is("?")) return i + 1;
  }
  return i;
}

}  // namespace

Mistake ExplainMistake(const QueryTokens& tokens, std::size_t begin, std::size_t at,
                       const SensesOf& senses) {
  const Scene scene(tokens, begin, at);
  std::size_t resume = ResumeAfter(tokens, begin, at);
  std::size_t end = std::max(resume, at + 1);
  const std::size_t sentence = EndOfSentence(tokens, begin);
  const bool is_english = IsEnglish({tokens.data() + begin, sentence - begin});
  if (is_english) resume = end = std::max(sentence, begin + 1);
  const std::span<const QueryToken> rest(tokens.data() + begin, tokens.size() - begin);
  if (IsSparql(rest) || IsCypher(rest)) resume = end = tokens.size() - 1;
  if (std::string message = ExplainForeignQuery(tokens, begin, end, senses); !message.empty())
    return {begin, std::min(at, end - 1), false, std::move(message), resume, end};
  if (MarkedVariables marked = ExplainMarkedVariables(tokens, begin, at); !marked.sentence.empty())
    return {at, at, false, std::move(marked.sentence), marked.end};
  if (std::string message = ExplainHabit(tokens, begin, at, end); !message.empty()) {
    const bool at_end = scene.now().kind == QueryTokenKind::kEnd && !scene.at_start();
    const std::size_t shown = at_end ? at - 1 : at;
    return {shown, shown, at_end, std::move(message), resume};
  }
  if (std::string message = ExplainStrangeWord(scene.now()); !message.empty())
    return {at, at, false, std::move(message), resume};
  if (auto thousands = ExplainThousands(scene)) {
    thousands->resume = resume;
    return *thousands;
  }
  // A new line after a whole condition: its end mark was forgotten.
  if (scene.before().Is(")") && !scene.in_parentheses() && scene.on_new_line() &&
      (scene.now().is_word() || scene.now().kind == QueryTokenKind::kVariable ||
       scene.now().kind == QueryTokenKind::kString) &&
      ExplainForeignWord(scene).empty())
    return {at - 1, at - 1, true, ExplainEndlessClause(scene) + ", or a ',' is missing", at};
  std::string message = ExplainPlace(scene);
  const bool at_end = scene.now().kind == QueryTokenKind::kEnd && !scene.at_start();
  const std::size_t shown = at_end ? at - 1 : at;
  return {shown, shown, at_end, std::move(message), resume};
}

}  // namespace lode
