#include "shell/repl/evidence.h"

#include <ostream>
#include <set>

#include "shell/pages/readable_answer.h"
#include "shell/terminal/interrupt.h"
#include "views/row_question.h"

namespace lode::shell {
namespace {

views::RowQuestion RowQuestionOf(const ReplState& state, const Answer& answer) {
  return {state.store, state.session.rules_text(), answer, OptionsOf(state)};
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
  std::vector<Proof> proofs = RowQuestionOf(state, answer).Ask(answer.rows[number - 1]);
  TakeInterrupt();
  if (proofs.empty())
    Complain(state, "of this row nothing more is known than the question says", out);
  return proofs;
}

}  // namespace

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
  for (const Statement& statement : views::StatementsOf(ProofsOfRow(state, number, out))) {
    out << Line(statement, state.context.terminal, state.settings.confidence) << '\n';
    WriteSentence("  ", statement, state.context.terminal, out);
  }
}

void AddSources(ReplState& state, Answer& answer) {
  if (answer.yes_no || answer.is_plan || !answer.proofs.empty() || answer.rows.empty()) return;
  views::RowQuestion question = RowQuestionOf(state, answer);
  answer.columns.push_back("sources");
  for (std::size_t i = 0; i < answer.rows.size(); ++i) {
    Value sources;
    sources.kind = ValueKind::kText;
    if (i < kMostRowsWithSources && !Interrupted())
      sources.text = SourcesIn(views::StatementsOf(question.Ask(answer.rows[i])));
    else
      sources.text = "...";
    answer.rows[i].push_back(std::move(sources));
  }
}

}  // namespace lode::shell
