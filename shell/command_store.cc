// articles, entities, show, stats, export, import, forget: the commands that look
// at the store or change it as a whole.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "shell/commands.h"
#include "shell/listings.h"

namespace lode::shell {

int RunArticles(const Context& context, const ListCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  WriteListing(ArticleListing(*store, command.pattern), *FormatOf(command.format),
               context.terminal, std::cout);
  return kDone;
}

int RunEntities(const Context& context, const ListCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  WriteListing(EntityListing(*store, command.pattern, command.limit), *FormatOf(command.format),
               context.terminal, std::cout);
  return kDone;
}

int RunShow(const Context& context, const ListCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  const Format format = *FormatOf(command.format);
  Status status = format == Format::kTable
                      ? ShowEntity(*store, command.pattern, context.terminal, std::cout)
                      : ListEntityStatements(*store, command.pattern, format, context.terminal,
                                             std::cout);
  return status.ok() ? kDone : Refuse(status);
}

int RunStats(const Context& context, const ListCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  WriteListing(StatsListing(*store), *FormatOf(command.format), context.terminal, std::cout);
  return kDone;
}

int RunExport(const Context& context, const std::string& format, const std::string& output) {
  static const std::map<std::string, ExportFormat> kFormats = {
      {"jsonl", ExportFormat::kStatements},
      {"articles", ExportFormat::kArticles},
      {"ntriples", ExportFormat::kNTriples}};
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  if (output.empty()) {
    const Status status = store->Export(kFormats.at(format), std::cout);
    std::cout.flush();
    if (status.ok() && !std::cout)
      return Refuse({Code::kIo, "standard output could not take the export"});
    return status.ok() ? kDone : Refuse(status);
  }
  const std::string partial = output + ".partial";
  std::ofstream file(partial, std::ios::binary);
  if (!file) return Refuse({Code::kIo, "cannot write '" + partial + "'; is the folder there?"});
  Status status = store->Export(kFormats.at(format), file);
  file.close();
  std::error_code error;
  if (status.ok() && !file) status = Status(Code::kIo, "the disk could not take '" + output + "'");
  if (status.ok()) std::filesystem::rename(partial, output, error);
  if (error) status = Status(Code::kIo, "cannot rename '" + partial + "': " + error.message());
  if (status.ok()) return kDone;
  std::filesystem::remove(partial, error);
  return Refuse(status);
}

int RunImport(const Context& context, const std::vector<std::string>& paths) {
  Result<Store> store = OpenStore(context, Access::kCreate);
  if (!store.ok()) return Refuse(store.status());
  for (const std::string& path : paths) {
    std::ifstream file;
    if (path != "-") {
      file.open(path, std::ios::binary);
      if (!file || std::filesystem::is_directory(path))
        return Refuse({Code::kNotFound, "cannot read '" + path + "'; is the path right?"});
    }
    Result<ImportReport> report = store->Import(path == "-" ? std::cin : file, path);
    if (!report.ok()) return Refuse(report.status());
    std::cout << path << ": " << report->articles << " articles, " << report->statements
              << " statements";
    if (report->skipped > 0) std::cout << ", " << report->skipped << " known already";
    std::cout << '\n';
  }
  return kDone;
}

int RunForget(const Context& context, const std::vector<std::string>& articles) {
  Result<Store> store = OpenStore(context, Access::kWrite);
  if (!store.ok()) return Refuse(store.status());
  int status = kDone;
  for (const std::string& article : articles) {
    Result<std::uint64_t> count = store->Forget(article);
    if (!count.ok()) {
      Refuse(count.status());
      status = articles.size() == 1 ? kNotDone : kDoneWithErrors;
      continue;
    }
    std::cout << article << ": " << *count << (*count == 1 ? " article" : " articles")
              << " forgotten\n";
  }
  return status;
}

}  // namespace lode::shell
