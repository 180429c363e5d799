// A question of another language is known by the word it begins with and one more sign of
// it, so that a predicate of that name stays usable: `match(X, Y)?` is an atom. What is
// written instead is made from its words: the table, the relation, the names in capitals.

#include "query/syntax/foreign_query.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "query/syntax/english_lines.h"
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

// What other programs call what is kept here, and how it is asked for.
struct Table {
  std::array<std::string_view, 5> names;  // in the singular, as far as an 's' makes the plural
  std::string_view atom, select, condition;
};
constexpr std::array<Table, 5> kTables = {
    {{{"triple", "statement", "fact", "relation", "edge"}, "triple(X, P, Y)", "", "X = \"Name\""},
     {{"entity", "entitie", "node", "thing", "individual"}, "triple(X, P, Y)", "X", "X = \"Name\""},
     {{"predicate", "type", "table", "property", "propertie"},
      "triple(X, P, Y)",
      "P",
      "X = \"Name\""},
     {{"article", "document", "doc", "story", "storie"},
      "title(A, X)",
      "",
      "contains(X, \"words\")"},
     {{"sentence", "passage", "line", "paragraph", "text"},
      "sentences(A, I, T)",
      "",
      "contains(T, \"words\")"}}};

// The question that asks for what is called so.
struct Meant {
  std::string atom;         // "supplies(X, Y)"
  std::string first = "X";  // the variable of who or what it is
  std::string select;       // "X", or "" for all
  std::string condition;    // "X = \"Name\""
};

// "said" of `Said` or `SAID`; the unknown predicate of words that name none. A predicate goes
// before a table of its name.
Meant MeantBy(std::string_view name, const PredicateCalled& called) {
  const std::string upper = Upper(std::string(name));
  std::string spelt = upper == name ? std::string(name) : Hyphened(std::string(name));
  for (char& c : spelt)
    c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::string_view singular = spelt;
  if (singular.size() > 4 && singular.ends_with('s')) singular.remove_suffix(1);
  const bool is_predicate = called && !spelt.empty() && called(spelt) == spelt;
  for (const Table& table : kTables) {
    if (is_predicate) break;
    const bool is_table = IsOneOf(singular, table.names) || IsOneOf(spelt, table.names);
    if (!is_table && !(spelt.empty() && &table == &kTables.front())) continue;
    const std::size_t opens = table.atom.find('(') + 1;
    const std::string first =
        table.select.empty() ? std::string(table.atom.substr(opens, 1)) : std::string(table.select);
    return {std::string(table.atom), first, std::string(table.select),
            std::string(table.condition)};
  }
  if (called) spelt = called(spelt);
  return {spelt.empty() ? "triple(X, P, Y)" : spelt + "(X, Y)", "X", "", "X = \"Name\""};
}

// ---- SQL: SELECT ... FROM ..., SELECT count(...)

// The variable of the one column that is asked for; of a table of its own kind, what that is.
std::string ColumnMeant(TokenSpan tokens, std::size_t from, const Meant& meant) {
  const std::size_t first = Find(tokens, "DISTINCT") == 1 ? 2 : 1;
  if (meant.atom == "triple(X, P, Y)" && first + 1 == from) {
    const std::string column = Upper(tokens[first].text);
    for (const auto& [name, variable] : {std::pair<std::string_view, const char*>{"SUBJECT", "X"},
                                         {"PREDICATE", "P"},
                                         {"RELATION", "P"},
                                         {"OBJECT", "Y"}})
      if (column == name) return variable;
  }
  return meant.select;
}

std::string ExplainSql(TokenSpan tokens, const PredicateCalled& called) {
  if (Upper(tokens[0].text) != "SELECT" || tokens.size() < 2) return "";
  const std::size_t from = Find(tokens, "FROM"), group = Find(tokens, "GROUP");
  const bool counts = Find(tokens, "COUNT") < tokens.size();
  if (from == tokens.size() && !counts) return "";
  const bool named =
      from + 1 < tokens.size() &&
      (tokens[from + 1].is_word_like() || tokens[from + 1].kind == QueryTokenKind::kOddWord);
  const Meant meant = MeantBy(named ? std::string_view(tokens[from + 1].text) : "", called);
  std::string question = meant.atom;
  if (counts)
    question += group < tokens.size() ? " select " + meant.first + ", count() as N"
                                      : " select count() as N";
  else if (const std::string column = ColumnMeant(tokens, from, meant); !column.empty())
    question += " select " + column;
  std::string message =
      "this is SQL; here the conditions come first, and variables stand for columns: write `" +
      question + "?`";
  if (Find(tokens, "WHERE") < tokens.size())
    message +=
        ", with further conditions behind ',', as in " + meant.atom + ", " + meant.condition + "?";
  return message;
}

// ---- Cypher: MATCH (a)-[:said]->(b) RETURN b

bool IsQuoted(const QueryToken& token) {
  return token.kind == QueryTokenKind::kString || token.kind == QueryTokenKind::kSingleQuotes;
}

std::string InDoubleMarks(const QueryToken& token) {
  return "\"" + token.text.substr(1, token.text.size() - 2) + "\"";
}

// The names in quotation marks, as they are written here.
std::vector<std::string> NamesIn(TokenSpan tokens) {
  std::vector<std::string> names;
  for (const QueryToken& token : tokens)
    if (IsQuoted(token)) names.push_back(InDoubleMarks(token));
  return names;
}

