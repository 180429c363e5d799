// serve: the store as a page and an API, until Ctrl-C or SIGTERM.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "doors/mcp/server.h"
#include "server/serve.h"
#include "shell/commands/commands.h"
#include "shell/pages/word_senses.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

constexpr auto kLookForInterrupt = std::chrono::milliseconds(50);

// "127.0.0.1:8080", ":8080", "8080", "[::1]:8080".
Status ReadListen(const std::string& listen, server::ServeOptions& options) {
  const std::size_t colon = listen.rfind(':');
  const bool only_port = colon == listen.npos;
  std::string address = only_port ? "" : listen.substr(0, colon);
  const std::string port = only_port ? listen : listen.substr(colon + 1);
  if (address.size() > 1 && address.front() == '[' && address.back() == ']')
    address = address.substr(1, address.size() - 2);
  if (!address.empty()) options.address = address;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), options.port);
  if (error != std::errc() || end != port.data() + port.size() || options.port < 0 ||
      options.port > 65535)
    return {Code::kInvalidInput,
            "--listen '" + listen + "' wants the form ADDRESS:PORT, as 127.0.0.1:8080"};
  return {};
}

// What an assistant may do is what the API's clients may: name no file, load where they may.
doors::McpOptions McpOptionsOf(const server::ServeOptions& serve) {
  doors::McpOptions options;
  options.store_path = serve.store_path;
  options.allow_load = !serve.read_only;
  options.only_texts = true;
  options.timeout_ms = serve.timeout_ms;
  options.max_memory_bytes = serve.max_memory_bytes;
  options.max_rows = std::min(options.max_rows, serve.max_rows);
  options.max_rounds = serve.max_rounds;
  options.senses = serve.senses;
  return options;
}

// Hands the address to the desktop's browser. Nothing happens where there is none.
void OpenInBrowser(const std::string& url) {
  const pid_t child = fork();
  if (child == 0) {
    const std::array<const char*, 3> command = {"xdg-open", url.c_str(), nullptr};
    execvp(command[0], const_cast<char* const*>(command.data()));
    _exit(127);
  }
  int status = 0;
  if (child > 0 && waitpid(child, &status, 0) == child && status != 0)
    std::cerr << "lode: no browser could be opened; open " << url << " in yours\n";
}

}  // namespace

int RunServe(const Context& context, const ServeCommand& command) {
  server::ServeOptions options;
  options.store_path = command.store.empty() ? context.store_path : command.store;
  if (const Status status = ReadListen(command.listen, options); !status.ok())
    return Refuse(status);
  // A token on the command line is seen by every user of the machine.
  const char* token = std::getenv("LODE_TOKEN");
  if (command.has_token && command.token.empty())
    return Refuse({Code::kInvalidInput,
                   "--token has no value; leave it out to serve this machine without one"});
  options.token = command.token.empty() && token != nullptr ? token : command.token;
  options.hosts = command.hosts;
  options.read_only = command.read_only;
  options.cache_bytes = context.cache_mb << 20;
  options.senses = WordSenses();
  options.timeout_ms = static_cast<std::uint64_t>(command.timeout_seconds * 1000);
  options.max_memory_bytes = command.memory_mb << 20;
  options.max_rows = command.max_rows;
  options.max_rounds = command.max_rounds;
  options.max_questions = command.max_questions;
  doors::McpServer mcp(McpOptionsOf(options));
  options.mcp = [&mcp](const std::string& message, const std::atomic<bool>* cancel) {
    return mcp.AnswerApart(message, *cancel);
  };
  Context own = context;
  own.store_path = options.store_path;
  if (const Result<Store> store = OpenStore(own, Access::kRead); !store.ok())
    return Refuse(store.status());
  Result<std::unique_ptr<server::Server>> server = server::Server::Start(options);
  if (!server.ok()) return Refuse(server.status());
  std::cout << "serving " << options.store_path << " at " << (*server)->url()
            << "\nassistants find it at /mcp there; Ctrl-C ends it\n"
            << std::flush;
  if (command.open) OpenInBrowser((*server)->url());
  while (!Interrupted()) std::this_thread::sleep_for(kLookForInterrupt);
  (*server)->Stop();
  return kDone;
}

}  // namespace lode::shell
