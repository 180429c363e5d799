// export, in the formats of other tools. What is written stands beside its place until it is
// whole, so that a tool never opens a half.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "doors/export/graph_walk.h"
#include "doors/export/tables.h"
#include "shell/commands/commands.h"

namespace lode::shell {
namespace {

namespace fs = std::filesystem;
using MakeWriter = std::unique_ptr<doors::GraphWriter> (*)(std::ostream&);

const std::map<std::string, MakeWriter> kStreamed = {{"graphml", &doors::GraphMlWriter},
                                                     {"trig", &doors::TrigWriter},
                                                     {"cypher", &doors::CypherWriter},
                                                     {"ftm", &doors::FtmWriter}};

Status CannotWrite(const fs::path& path) {
  return {Code::kIo, "cannot write '" + path.string() + "'; is the folder there?"};
}

Status WriteFile(const Store& store, MakeWriter make, const fs::path& path, Damage& damage) {
  std::ofstream out(path, std::ios::binary);
  if (!out) return CannotWrite(path);
  Status status = WalkGraph(store, *make(out), damage);
  out.close();
  return status.ok() && !out
             ? Status(Code::kIo, "'" + path.string() + "' is not whole; is the disk full?")
             : status;
}

Status WriteFolder(const Store& store, const fs::path& path, Damage& damage) {
  std::error_code error;
  fs::create_directory(path, error);
  std::ofstream nodes(path / "nodes.csv", std::ios::binary);
  std::ofstream edges(path / "edges.csv", std::ios::binary);
  if (!nodes || !edges) return CannotWrite(path);
  Status status = WalkGraph(store, *doors::CsvGraphWriter(nodes, edges), damage);
  nodes.close();
  edges.close();
  return status.ok() && !(nodes && edges)
             ? Status(Code::kIo, "'" + path.string() + "' is not whole; is the disk full?")
             : status;
}

Status Write(const Store& store, const std::string& format, const fs::path& path, Damage& damage) {
  if (format == "csv-graph") return WriteFolder(store, path, damage);
  if (format == "tables") return doors::WriteTables(store, path, damage);
  if (format == "sqlite") return WalkGraph(store, *doors::SqliteWriter(path), damage);
  return WriteFile(store, kStreamed.at(format), path, damage);
}

}  // namespace

int RunGraphExport(const Context& context, const std::string& format, const std::string& output) {
  const bool streams = kStreamed.contains(format);
  if (output.empty() && !streams)
    return Refuse({Code::kInvalidInput, format + " is no stream: name a " +
                                            (format == "sqlite" ? "file" : "folder") + " with -o"});
  std::error_code error;
  if (fs::exists(output, error) && (!streams || fs::is_directory(output, error)))
    return Refuse({Code::kInvalidInput, "'" + output + "' is there already; name a new one"});
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  Damage damage;
  if (output.empty()) {
    const Status status = WalkGraph(*store, *kStreamed.at(format)(std::cout), damage);
    return status.ok() ? RefuseDamaged(damage) : Refuse(status);
  }
  const fs::path partial = output + ".partial";
  if (fs::exists(partial, error))
    return Refuse({Code::kInvalidInput,
                   "'" + partial.string() + "' is left of an export that was stopped; remove it"});
  Status status = Write(*store, format, partial, damage);
  if (status.ok()) fs::rename(partial, output, error);
  if (status.ok() && error)
    status = {Code::kIo, "cannot rename '" + partial.string() + "': " + error.message()};
  if (!status.ok()) fs::remove_all(partial, error);
  return status.ok() ? RefuseDamaged(damage) : Refuse(status);
}

}  // namespace lode::shell
