#include "shell/commands/serve_options.h"

#include <CLI/CLI.hpp>

namespace lode::shell {

void AddServeOptions(CLI::App* serve, ServeCommand& command) {
  serve->add_option("path", command.store, "the store's folder (else as --store)");
  serve->add_option("--listen", command.listen, "where to listen (127.0.0.1:8080; port 0: any)")
      ->type_name("ADDRESS:PORT");
  serve->add_option_function<std::string>(
      "--token",
      [&command](const std::string& token) {
        command.token = token;
        command.has_token = true;
      },
      "what a client must know; needed for an address that others reach "
      "(else $LODE_TOKEN, which other users of the machine do not see)");
  serve
      ->add_option("--host", command.hosts,
                   "a name by which browsers may call the server, beside localhost and addresses")
      ->type_name("NAME")
      ->allow_extra_args(false);
  serve->add_flag("--read-only", command.read_only, "take no articles");
  serve->add_flag("--open", command.open, "open the page in the browser");
  serve->add_option("--timeout", command.timeout_seconds, "seconds that a question may take (30)")
      ->check(CLI::Range(0.001, 86'400.0));
  serve->add_option("--memory-mb", command.memory_mb, "MiB that a question may keep (512)")
      ->check(CLI::Range(1, 1 << 30));
  serve->add_option("--max-rows", command.max_rows, "rows that an answer may have (100000)")
      ->check(CLI::Range(1, 1 << 30));
  serve->add_option("--max-rounds", command.max_rounds, "rounds of a recursion (1000000)")
      ->check(CLI::Range(1, 1 << 30));
  serve->add_option("--max-questions", command.max_questions, "questions that run at once (8)")
      ->check(CLI::Range(1, 1 << 10));
}

}  // namespace lode::shell
