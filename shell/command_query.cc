// query and rules: the commands that take the language's text.

#include <charconv>
#include <filesystem>
#include <iostream>

#include "shell/commands.h"

namespace lode::shell {
namespace {

Result<std::map<std::string, Value>> ParametersOf(const std::vector<std::string>& given) {
  std::map<std::string, Value> parameters;
  for (const std::string& parameter : given) {
    const std::size_t sign = parameter.find('=');
    if (sign == parameter.npos || sign == 0)
      return Status(Code::kInvalidInput,
                    "the parameter '" + parameter + "' wants the form NAME=VALUE");
    parameters[parameter.substr(0, sign)] = ParameterValue(parameter.substr(sign + 1));
  }
  return parameters;
}

bool IsDate(const std::string& text) {
  if (text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  return true;
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

}  // namespace

Value ParameterValue(const std::string& text) {
  Value value;
  value.text = text;
  double number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (IsDate(text)) {
    value.kind = ValueKind::kDate;
    value.date = text;
  } else if (error == std::errc() && end == text.data() + text.size()) {
    value.kind = ValueKind::kNumber;
    value.number = number;
  } else if (error == std::errc() && std::string_view(end) == "%") {
    value.kind = ValueKind::kPercent;
    value.number = number;
    value.unit = "%";
  }
  return value;
}

int RunQuery(const Context& context, const QueryCommand& command) {
  QueryOptions options;
  std::string text = command.text;
  if (!command.file.empty() || text == "-") {
    const std::string path = command.file.empty() ? "-" : command.file;
    Result<std::string> read = ReadWhole(path);
    if (!read.ok()) return Refuse(read.status());
    text = *std::move(read);
    options.file = path == "-" ? "<stdin>" : path;
  }
  if (text.empty())
    return Refuse({Code::kInvalidInput, "no query; write it as `lode query 'said(Who, Q)?'`"});
  Result<std::map<std::string, Value>> parameters = ParametersOf(command.parameters);
  if (!parameters.ok()) return Refuse(parameters.status());
  options.parameters = *std::move(parameters);
  options.timeout_ms = static_cast<std::uint64_t>(std::max(0.0, command.timeout_seconds) * 1000);
  options.cancel = &Interrupted();
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  QuerySession session(*store);
  const QueryOutcome outcome = session.Run(text, options);
  const Format format = *FormatOf(command.format);
  bool first = true;
  for (const Answer& answer : outcome.answers) {
    if (!first && format != Format::kJson && format != Format::kJsonl) std::cout << '\n';
    first = false;
    WriteAnswer(answer, format, context.terminal.output, context.terminal, std::cout);
  }
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
  if (Report(AddRules(*store, name, *text, replace, options), context.terminal)) return kNotDone;
  std::cout << "rules '" << name << "' are kept\n";
  return kDone;
}

int RunRulesList(const Context& context, const ListCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  Listing listing{{"name", "rules"}, {}};
  for (const RuleInfo& rules : store->Rules())
    listing.rows.push_back({TextCell(rules.name), TextCell(rules.text)});
  WriteListing(listing, *FormatOf(command.format), context.terminal, std::cout);
  return kDone;
}

int RunRulesShow(const Context& context, const RulesCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  bool found = command.name.empty();
  for (const RuleInfo& rules : store->Rules()) {
    if (!command.name.empty() && rules.name != command.name) continue;
    found = true;
    std::cout << "% " << rules.name << '\n' << rules.text;
    if (!rules.text.empty() && rules.text.back() != '\n') std::cout << '\n';
  }
  if (found) return kDone;
  return Refuse({Code::kNotFound, "no rules are named '" + command.name +
                                      "'; see `lode rules list`"});
}

int RunRulesRemove(const Context& context, const RulesCommand& command) {
  Result<Store> store = OpenStore(context, Access::kWrite);
  if (!store.ok()) return Refuse(store.status());
  if (Status status = store->RemoveRules(command.name); !status.ok()) return Refuse(status);
  std::cout << "rules '" << command.name << "' are removed\n";
  return kDone;
}

}  // namespace lode::shell
