// sql: rules and questions for engines that have the tables of the store.

#include "shell/commands/command_sql.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "lode/sql.h"
#include "shell/commands/asking_options.h"
#include "shell/pages/word_senses.h"

namespace lode::shell {

void AddSqlOptions(CLI::App* app, SqlCommand& command) {
  app->add_option("files", command.files, "files of rules and questions; - is standard input")
      ->required();
  app->add_option("--dialect", command.dialect, "duckdb, spark or postgres")
      ->required()
      ->check(CLI::IsMember({"duckdb", "spark", "postgres"}));
  AddParameterOption(app, command.parameters);
  app->add_option("--min-confidence", command.min_confidence,
                  "see no statement that is less sure (0 to 1)")
      ->check(CLI::Range(0.0, 1.0));
}

int RunSql(const Context& context, const SqlCommand& command) {
  const std::optional<SqlDialect> dialect = SqlDialectOf(command.dialect);
  if (!dialect)
    return Refuse({Code::kInvalidInput, "there is no dialect '" + command.dialect + "'"});
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) {
    if (store.status().code() != Code::kNotFound) return Refuse(store.status());
    return Refuse({Code::kNotFound, store.status().message() +
                                        ": it says whom a name means and which predicates there "
                                        "are"});
  }
  std::string text;
  for (const std::string& file : command.files) {
    const Result<std::string> whole = ReadWhole(file);
    if (!whole.ok()) return Refuse(whole.status());
    text += (text.empty() ? "" : "\n") + *whole;
  }
  QueryOptions options;
  options.file =
      command.files.size() == 1 && command.files[0] != "-" ? command.files[0] : "<query>";
  Result<std::map<std::string, Value>> parameters = ParametersOf(*store, command.parameters);
  if (!parameters.ok()) return Refuse(parameters.status());
  options.parameters = *std::move(parameters);
  options.min_confidence = command.min_confidence;
  options.senses = WordSenses();
  const SqlScript script = WriteSql(*store, text, *dialect, options);
  for (const Diagnostic& diagnostic : script.diagnostics)
    WriteDiagnostic(diagnostic, context.terminal, std::cerr);
  if (!script.ok()) return kNotDone;
  for (const auto* statements : {&script.views, &script.questions})
    for (const std::string& statement : *statements) std::cout << statement << ";\n\n";
  std::cout.flush();
  return std::cout ? kDone : Refuse({Code::kIo, "the script cannot be written"});
}

}  // namespace lode::shell
