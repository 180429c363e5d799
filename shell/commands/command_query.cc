// query and rules: the commands that take the language's text.

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <optional>

#include "shell/commands/commands.h"
#include "shell/pages/path_view.h"
#include "shell/pages/word_senses.h"
#include "shell/terminal/interrupt.h"
#include "views/parameter.h"

namespace lode::shell {
namespace {

Result<std::map<std::string, Value>> ParametersOf(const Store& store,
                                                  const std::vector<std::string>& given) {
  std::map<std::string, Value> parameters;
  for (const std::string& parameter : given) {
    const std::size_t sign = parameter.find('=');
    if (sign == parameter.npos || sign == 0)
      return Status(Code::kInvalidInput, "--param '" + parameter + "' wants the form NAME=VALUE");
    parameters[parameter.substr(0, sign)] =
        views::ParameterValue(store, parameter.substr(sign + 1));
  }
  return parameters;
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Prints diagnostics; true when there is an error among them.
bool Report(const std::vector<Diagnostic>& diagnostics, const Terminal& terminal) {
  bool error = false;
  for (const Diagnostic& diagnostic : diagnostics) {
    WriteDiagnostic(diagnostic, terminal, std::cerr);
    error = error || diagnostic.severity == Severity::kError;
  }
  return error;
}

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

// The predicate that each clause of a rules text defines, in order. REQUIRES: the text was
// checked when it was kept.
std::vector<std::string> HeadsOf(const std::string& text) {
  std::vector<std::string> heads;
  bool in_string = false, at_start = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool within = in_string;
    if (within) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '%') {
      i = std::min(text.find('\n', i), text.size()) - 1;
    } else if (c == '.' && (i + 1 == text.size() || !IsDigit(text[i + 1]))) {
      at_start = true;
    } else if (at_start && std::isspace(static_cast<unsigned char>(c)) == 0) {
      heads.push_back(text.substr(i, std::min(text.find('(', i), text.size()) - i));
      at_start = false;
    }
    if (!within && c == '"') in_string = true;
  }
  return heads;
}

// "rival, partner, ...": each once, in order.
std::string NamesOf(const std::vector<std::string>& heads) {
  constexpr std::size_t kMost = 8;
  std::vector<std::string> names;
  for (const std::string& head : heads)
    if (std::find(names.begin(), names.end(), head) == names.end()) names.push_back(head);
  std::string text;
  for (std::size_t i = 0; i < std::min(kMost, names.size()); ++i)
    text += (i > 0 ? ", " : "") + names[i];
  return text + (names.size() > kMost ? ", ..." : "");
}

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
  if (text.empty())
    return Refuse({Code::kInvalidInput, "no query; write it as `lode query 'said(Who, Q)?'`"});
  options.timeout_ms =
      static_cast<std::uint64_t>(std::ceil(std::min(command.timeout_seconds, 1e12) * 1000));
  options.max_memory_bytes = command.memory_mb << 20;
  options.max_rows = command.max_rows;
  options.min_confidence = command.min_confidence;
  options.with_confidence = command.confidence;
  options.cancel = &Interrupted();
  options.senses = WordSenses();
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
  if (!Report(outcome.diagnostics, context.terminal)) return kDone;
  return outcome.answers.empty() ? kNotDone : kDoneWithErrors;
}

int RunRulesAdd(const Context& context, const RulesCommand& command, bool replace) {
  Result<std::string> text = ReadWhole(command.file);
  if (!text.ok()) return Refuse(text.status());
  std::string name = command.name;
  if (name.empty()) name = std::filesystem::path(command.file).stem().string();
  if (name.empty() || name == "-")
    return Refuse({Code::kInvalidInput, "rules from standard input want a --name"});
  Result<Store> store = OpenStore(context, Access::kWrite);
  if (!store.ok()) return Refuse(store.status());
  QueryOptions options;
  options.file = command.file == "-" ? "<stdin>" : command.file;
  options.senses = WordSenses();
  if (Report(AddRules(*store, name, *text, replace, options), context.terminal)) return kNotDone;
  std::cout << "rules '" << name << "' are kept\n";
  return kDone;
}

int RunRulesList(const Context& context, const ListCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  const bool for_people = command.format == "table";
  Listing listing{{"name", "rules", "defines"}, {}};
  if (!for_people) listing.header.push_back("text");
  const Result<std::vector<RuleInfo>> all = store->Rules();
  if (!all.ok()) return Refuse(all.status());
  for (const RuleInfo& rules : *all) {
    const std::vector<std::string> heads = HeadsOf(rules.text);
    listing.rows.push_back(
        {TextCell(rules.name), NumberCell(heads.size()), TextCell(NamesOf(heads))});
    if (!for_people) listing.rows.back().push_back(TextCell(rules.text));
  }
  WriteListing(listing, *FormatOf(command.format), context.terminal, std::cout);
  return kDone;
}

int RunRulesShow(const Context& context, const RulesCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  bool found = command.name.empty();
  const Result<std::vector<RuleInfo>> all = store->Rules();
  if (!all.ok()) return Refuse(all.status());
  for (const RuleInfo& rules : *all) {
    if (!command.name.empty() && rules.name != command.name) continue;
    found = true;
    std::cout << "% " << rules.name << '\n' << rules.text;
    if (!rules.text.empty() && rules.text.back() != '\n') std::cout << '\n';
  }
  if (found) return kDone;
  return Refuse(
      {Code::kNotFound, "no rules are named '" + command.name + "'; see `lode rules list`"});
}

int RunRulesRemove(const Context& context, const RulesCommand& command) {
  Result<Store> store = OpenStore(context, Access::kWrite);
  if (!store.ok()) return Refuse(store.status());
  if (Status status = store->RemoveRules(command.name); !status.ok()) return Refuse(status);
  std::cout << "rules '" << command.name << "' are removed\n";
  return kDone;
}

}  // namespace lode::shell
