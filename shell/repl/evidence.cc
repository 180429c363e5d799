// `why` takes one atom, and an answer's row may rest on many: the question's conditions become
// a rule whose head has the columns, and `why` is asked of that head with the row's values.

#include "shell/repl/evidence.h"

#include <algorithm>
#include <cctype>
#include <ostream>
#include <set>

#include "shell/pages/readable_answer.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
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

// The rules of the session with one more: what the question asks, under a name of its own.
// Its head has those columns that its conditions bind.
class RowQuestion {
 public:
  RowQuestion(const ReplState& state, const Answer& answer)
      : options_(OptionsOf(state)), session_(state.store) {
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
    const QueryOutcome ready = session_.Run(
        state.session.rules_text() + "\n" + head + "(" + variables + ") :- " + conditions + ".",
        options_);
    if (ready.ok()) why_ = "why " + head + "(" + values + ")?";
  }

  // Empty where the row cannot be asked about.
  std::vector<Proof> Ask(const std::vector<Value>& row) {
    if (why_.empty()) return {};
    for (std::size_t i : places_) options_.parameters["row" + std::to_string(i)] = row[i];
    QueryOutcome outcome = session_.Run(why_, options_);
    if (!outcome.ok() || outcome.answers.empty()) return {};
    return std::move(outcome.answers[0].proofs);
  }

 private:
  static bool CanBeGiven(const Answer& answer, std::size_t column) {
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

  QueryOptions options_;
  QuerySession session_;
  std::vector<std::size_t> places_;
  std::string why_;
};

void Gather(const Proof& proof, std::set<std::string>& seen, std::vector<Statement>& statements) {
  for (const Statement& statement : proof.statements)
    if (seen.insert(statement.id).second) statements.push_back(statement);
  for (const Proof& child : proof.children) Gather(child, seen, statements);
}

std::vector<Statement> StatementsOf(const std::vector<Proof>& proofs) {
  std::set<std::string> seen;
  std::vector<Statement> statements;
  for (const Proof& proof : proofs) Gather(proof, seen, statements);
  return statements;
}

// "Lakeshore Review 2025-03-01 and 2 more": the newest first.
std::string SourcesIn(const std::vector<Statement>& statements) {
  std::set<std::pair<std::string, std::string>, std::greater<>> sources;  // date, outlet
  for (const Statement& statement : statements)
    if (statement.article)
      sources.insert({statement.article->published, statement.article->source.empty()
                                                        ? statement.article->path
                                                        : statement.article->source});
  if (sources.empty()) return "";
  constexpr std::size_t kDay = 10;  // characters of "2025-03-01"
  const auto& [date, outlet] = *sources.begin();
  std::string text = outlet + (date.empty() ? "" : " " + date.substr(0, kDay));
  if (sources.size() > 1) text += " and " + std::to_string(sources.size() - 1) + " more";
  return text;
}

// The proofs of a row that there is; a complaint where there is none.
std::vector<Proof> ProofsOfRow(ReplState& state, std::size_t number, std::ostream& out) {
  const Answer& answer = state.answer;
  if (answer.rows.empty()) {
    Complain(state, "there is no answer with rows yet", out);
    return {};
  }
  if (number == 0 || number > answer.rows.size()) {
    Complain(state, "the rows go from 1 to " + std::to_string(answer.rows.size()), out);
    return {};
  }
  std::vector<Proof> proofs = RowQuestion(state, answer).Ask(answer.rows[number - 1]);
  TakeInterrupt();
  if (proofs.empty())
    Complain(state, "of this row nothing more is known than the question says", out);
  return proofs;
}

}  // namespace

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

Answer AsShown(const Answer& answer) {
  if (answer.yes_no || answer.is_plan || !answer.proofs.empty()) return answer;
  const ReadableAnswer readable = ReadableOf(answer);
  Answer shown = answer;
  shown.rows.clear();
  shown.confidence.clear();
  for (std::size_t at : readable.rows) {
    shown.rows.push_back(answer.rows[at]);
    if (at < answer.confidence.size()) shown.confidence.push_back(answer.confidence[at]);
  }
  return shown;
}

void WriteRowProof(ReplState& state, std::size_t number, std::ostream& out) {
  Answer why;
  why.proofs = ProofsOfRow(state, number, out);
  if (why.proofs.empty()) return;
  if (state.settings.confidence) why.confidence = {0};  // statements show theirs
  WriteAnswer(why, Format::kTable, {}, state.context.terminal, out);
}

void WriteRowSentences(ReplState& state, std::size_t number, std::ostream& out) {
  for (const Statement& statement : StatementsOf(ProofsOfRow(state, number, out))) {
    out << Line(statement, state.context.terminal, state.settings.confidence) << '\n';
    WriteSentence("  ", statement, state.context.terminal, out);
  }
}

void AddSources(ReplState& state, Answer& answer) {
  if (answer.yes_no || answer.is_plan || !answer.proofs.empty() || answer.rows.empty()) return;
  RowQuestion question(state, answer);
  answer.columns.push_back("sources");
  for (std::size_t i = 0; i < answer.rows.size(); ++i) {
    Value sources;
    sources.kind = ValueKind::kText;
    if (i < kMostRowsWithSources && !Interrupted())
      sources.text = SourcesIn(StatementsOf(question.Ask(answer.rows[i])));
    else
      sources.text = "...";
    answer.rows[i].push_back(std::move(sources));
  }
}

}  // namespace lode::shell