// "4" of [*1..4], [:said*..4] and [*4]; where no end is given, that of a usual path.
std::string MostHops(TokenSpan bracket) {
  constexpr int kUsualHops = 6, kMostHops = 20;
  int most = 0;
  bool repeats = false;
  for (const QueryToken& token : bracket) {
    if (token.text == "]") break;
    repeats = repeats || token.Is("*");
    const std::size_t digits = token.text.find_last_not_of("0123456789") + 1;
    if (repeats && digits < token.text.size() && token.text.size() - digits < 3)
      most = std::atoi(token.text.c_str() + digits);
    if (repeats && token.text.ends_with('.')) most = 0;  // "1.." has no end
  }
  return std::to_string(most == 0 ? kUsualHops : std::min(most, kMostHops));
}

std::string ExplainCypher(TokenSpan tokens, const PredicateCalled& called) {
  if (!IsCypher(tokens)) return "";
  const auto opens = [](const QueryToken& token) { return token.text == "["; };
  const auto bracket = std::ranges::find_if(tokens, opens);
  std::string relation;
  bool repeats = false;
  for (auto token = bracket; token != tokens.end() && token->text != "]"; ++token) {
    if (token->Is(":") && token + 1 != tokens.end()) relation = (token + 1)->text;
    repeats = repeats || token->Is("*");
  }
  const auto is_shortest = [](const QueryToken& token) {
    return Upper(token.text) == "SHORTESTPATH" || Upper(token.text) == "ALLSHORTESTPATHS";
  };
  const bool wants_path = repeats || std::ranges::any_of(tokens, is_shortest);
  if (const std::vector<std::string> names = NamesIn(tokens); wants_path && names.size() == 2) {
    std::string hops = "(any | ^any)";
    std::string roles = ", roles: yes";
    if (!relation.empty())
      if (const std::string meant = MeantBy(relation, called).atom; !meant.starts_with("triple(")) {
        hops = meant.substr(0, meant.find('('));
        roles = "";
      }
    return "this is Cypher; here how two are connected is asked by a path: write `shortest " +
           hops + "{1," + MostHops({bracket, tokens.end()}) + "}(" + names[0] + ", " + names[1] +
           roles + ") as P?`";
  }
  std::string question = MeantBy(relation, called).atom;
  // (c {name: "Fernhill"}): before the arrow the subject, behind it the object.
  for (auto token = tokens.begin(); token != tokens.end(); ++token) {
    if (!IsQuoted(*token) || repeats) continue;
    const std::size_t subject = question.find("(X"), object = question.rfind("Y)");
    const std::size_t place = token > bracket            ? object
                              : subject == question.npos ? subject
                                                         : subject + 1;
    if (place != question.npos) question.replace(place, 1, InDoubleMarks(*token));
  }
  if (repeats) {
    const std::string predicate = question.substr(0, question.find('('));
    question = (predicate == "triple" ? "any" : predicate) + "{1,4}(X, Y)";
  }
  return "this is Cypher; here an arrow is an atom with its two ends: write `" + question + "?`";
}

// ---- SPARQL: SELECT ?x WHERE { ?x :supplies ?y }

std::string ExplainSparql(TokenSpan tokens, const PredicateCalled& called) {
  if (!IsSparql(tokens)) return "";
  const auto brace = std::ranges::find_if(tokens, [](const auto& token) { return token.Is("{"); });
  // Of the first pattern the word before its last variable or name.
  std::string predicate;
  std::size_t ends = 0;
  for (auto token = brace; token != tokens.end() && !token->Is("}") && ends < 3; ++token) {
    const bool names = token->is_word_like() || token->kind == QueryTokenKind::kOddWord ||
                       token->kind == QueryTokenKind::kDashedVariable ||
                       token->kind == QueryTokenKind::kString;
    const bool goes_on =
        token + 1 != tokens.end() && (token + 1)->Is(":") && token->Touches(*(token + 1));
    if (!names || goes_on) continue;  // "news:" of news:supplies
    const bool is_variable = token != tokens.begin() && (token - 1)->Is("?");
    if (++ends == 2 && !is_variable) predicate = token->text;
  }
  return "this is SPARQL; here a pattern is an atom, and a variable begins with a capital: write "
         "`" +
         MeantBy(predicate, called).atom + "?`";
}

}  // namespace

bool IsSparql(std::span<const QueryToken> tokens) {
  constexpr std::array<std::string_view, 5> kBegins = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE",
                                                       "PREFIX"};
  if (tokens.empty() || !IsOneOf(Upper(tokens[0].text), kBegins)) return false;
  const auto brace = std::ranges::find_if(tokens, [](const auto& token) { return token.Is("{"); });
  return std::any_of(tokens.begin(), brace, [](const auto& token) { return token.Is("("); })
             ? false
             : brace != tokens.end();
}

bool IsCypher(std::span<const QueryToken> tokens) {
  if (tokens.empty() || Upper(tokens[0].text) != "MATCH") return false;
  const bool has_bracket =
      std::ranges::any_of(tokens, [](const QueryToken& token) { return token.text == "["; });
  return has_bracket || Find(tokens, "RETURN") < tokens.size();
}

std::string ExplainForeignQuery(const QueryTokens& tokens, std::size_t begin, std::size_t end,
                                const SensesOf& senses, const PredicateCalled& called) {
  const TokenSpan words(tokens.data() + begin, end - begin);
  for (const auto explain : {ExplainSparql, ExplainSql, ExplainCypher})
    if (std::string message = explain(words, called); !message.empty()) return message;
  return ExplainEnglish(words, senses);
}

}  // namespace lode
