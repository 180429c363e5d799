#include "shell/repl/asking.h"

#include <algorithm>
#include <ostream>

#include "shell/pages/path_view.h"
#include "shell/repl/evidence.h"
#include "shell/terminal/interrupt.h"
#include "shell/terminal/progress.h"

namespace lode::shell {
namespace {

// Prints diagnostics; true when there is an error among them.
bool Report(ReplState& state, const std::vector<Diagnostic>& diagnostics, std::ostream& out) {
  bool error = false;
  for (const Diagnostic& diagnostic : diagnostics) {
    WriteDiagnostic(diagnostic, state.context.terminal, out);
    error = error || diagnostic.severity == Severity::kError;
  }
  state.failed = state.failed || error;
  return error;
}

// The store as it is now, with the rules of the session; false where it cannot be opened.
bool Reopen(ReplState& state) {
  Result<Store> store = OpenStore(state.context, Access::kRead);
  if (!store.ok()) return false;
  QuerySession session(*store);
  if (!session.Run(state.session.rules_text()).ok()) return false;
  state.store = *std::move(store);
  state.session = std::move(session);
  state.shown.clear();
  state.answer = {};
  return true;
}

// As it is shown, also in what `:why` and `:source` count.
void ShowAnswer(ReplState& state, const Answer& answer, std::ostream& out) {
  const bool to_file = state.output.is_open();
  const Terminal terminal = to_file ? Terminal{} : state.context.terminal;
  std::ostream& to = to_file ? state.output : out;
  const ReplSettings& settings = state.settings;
  const bool has_rows = !answer.rows.empty() && !answer.yes_no && !answer.is_plan;
  if (has_rows) {
    state.answer = AsShown(answer);
    state.shown.clear();
  }
  Answer shown = answer;
  if (settings.sources && has_rows) {
    if (IsForPeople(settings.format)) shown = state.answer;
    AddSources(state, shown);
  }
  WriteAnswer(shown, settings.format, {settings.timing && !to_file, settings.numbers}, terminal,
              to);
  if (IsForPeople(settings.format)) WritePaths(answer, state.store, terminal, to);
  if (!to_file) return;
  to.flush();
  if (!to) Complain(state, "the answer cannot be written to the file of :output", out);
}

// Where words are two names that the store has, one behind the other: the longest first of them.
std::vector<std::string> TwoKnownNames(const Store& store, const std::string& text) {
  for (std::size_t at = text.rfind(' '); at != text.npos && at > 0; at = text.rfind(' ', at - 1)) {
    const std::string first = Trimmed(text.substr(0, at)), second = Trimmed(text.substr(at));
    const auto first_known = store.Resolve(first), second_known = store.Resolve(second);
    if (first_known.ok() && second_known.ok() && !first_known->empty() && !second_known->empty())
      return {first, second};
  }
  return {};
}

// Two names: each in quotation marks, or with "->", "to" or "and" between them, or a word each.
std::vector<std::string> TwoNames(const std::string& text) {
  std::vector<std::string> names;
  const auto part = [&](std::string_view between) {
    const std::size_t at = text.find(between);
    if (names.empty() && at != text.npos)
      names = {Trimmed(text.substr(0, at)), Trimmed(text.substr(at + between.size()))};
  };
  part("->");
  if (names.empty() && text.starts_with('"') && text.find('"', 1) != text.npos)
    names = {text.substr(0, text.find('"', 1) + 1), Trimmed(text.substr(text.find('"', 1) + 1))};
  part(" to ");
  part(" and ");
  if (std::count(text.begin(), text.end(), ' ') == 1) part(" ");
  for (std::string& name : names)
    if (name.size() > 1 && name.front() == '"' && name.back() == '"')
      name = name.substr(1, name.size() - 2);
  return names;
}

}  // namespace

void RunReplText(ReplState& state, std::string_view text, const std::string& file,
                 std::ostream& out) {
  QueryOptions options = OptionsOf(state);
  options.file = file;
  options.with_confidence = state.settings.confidence;
  QueryOutcome outcome;
  {
    const AskingClock clock(state.context.terminal, static_cast<double>(options.timeout_ms) / 1000);
    outcome = state.session.Run(text, options);
  }
  // One that came after the last answer was for that, too.
  const bool interrupted = TakeInterrupt();
  if (interrupted && state.context.terminal.output) out << '\n';  // after the "^C"
  // Nobody is there to go on with the next line.
  if (ToldToEnd() || (interrupted && !state.context.terminal.input)) state.quit = true;
  for (const Answer& answer : outcome.answers) ShowAnswer(state, answer, out);
  Report(state, outcome.diagnostics, out);
}

void AskPath(ReplState& state, const std::string& argument, std::ostream& out) {
  std::vector<std::string> names = TwoNames(argument);
  if (names.empty()) names = TwoKnownNames(state.store, argument);
  if (names.size() != 2 || names[0].empty() || names[1].empty())
    return Complain(state, "write it as  :path ONE NAME -> OTHER NAME", out);
  const views::PathQuestion asked = WiderPathQuestion(state.session, names[0], names[1]);
  if (!asked.note.empty()) out << '(' << asked.note << ")\n";
  RunReplText(state, asked.text, "<path>", out);
}

void KeepRule(ReplState& state, const std::string& argument, std::ostream& out) {
  const std::size_t paren = argument.find('(');
  if (paren == argument.npos) {
    Complain(state, "write it as  :rule rival(X, Y) :- competes-with(X, Y).", out);
    return;
  }
  const std::string name = Trimmed(std::string_view(argument).substr(0, paren));
  std::string text = argument + "\n";
  bool replace = false;
  const Result<std::vector<RuleInfo>> kept = state.store.Rules();
  if (!kept.ok()) return Complain(state, kept.status().message(), out);
  for (const RuleInfo& rules : *kept)
    if (rules.name == name) {
      const bool ends_its_line = rules.text.empty() || rules.text.back() == '\n';
      text.insert(0, ends_its_line ? rules.text : rules.text + "\n");
      replace = true;
    }
  QueryOptions options;
  options.file = "rules/" + name;
  options.senses = state.senses;
  {
    Result<Store> writable = OpenStore(state.context, Access::kWrite);
    if (!writable.ok()) return Complain(state, writable.status().message(), out);
    if (Report(state, AddRules(*writable, name, text, replace, options), out)) return;
  }
  out << "kept in the store as rules/" << name << '\n';
  Reopen(state);
}

void SeeChanges(ReplState& state, std::ostream& out) {
  if (!state.store.IsBehind()) return;
  const Result<StoreStats> before = state.store.Stats();
  if (!Reopen(state)) return;
  const Result<StoreStats> now = state.store.Stats();
  if (!before.ok() || !now.ok() ||
      (before->articles == now->articles && before->statements == now->statements))
    return;
  out << "(the store has changed: " << now->articles << " articles and " << now->statements
      << " statements now, " << before->articles << " and " << before->statements << " before)\n";
}

void OpenOther(ReplState& state, const std::string& path, std::ostream& out) {
  Context context = state.context;
  context.store_path = path;
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Complain(state, store.status().message(), out);
  state.session = QuerySession(*store);
  state.store = *std::move(store);
  state.context = std::move(context);
  state.shown.clear();
  state.answer = {};
}

}  // namespace lode::shell
