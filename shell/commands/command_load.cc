// load, extract, analyze: the commands that read texts.

#include <filesystem>
#include <iostream>

#include "shell/commands/commands.h"
#include "shell/commands/load_options.h"
#include "shell/terminal/interrupt.h"
#include "shell/terminal/progress.h"

namespace lode::shell {
namespace {

std::string Plural(std::uint64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

void PrintJson(const char* name, const std::vector<LoadError>& errors) {
  std::cout << ", \"" << name << "\": [";
  for (std::size_t i = 0; i < errors.size(); ++i)
    std::cout << (i > 0 ? ", " : "") << "{\"path\": " << JsonString(errors[i].path)
              << ", \"line\": " << errors[i].line
              << ", \"message\": " << JsonString(errors[i].message) << "}";
  std::cout << "]";
}

void PrintJson(const LoadReport& report) {
  std::cout << "{\"files\": " << report.files << ", \"added\": " << report.added
            << ", \"replaced\": " << report.replaced << ", \"unchanged\": " << report.unchanged
            << ", \"statements\": " << report.statements
            << ", \"below_confidence\": " << report.below_confidence
            << ", \"superseded\": " << report.superseded << ", \"seconds\": " << report.seconds
            << ", \"cancelled\": " << (report.cancelled ? "true" : "false");
  PrintJson("errors", report.errors);
  PrintJson("undated", report.undated);
  std::cout << ", \"unread_fields\": [";
  for (std::size_t i = 0; i < report.unread_fields.size(); ++i)
    std::cout << (i > 0 ? ", " : "") << JsonString(report.unread_fields[i]);
  std::cout << "]}\n";
}

std::string LeftOut(const LoadReport& report) {
  return std::to_string(report.below_confidence) + (report.below_confidence == 1
                                                        ? " less sure one was left out"
                                                        : " less sure ones were left out");
}

void PrintReport(const LoadReport& report) {
  std::cout << Plural(report.added, "article") << " added";
  if (report.replaced > 0) std::cout << ", " << report.replaced << " replaced";
  if (report.unchanged > 0) std::cout << ", " << report.unchanged << " unchanged";
  std::cout << ", " << Plural(report.statements, "statement") << " in " << Duration(report.seconds);
  if (report.below_confidence > 0) std::cout << " (" << LeftOut(report) << ")";
  if (report.superseded > 0)
    std::cout << ", " << report.superseded << " superseded by a later file with the same address";
  if (!report.errors.empty()) std::cout << "; " << Plural(report.errors.size(), "error");
  std::cout << (report.cancelled ? " (stopped; what was added is stored)\n" : "\n");
  for (const LoadError& undated : report.undated)
    std::cout << "no date: " << TextOf(undated) << '\n';
  if (report.unread_fields.empty()) return;
  std::cout << "not read: " << Plural(report.unread_fields.size(), "field") << " with text (";
  for (std::size_t i = 0; i < report.unread_fields.size(); ++i)
    std::cout << (i > 0 ? ", " : "") << report.unread_fields[i];
  std::cout << "); --fields text=NAME takes one\n";
}

// Nothing could be read at all: that is "not done", not "done with errors".
int StatusOf(const LoadReport& report) {
  if (report.errors.empty() && !report.cancelled) return kDone;
  const bool nothing = report.added + report.unchanged + report.replaced == 0;
  return nothing && report.files == 0 ? kNotDone : kDoneWithErrors;
}

// The store, with the schema file on top of its own. A file that is wrong is refused before
// a store is made or changed.
Result<Store> OpenForLoad(const Context& context, const std::string& schema) {
  if (schema.empty()) return OpenStore(context, Access::kCreate);
  const Result<SchemaReport> report = CheckSchemaFile(schema);
  if (!report.ok()) return report.status();
  if (!report->failures.empty())
    return Status(Code::kInvalidInput, report->failures.front() + "; `lode schema check " + schema +
                                           "` tells of all examples");
  {
    Result<Store> store = OpenStore(context, Access::kCreate);
    if (!store.ok()) return store;
    if (Status status = AddSchema(*store, schema); !status.ok()) return status;
  }  // closed: who opens it now sees what was added
  return OpenStore(context, Access::kCreate);
}

}  // namespace

int RunLoad(const Context& context, const LoadCommand& command) {
  NewStore fresh(context);
  Result<Store> store = OpenForLoad(context, command.schema);
  if (!store.ok()) return Refuse(store.status());
  LoadOptions options = OptionsOf(command);
  ProgressBar bar(context.terminal);
  options.on_error = [&](const LoadError& error) {
    bar.Clear();
    std::cerr << "lode: " << TextOf(error) << std::endl;
  };
  if (!command.quiet && !command.json)
    options.progress = [&](const LoadProgress& progress) { bar.Show(progress); };
  Result<LoadReport> report =
      LoadPlaces(*store, PlacesOf(command.paths), options, WebOptionsOf(command));
  fresh.Judge(*store);
  bar.Clear();
  if (!report.ok()) return Refuse(report.status());
  if (command.json)
    PrintJson(*report);
  else if (!command.quiet)
    PrintReport(*report);
  return StatusOf(*report);
}

int RunExtract(const Context& context, const LoadCommand& command) {
  if (!command.sentences.empty()) return RunTuples(command);
  if (command.format == "tuples")
    return Refuse({Code::kInvalidInput,
                   "tuples are read from single sentences; name a file that has one a line with "
                   "--sentences FILE"});
  if (command.paths.empty())
    return Refuse({Code::kInvalidInput,
                   "name articles, or sentences with --sentences FILE; see `lode extract --help`"});
  if (!command.run.empty()) return RunWriteRun(command);
  LoadOptions options = OptionsOf(command);
  options.on_error = [](const LoadError& error) {
    std::cerr << "lode: " << TextOf(error) << std::endl;
  };
  const bool readable = command.format != "jsonl";
  Result<LoadReport> report = Extract(command.paths, options, [&](const Extraction& extraction) {
    if (readable) {
      std::cout << context.terminal.Paint(Style::kBold, SourceLine(extraction.article.info))
                << "\n";
      WriteReadable(extraction.statements, context.terminal, std::cout);
      std::cout << '\n';
      return;
    }
    for (const Statement& statement : extraction.statements) std::cout << ToJson(statement) << '\n';
  });
  if (!report.ok()) return Refuse(report.status());
  if (report->below_confidence > 0 && !command.quiet)
    std::cerr << "lode: of the statements " << LeftOut(*report)
              << "; --min-confidence 0 shows all\n";
  return StatusOf(*report);
}

int RunAnalyze(const Context&, const AnalyzeCommand& command) {
  AnalyzeOptions options;
  options.jobs = command.jobs;
  if (command.format == "json") options.format = AnalysisFormat::kJson;
  if (command.format == "tree") options.format = AnalysisFormat::kTree;
  if (command.tokenized) options.input = AnalysisInput::kTokenized;
  if (command.parsed) options.input = AnalysisInput::kParsed;
  Result<std::string> text = ReadWhole(command.path);
  if (!text.ok()) return Refuse(text.status());
  Result<Analyzer> analyzer = Analyzer::Open();
  if (!analyzer.ok()) return Refuse(analyzer.status());
  const Status status = analyzer->Analyze(*text, options, [](std::string_view sentences) {
    return static_cast<bool>(std::cout << sentences << std::flush);
  });
  if (!status.ok() && std::cout)  // else the end of the command says so
    return Refuse({status.code(), command.path + ": " + status.message()});
  return kDone;
}

}  // namespace lode::shell
