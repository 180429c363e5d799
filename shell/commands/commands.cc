// What the commands share: opening the store, reading whole files.

#include "shell/commands/commands.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "lode/kept.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

constexpr std::size_t kChunk = 1 << 16;

// The folder of a new store, which must be one that can be written.
Status MakeFolder(const std::string& path) {
  namespace fs = std::filesystem;
  const std::string hint = "; name another place with --store DIR";
  std::error_code error;
  if (fs::exists(path, error) && !fs::is_directory(path, error))
    return {Code::kInvalidInput, "'" + path + "' is a file, and a store is a folder" + hint};
  fs::create_directories(path, error);
  if (!error && access(path.c_str(), W_OK) != 0)
    error = std::error_code(errno, std::generic_category());
  if (error)
    return {Code::kIo, "the store '" + path + "' cannot be written: " + error.message() + hint};
  return {};
}

}  // namespace

int Refuse(const Status& status) {
  std::cerr << "lode: " << status.message() << '\n';
  return kNotDone;
}

bool ReportAll(const std::vector<Diagnostic>& diagnostics, const Terminal& terminal) {
  bool error = false;
  for (const Diagnostic& diagnostic : diagnostics) {
    WriteDiagnostic(diagnostic, terminal, std::cerr);
    error = error || diagnostic.severity == Severity::kError;
  }
  return error;
}

int RefuseDamaged(const Damage& damage) {
  for (const Status& status : damage) Refuse(status);
  return damage.empty() ? kDone : kDoneWithErrors;
}

Result<Store> OpenStore(const Context& context, Access access) {
  OpenOptions options;
  options.read_only = access == Access::kRead;
  options.cache_bytes = context.cache_mb << 20;
  options.create_if_missing = access == Access::kCreate;
  const auto show = [](const std::string& note) { std::cerr << "lode: note: " << note << '\n'; };
  std::error_code error;
  if (access != Access::kCreate && !std::filesystem::exists(context.store_path, error))
    return Status(Code::kNotFound, "there is no store at '" + context.store_path +
                                       "'; make one with `lode load PATH`, or name another "
                                       "with --store DIR");
  if (access == Access::kCreate)
    if (Status status = MakeFolder(context.store_path); !status.ok()) return status;
  Result<Store> store = Store::Open(context.store_path, options);
  if (!store.ok()) return store;
  for (const std::string& note : store->notes()) show(note);
  if (access != Access::kRead) TellOfKeptRules(*store, show);
  return store;
}

NewStore::NewStore(const Context& context) : path_(context.store_path) {
  std::error_code error;
  was_there_ = std::filesystem::exists(path_, error) || error;
}

NewStore::~NewStore() {
  std::error_code error;
  if (was_there_) return;
  if (empty_) std::filesystem::remove_all(path_, error);
  std::filesystem::remove(path_, error);  // where nothing is in it: it could not even be made
}

void NewStore::Judge(const Store& store) {
  if (was_there_) return;
  const Result<StoreStats> stats = store.Stats();
  empty_ = stats.ok() && stats->articles == 0 && stats->statements == 0 && stats->rules == 0;
}

Result<std::string> ReadWhole(const std::string& path) {
  std::error_code error;
  if (path != "-" && std::filesystem::is_directory(path, error))
    return Status(Code::kInvalidInput, "'" + path + "' is a folder; name a file");
  std::ifstream file;
  if (path != "-") file.open(path, std::ios::binary);
  std::istream& in = path == "-" ? std::cin : file;
  if (!in && path != "-")
    return Status(Code::kNotFound, "cannot read '" + path + "'; is the path right?");
  std::string text;
  std::vector<char> chunk(kChunk);
  while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0)
    text.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
  if (Interrupted()) return Status(Code::kCancelled, "stopped before '" + path + "' was read");
  if (in.bad()) return Status(Code::kIo, "'" + path + "' cannot be read to its end");
  return text;
}

}  // namespace lode::shell
