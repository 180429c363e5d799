// `why` takes one atom, and an answer's row may rest on many: the question's conditions become
// a rule whose head has the columns, and `why` is asked of that head with the row's values.

#include "views/row_question.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

namespace lode::views {
namespace {

constexpr std::string_view kHead = "this-row";

bool InWord(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Calls `word(begin, end)` for each word outside of quotation marks and parentheses; ends
// where that says false.
template <typename Each>
void OuterWords(std::string_view text, const Each& word) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i)
        if (text[i] == '\\') ++i;
    } else if (text[i] == '(' || text[i] == '{') {
      ++depth;
    } else if (text[i] == ')' || text[i] == '}') {
      --depth;
    } else if (InWord(text[i])) {
      const std::size_t begin = i;
      while (i < text.size() && InWord(text[i])) ++i;
      if (depth == 0 && !word(begin, i)) return;
      --i;
    }
  }
}

// A word that is followed by '(' is a name, whatever else it could be.
bool IsName(std::string_view text, std::size_t end) {
  const std::size_t next = text.find_first_not_of(" \t\n", end);
  return next != text.npos && text[next] == '(';
}

bool IsVariable(std::string_view column) {
  return !column.empty() &&
         (std::isupper(static_cast<unsigned char>(column[0])) != 0 || column[0] == '_');
}

bool IsUsed(std::string_view conditions, std::string_view variable) {
  for (std::size_t at = 0; (at = conditions.find(variable, at)) != conditions.npos; ++at) {
    const std::size_t end = at + variable.size();
    if ((at == 0 || !InWord(conditions[at - 1])) &&
        (end == conditions.size() || !InWord(conditions[end])))
      return true;
  }
  return false;
}

bool CanBeGiven(const Answer& answer, std::size_t column) {
  return std::ranges::all_of(answer.rows, [column](const auto& row) {
    switch (row[column].kind) {
      case ValueKind::kPath:
      case ValueKind::kStatement:
      case ValueKind::kArticle:
      case ValueKind::kPredicate: return false;
      default: return true;
    }
  });
}

void Gather(const Proof& proof, std::set<std::string>& seen, std::vector<Statement>& statements) {
  for (const Statement& statement : proof.statements)
    if (seen.insert(statement.id).second) statements.push_back(statement);
  for (const Proof& child : proof.children) Gather(child, seen, statements);
}

}  // namespace

RowQuestion::RowQuestion(Store store, const std::string& rules, const Answer& answer,
                         QueryOptions options)
    : options_(std::move(options)), session_(std::move(store)) {
  const std::string conditions = ConditionsOf(answer.query);
  if (conditions.empty()) return;
  std::string variables, values;
  for (std::size_t i = 0; i < answer.columns.size(); ++i) {
    const std::string& column = answer.columns[i];
    if (!IsVariable(column) || !IsUsed(conditions, column) || !CanBeGiven(answer, i)) continue;
    const std::string separator = variables.empty() ? "" : ", ";
    variables += separator + column;
    values += separator + "$row" + std::to_string(i);
    places_.push_back(i);
  }
  if (places_.empty()) return;
  const std::string head(kHead);
  const QueryOutcome ready =
      session_.Run(rules + "\n" + head + "(" + variables + ") :- " + conditions + ".", options_);
  if (ready.ok()) why_ = "why " + head + "(" + values + ")?";
}

std::vector<Proof> RowQuestion::Ask(const std::vector<Value>& row) {
  if (why_.empty()) return {};
  for (std::size_t i : places_) options_.parameters["row" + std::to_string(i)] = row[i];
  QueryOutcome outcome = session_.Run(why_, options_);
  if (!outcome.ok() || outcome.answers.empty()) return {};
  return std::move(outcome.answers[0].proofs);
}

std::vector<Statement> StatementsOf(const std::vector<Proof>& proofs) {
  std::set<std::string> seen;
  std::vector<Statement> statements;
  for (const Proof& proof : proofs) Gather(proof, seen, statements);
  return statements;
}

std::string ConditionsOf(const std::string& question) {
  std::string_view text = question;
  const auto cut_blanks = [&] {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
      text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
      text.remove_suffix(1);
  };
  cut_blanks();
  if (text.starts_with("?-")) text.remove_prefix(2);
  if (!text.empty() && (text.back() == '?' || text.back() == '.')) text.remove_suffix(1);
  cut_blanks();
  std::size_t end = text.size();
  bool plain = text.find(":-") == text.npos, first = true;
  OuterWords(text, [&](std::size_t from, std::size_t to) {
    const std::string_view word = text.substr(from, to - from);
    const bool name = IsName(text, to);
    const auto is_one_of = [&](std::initializer_list<std::string_view> words) {
      return !name && std::ranges::find(words, word) != words.end();
    };
    if (first && is_one_of({"why", "why-not", "explain", "profile"})) plain = false;
    if (first && IsVariable(word) && text.substr(to).starts_with(":")) return true;  // a speaker
    first = false;
    if (from == 0 || !is_one_of({"select", "order", "limit", "offset"})) return true;
    end = from;
    return false;
  });
  text = text.substr(0, end);
  cut_blanks();
  return plain ? std::string(text) : std::string();
}

}  // namespace lode::views
