// Runs: extract --run writes one, import merges any number.

#include <algorithm>
#include <iostream>

#include "lode/runs.h"
#include "shell/commands/commands.h"
#include "shell/commands/load_options.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {

int RunWriteRun(const LoadCommand& command) {
  LoadOptions options = OptionsOf(command);
  options.on_error = [](const LoadError& error) {
    std::cerr << "lode: " << TextOf(error) << std::endl;
  };
  Result<RunWriter> writer = RunWriter::Create(command.run, options);
  if (!writer.ok()) return Refuse(writer.status());
  Result<LoadReport> report = writer->Add(command.paths);
  if (!report.ok()) return Refuse(report.status());
  if (report->cancelled)
    return Refuse({Code::kCancelled, "stopped; '" + command.run + "' is not written"});
  if (Status status = writer->Finish(); !status.ok()) return Refuse(status);
  if (!command.quiet)
    std::cout << report->added << (report->added == 1 ? " article, " : " articles, ")
              << report->statements << (report->statements == 1 ? " statement" : " statements")
              << " in " << command.run << '\n';
  return report->errors.empty() ? kDone : kDoneWithErrors;
}

bool AreRuns(const std::vector<std::string>& paths) {
  return std::any_of(paths.begin(), paths.end(), IsRun);
}

Result<ImportReport> ImportRunsInto(const Context& context, const std::vector<std::string>& paths) {
  for (const std::string& path : paths)
    if (!IsRun(path))
      return Status(Code::kInvalidInput, "'" + path +
                                             "' is no run, and others are; runs and exports are "
                                             "imported by two commands");
  NewStore fresh(context);
  Result<Store> store = OpenStore(context, Access::kCreate);
  if (!store.ok()) return store.status();
  Result<ImportReport> report = ImportRuns(*store, paths, &Interrupted());
  fresh.Judge(*store);
  return report;
}

}  // namespace lode::shell
