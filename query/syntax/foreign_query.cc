// A question of another language is known by the word it begins with and one more sign of
// it, so that a predicate of that name stays usable: `match(X, Y)?` is an atom. What is
// written instead is made from its words: the table, the relation, the names in capitals.

#include "query/syntax/foreign_query.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string_view>
#include <vector>

#include "query/syntax/english_question.h"
#include "query/syntax/odd_words.h"

namespace lode {

namespace {

using TokenSpan = std::span<const QueryToken>;

// The first token with that word, in whatever case; the size when there is none.
std::size_t Find(TokenSpan tokens, std::string_view word, std::size_t from = 0) {
  for (std::size_t i = from; i < tokens.size(); ++i)
    if (tokens[i].is_word_like() && Upper(tokens[i].text) == word) return i;
  return tokens.size();
}

// "said" of `Said` or `SAID`; the unknown predicate of words that name none.
std::string AtomOf(std::string_view name) {
  constexpr std::array<std::string_view, 8> kAnything = {
      "triple", "triples", "statement", "statements", "fact", "facts", "edges", "relations"};
  const std::string upper = Upper(std::string(name));
  std::string spelt = upper == name ? std::string(name) : Hyphened(std::string(name));
  for (char& c : spelt)
    c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (spelt.empty() || std::ranges::find(kAnything, spelt) != kAnything.end())
    return "triple(X, P, Y)";
  return spelt + "(X, Y)";
}

// ---- SQL and SPARQL: SELECT ... FROM ..., SELECT count(...), SELECT ?x WHERE

std::string ExplainSql(TokenSpan tokens) {
  if (Upper(tokens[0].text) != "SELECT" || tokens.size() < 2) return "";
  const std::size_t from = Find(tokens, "FROM"), group = Find(tokens, "GROUP");
  const bool counts = Find(tokens, "COUNT") < tokens.size();
  const bool sparql = std::ranges::any_of(tokens, [](const auto& token) { return token.Is("{"); });
  if (from == tokens.size() && !counts && !sparql) return "";
  const bool named =
      from + 1 < tokens.size() &&
      (tokens[from + 1].is_word_like() || tokens[from + 1].kind == QueryTokenKind::kOddWord);
  const std::string atom = AtomOf(named ? std::string_view(tokens[from + 1].text) : "");
  std::string question = atom;
  if (counts)
    question += group < tokens.size() ? " select X, count() as N" : " select count() as N";
  std::string message =
      "this is SQL; here the conditions come first, and variables stand for columns: write `" +
      question + "?`";
  if (Find(tokens, "WHERE") < tokens.size())
    message += ", with further conditions behind ',', as in " + atom + ", X = \"Name\"?";
  return message;
}

// ---- Cypher: MATCH (a)-[:said]->(b) RETURN b

std::string ExplainCypher(TokenSpan tokens) {
  if (Upper(tokens[0].text) != "MATCH") return "";
  const auto opens = [](const QueryToken& token) { return token.text == "["; };
  const auto bracket = std::ranges::find_if(tokens, opens);
  const std::size_t returns = Find(tokens, "RETURN");
  if (bracket == tokens.end() && returns == tokens.size()) return "";
  std::string relation;
  bool repeats = false;
  for (auto token = bracket; token != tokens.end() && token->text != "]"; ++token) {
    if (token->Is(":") && token + 1 != tokens.end()) relation = (token + 1)->text;
    repeats = repeats || token->Is("*");
  }
  std::string question = AtomOf(relation);
  if (repeats)
    question = (relation.empty() ? "any" : question.substr(0, question.find('('))) + "{1,4}(X, Y)";
  return "this is Cypher; here an arrow is an atom with its two ends: write `" + question + "?`";
}

}  // namespace

std::string ExplainForeignQuery(const QueryTokens& tokens, std::size_t begin, std::size_t end,
                                const SensesOf& senses) {
  const TokenSpan words(tokens.data() + begin, end - begin);
  for (const auto explain : {ExplainSql, ExplainCypher})
    if (std::string message = explain(words); !message.empty()) return message;
  return ExplainEnglish(words, senses);
}

}  // namespace lode
