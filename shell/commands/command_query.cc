// query and path: questions from the command line.

#include <cmath>
#include <cstdlib>
#include <iostream>

#include "shell/commands/asking_options.h"
#include "shell/commands/commands.h"
#include "shell/pages/path_view.h"
#include "shell/pages/word_senses.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

// Prints answers as they come: rows one by one where the format allows it, so that memory
// does not grow with them.
class AnswerPrinter {
 public:
  AnswerPrinter(Format format, const Store& store, const Terminal& terminal)
      : format_(format), store_(store), terminal_(terminal), writer_(format, std::cout) {}

  // REQUIRES: the printer outlives every use of the options.
  void Attach(QueryOptions& options) {
    streams_ = !IsForPeople(format_) && !options.with_confidence;
    if (streams_)
      options.on_row = [this](const Answer& answer, const RowView& row) {
        Part();
        writer_.Write(answer, row);
        return static_cast<bool>(std::cout);
      };
    options.on_answer = [this](const Answer& answer) { Finish(answer); };
  }

 private:
  // A line between one answer and the next.
  void Part() {
    if (parts_ && format_ != Format::kJson && format_ != Format::kJsonl) std::cout << '\n';
    parts_ = false;
  }

  void Finish(const Answer& answer) {
    Part();
    if (streams_ && !answer.yes_no && answer.proofs.empty())
      writer_.End(answer);
    else
      WriteAnswer(answer, format_, {terminal_.output, false}, terminal_, std::cout);
    if (IsForPeople(format_)) WritePaths(answer, store_, terminal_, std::cout);
    parts_ = true;
  }

  Format format_;
  const Store& store_;
  const Terminal& terminal_;
  RowWriter writer_;
  bool streams_ = false, parts_ = false;
};

}  // namespace

int RunQuery(const Context& context, const QueryCommand& command) {
  QueryOptions options;
  std::string text = command.text;
  if (!command.file.empty() && !text.empty())
    return Refuse({Code::kInvalidInput, "give a query or -f FILE, not both"});
  if (!command.file.empty() || text == "-") {
    const std::string path = command.file.empty() ? "-" : command.file;
    Result<std::string> read = ReadWhole(path);
    if (!read.ok()) return Refuse(read.status());
    text = *std::move(read);
    options.file = path == "-" ? "<stdin>" : path;
  }
  if (text.find_first_not_of(" \t\r\n") == text.npos)
    return Refuse({Code::kInvalidInput, "no query; write it as `lode query 'said(Who, Q)?'`"});
  options.timeout_ms =
      static_cast<std::uint64_t>(std::ceil(std::min(command.timeout_seconds, 1e12) * 1000));
  options.max_memory_bytes = command.memory_mb << 20;
  options.max_rows = command.max_rows;
  options.max_rounds = command.max_rounds;
  options.min_confidence = command.min_confidence;
  options.threads = command.threads;
  options.with_confidence = command.confidence;
  options.cancel = &Interrupted();
  options.senses = WordSenses();
  options.near_answers = true;
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  Result<std::map<std::string, Value>> parameters = ParametersOf(*store, command.parameters);
  if (!parameters.ok()) return Refuse(parameters.status());
  options.parameters = *std::move(parameters);
  AnswerPrinter printer(*FormatOf(command.format), *store, context.terminal);
  printer.Attach(options);
  QuerySession session(*store);
  const QueryOutcome outcome = session.Run(text, options);
  std::cout.flush();
  const bool has_errors = ReportAll(outcome.diagnostics, context.terminal);
  const int status = !has_errors ? kDone : outcome.answers.empty() ? kNotDone : kDoneWithErrors;
  // Who stops a question waits for the prompt: the memory of what was found goes with the process.
  if (Interrupted() && std::cout) std::_Exit(status);
  return status;
}

int RunPath(const Context& context, const PathCommand& command) {
  QueryCommand query = command.query;
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  QuerySession session(*store);
  const views::PathQuestion asked =
      WiderPathQuestion(session, command.from, command.to, command.hops, command.ways);
  if (!asked.note.empty()) std::cerr << '(' << asked.note << ")\n";
  query.text = asked.text;
  return RunQuery(context, query);
}

}  // namespace lode::shell
