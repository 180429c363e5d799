// What the commands share: opening the store, reading whole files, Ctrl-C.

#include "shell/commands.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace lode::shell {
namespace {

extern "C" void OnInterrupt(int) {
  Interrupted() = true;
}
extern "C" void OnInterruptOrEnd(int) {
  if (Interrupted().exchange(true)) _exit(130);
}

}  // namespace

std::atomic<bool>& Interrupted() {
  static std::atomic<bool> interrupted = false;
  return interrupted;
}

void CatchInterrupts(bool second_ends) {
  struct sigaction action {};
  action.sa_handler = second_ends ? OnInterruptOrEnd : OnInterrupt;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  std::signal(SIGPIPE, SIG_DFL);
}

int Refuse(const Status& status) {
  std::cerr << "lode: " << status.message() << '\n';
  return kNotDone;
}

Result<Store> OpenStore(const Context& context, Access access) {
  OpenOptions options;
  options.read_only = access == Access::kRead;
  options.create_if_missing = access == Access::kCreate;
  std::error_code error;
  if (access != Access::kCreate && !std::filesystem::exists(context.store_path, error))
    return Status(Code::kNotFound, "there is no store at '" + context.store_path +
                                       "'; make one with `lode load PATH`, or name another "
                                       "with --store DIR");
  return Store::Open(context.store_path, options);
}

Result<std::string> ReadWhole(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return Status(Code::kInvalidInput, "'" + path + "' is a folder; name a file");
  std::ifstream file(path, std::ios::binary);
  if (!file) return Status(Code::kNotFound, "cannot read '" + path + "'; is the path right?");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace lode::shell
