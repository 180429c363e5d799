#include "shell/pages/path_view.h"

#include <ostream>

#include "shell/pages/render.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {

namespace {

void WriteHop(const Path& path, std::size_t at, const Store& store, const Terminal& terminal,
              std::ostream& out) {
  const PathHop& hop = path.hops[at];
  const std::string from = Display(path.nodes[at]), to = Display(path.nodes[at + 1]);
  const std::string said = hop.inverse ? to + " -" + hop.predicate + "-> " + from
                                       : from + " -" + hop.predicate + "-> " + to;
  out << "  " << terminal.Paint(Style::kBold, said) << '\n';
  if (hop.statements.empty()) {
    out << terminal.Paint(Style::kDim, "    by a rule: ask why of it") << '\n';
    return;
  }
  if (const Result<Statement> statement = store.StatementOf(hop.statements.front()); statement.ok())
    WriteSentence("    ", *statement, terminal, out);
  if (hop.statements.size() > 1)
    out << terminal.Paint(Style::kDim, "    and " + std::to_string(hop.statements.size() - 1) +
                                           " more statement" +
                                           (hop.statements.size() > 2 ? "s" : ""))
        << '\n';
}

}  // namespace

views::PathQuestion WiderPathQuestion(QuerySession& session, const std::string& from,
                                      const std::string& to, unsigned hops, unsigned ways) {
  const auto questions = views::PathQuestions(views::InMarks(from), views::InMarks(to), hops, ways);
  for (const views::PathQuestion& question : questions) {
    QueryOptions options;
    options.cancel = &Interrupted();
    const QueryOutcome outcome = session.Run(question.text, options);
    // What cannot be asked is asked as it is: the message speaks of what was typed.
    if (!outcome.ok() || outcome.answers.empty()) break;
    if (outcome.answers[0].row_count > 0) return question;
  }
  return questions[0];
}

void WritePaths(const Answer& answer, const Store& store, const Terminal& terminal,
                std::ostream& out) {
  std::size_t paths = 0;
  for (const auto& row : answer.rows)
    for (const Value& value : row) {
      if (!value.path || ++paths > kMostPathsShown) continue;
      out << '\n' << terminal.Paint(Style::kDim, "path " + std::to_string(paths)) << '\n';
      for (std::size_t hop = 0; hop < value.path->hops.size(); ++hop)
        WriteHop(*value.path, hop, store, terminal, out);
    }
  if (paths > kMostPathsShown)
    out << terminal.Paint(Style::kDim, "(" + std::to_string(paths - kMostPathsShown) +
                                           " more paths: `limit` and `offset` show them)")
        << '\n';
}

}  // namespace lode::shell
