// import: exports are read as one stream, files of triples one by one, runs together.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>

#include "lode/triples.h"
#include "shell/commands/commands.h"
#include "shell/commands/file_chain.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

constexpr char kChainName[] = "<import>";

int Report(const ImportReport& report) {
  std::cout << report.articles << (report.articles == 1 ? " article, " : " articles, ")
            << report.statements << (report.statements == 1 ? " statement" : " statements")
            << " imported";
  if (report.skipped > 0) std::cout << "; " << report.skipped << " known already";
  std::cout << '\n';
  return kDone;
}

// Each file is a change of its own; the first fault ends it.
int ImportTables(const Context& context, const ImportCommand& command) {
  NewStore fresh(context);
  Result<Store> store = OpenStore(context, Access::kCreate);
  if (!store.ok()) return Refuse(store.status());
  ImportReport sum;
  for (const std::string& path : command.paths) {
    TripleOptions options;
    options.format = *TripleFormatOf(path);
    options.has_header = command.has_header;
    if (!command.columns.empty()) {
      options.subject = command.columns[0];
      options.predicate = command.columns[1];
      options.object = command.columns[2];
    }
    std::ifstream in(path, std::ios::binary);
    Result<ImportReport> report =
        in.is_open() ? ImportTriples(*store, in, path, options)
                     : Result<ImportReport>(Status(
                           Code::kNotFound, "'" + path + "' cannot be read; is the file there?"));
    fresh.Judge(*store);
    if (!report.ok()) {
      Refuse(report.status());
      return sum.articles > 0 ? kDoneWithErrors : kNotDone;
    }
    sum.articles += report->articles;
    sum.statements += report->statements;
    sum.skipped += report->skipped;
  }
  return Report(sum);
}

}  // namespace

void AddImportOptions(CLI::App* in, ImportCommand& command) {
  in->add_option("paths", command.paths,
                 "exports, articles first (- is standard input); or runs of "
                 "`lode extract --run`; or tables of triples: .tsv, .csv, .nt")
      ->required();
  in->add_option("--columns", command.columns, "of subject, predicate, object (1,2,3)")
      ->delimiter(',')
      ->expected(3);
  in->add_flag("--header", command.has_header, "the first line of a table is no triple");
}

int RunImport(const Context& context, const ImportCommand& command) {
  const auto is_table = [](const std::string& path) { return TripleFormatOf(path).has_value(); };
  if (std::all_of(command.paths.begin(), command.paths.end(), is_table))
    return ImportTables(context, command);
  if (std::any_of(command.paths.begin(), command.paths.end(), is_table))
    return Refuse({Code::kInvalidInput,
                   "exports and files of triples (.tsv, .csv, .nt) are imported by two commands"});
  if (AreRuns(command.paths)) {
    const Result<ImportReport> report = ImportRunsInto(context, command.paths);
    return report.ok() ? Report(*report) : Refuse(report.status());
  }
  FileChain chain(command.paths);
  if (Status status = chain.Check(); !status.ok()) return Refuse(status);
  NewStore fresh(context);
  Result<Store> store = OpenStore(context, Access::kCreate);
  if (!store.ok()) return Refuse(store.status());
  std::istream in(&chain);
  Result<ImportReport> report = store->Import(in, kChainName);
  fresh.Judge(*store);
  return report.ok() ? Report(*report) : Refuse(chain.Explain(report.status()));
}

}  // namespace lode::shell
