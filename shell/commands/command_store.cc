// articles, entities, show, stats, export, forget: the commands that look
// at the store or change it as a whole.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>

#include "shell/commands/commands.h"
#include "shell/commands/file_chain.h"
#include "shell/pages/listings.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

Status ExportOf(const Store& store, ExportFormat format, const std::string& set, std::ostream& out,
                Damage& damage) {
  return set.empty() ? store.Export(format, out, &damage)
                     : ExportSet(store, set, format, out, &damage);
}

// Into a file of its own, which takes the name when it is whole. Devices and pipes are
// written as they are: they must not be replaced.
Status ExportToFile(const Store& store, ExportFormat format, const std::string& output,
                    const std::string& set, Damage& damage) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::is_directory(output, error))
    return {Code::kInvalidInput, "'" + output + "' is a folder; name a file"};
  const bool is_there = fs::exists(output, error);
  const bool direct = is_there && !fs::is_regular_file(output, error);
  const fs::path target = is_there && !direct ? fs::canonical(output, error) : fs::path(output);
  const fs::path path = direct ? target : fs::path(target.string() + ".partial");
  std::optional<RemovedIfStopped> guard;
  if (!direct) guard.emplace(path.string());
  std::ofstream file(path, std::ios::binary);
  if (!file) return {Code::kIo, "cannot write '" + path.string() + "'; is the folder there?"};
  Status status = ExportOf(store, format, set, file, damage);
  file.close();
  if (status.ok() && !file)
    status = {Code::kIo, "cannot write '" + output + "'; is the disk full?"};
  if (direct) return status;
  if (status.ok()) fs::rename(path, target, error);
  if (status.ok() && error)
    status = {Code::kIo, "cannot rename '" + path.string() + "': " + error.message()};
  if (!status.ok()) fs::remove(path, error);
  return status;
}

int Print(const Result<Listing>& listing, const ListCommand& command, const Context& context,
          const Damage& damage = {}) {
  if (!listing.ok()) return Refuse(listing.status());
  WriteListing(*listing, *FormatOf(command.format), context.terminal, std::cout);
  std::cout.flush();
  return RefuseDamaged(damage);
}

}  // namespace

int RunArticles(const Context& context, const ListCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  Damage damage;
  bool more = false;
  const ArticlesWanted wanted{command.pattern, command.set, command.limit};
  const Result<Listing> listing = command.same ? SameListing(*store, wanted, damage, &more)
                                               : ArticleListing(*store, wanted, damage, &more);
  const int status = Print(listing, command, context, damage);
  if (more) std::cerr << "and more: --limit 0 shows all\n";
  return status;
}

int RunEntities(const Context& context, const ListCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  const Result<Listing> listing = EntityListing(*store, command.pattern, command.limit);
  const int status = Print(listing, command, context);
  if (listing.ok() && listing->rows.empty() && !command.pattern.empty())
    std::cerr << "lode: no name has '" << command.pattern << "' in it"
              << NearNames(*store, command.pattern) << '\n';
  return status;
}

int RunMerges(const Context& context, const ListCommand& command, bool kept_apart) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  return Print(kept_apart ? ApartListing(*store) : MergeListing(*store, command.pattern), command,
               context);
}

int RunApart(const Context& context, const ApartCommand& command) {
  Result<Store> store = OpenStore(context, Access::kWrite);
  if (!store.ok()) return Refuse(store.status());
  const Status status = command.undo ? store->LetMeet(command.name, command.other_name)
                                     : store->KeepApart(command.name, command.other_name);
  if (!status.ok()) return Refuse(status);
  const Result<std::vector<EntityInfo>> ones = store->Resolve(command.name);
  const Result<std::vector<EntityInfo>> others = store->Resolve(command.other_name);
  if (!ones.ok() || !others.ok()) {
    Refuse(ones.ok() ? others.status() : ones.status());
    return kDoneWithErrors;
  }
  std::set<std::string> first, common;
  for (const EntityInfo& info : *ones) first.insert(info.entity.id);
  for (const EntityInfo& info : *others)
    if (first.contains(info.entity.id)) common.insert(info.entity.name);
  std::cout << "'" << command.name << "' and '" << command.other_name << "' are "
            << (common.empty() ? "two" : "one") << '\n';
  if (!command.undo && !common.empty())
    std::cout << "something else still joins them: see `lode merges '" << *common.begin() << "'`\n";
  return kDone;
}

int RunShow(const Context& context, const ListCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  const Format format = *FormatOf(command.format);
  Damage damage;
  PageLines shown;
  Status status = format == Format::kTable
                      ? ShowEntity(*store, command.pattern,
                                   {command.confidence, command.sources, command.limit},
                                   context.terminal, std::cout, damage, shown)
                      : ListEntityStatements(*store, command.pattern, format, command.confidence,
                                             context.terminal, std::cout, damage);
  std::cout.flush();
  return status.ok() ? RefuseDamaged(damage) : Refuse(status);
}

int RunExport(const Context& context, const std::string& format, const std::string& output,
              const std::string& set) {
  static const std::map<std::string, ExportFormat> kFormats = {
      {"jsonl", ExportFormat::kStatements},
      {"articles", ExportFormat::kArticles},
      {"ntriples", ExportFormat::kNTriples}};
  if (!kFormats.contains(format) && !set.empty())
    return Refuse(
        {Code::kInvalidInput, "--format " + format + " exports the whole store, not a set"});
  if (!kFormats.contains(format)) return RunGraphExport(context, format, output);
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  Damage damage;
  if (output.empty()) {
    const Status status = ExportOf(*store, kFormats.at(format), set, std::cout, damage);
    std::cout.flush();
    if (status.ok() && !std::cout)
      return Refuse({Code::kIo, "standard output could not take the export"});
    return status.ok() ? RefuseDamaged(damage) : Refuse(status);
  }
  const Status status = ExportToFile(*store, kFormats.at(format), output, set, damage);
  return status.ok() ? RefuseDamaged(damage) : Refuse(status);
}

int RunForget(const Context& context, const std::vector<std::string>& articles,
              const std::string& set) {
  if (articles.empty() == set.empty())
    return Refuse({Code::kInvalidInput, "name articles to forget, or one set with --set"});
  Result<Store> store = OpenStore(context, Access::kWrite);
  if (!store.ok()) return Refuse(store.status());
  if (!set.empty()) {
    const Result<std::uint64_t> count = ForgetSet(*store, set);
    if (!count.ok()) return Refuse(count.status());
    std::cout << "set " << set << ": " << *count << (*count == 1 ? " article" : " articles")
              << " forgotten\n";
    return kDone;
  }
  std::size_t failed = 0;
  for (const std::string& article : articles) {
    Result<std::uint64_t> count = store->Forget(article);
    if (!count.ok()) {
      Refuse(count.status());
      ++failed;
      continue;
    }
    std::cout << article << ": " << *count << (*count == 1 ? " article" : " articles")
              << " forgotten\n";
  }
  return failed == 0 ? kDone : failed < articles.size() ? kDoneWithErrors : kNotDone;
}

}  // namespace lode::shell
