// mcp: the store for assistants, over standard input and output.

#include <algorithm>
#include <cmath>
#include <iostream>

#include "doors/mcp/stdio.h"
#include "shell/commands/commands.h"
#include "shell/pages/word_senses.h"

namespace lode::shell {

int RunMcp(const Context& context, const McpCommand& command) {
  doors::McpOptions options;
  options.store_path = context.store_path;
  options.allow_load = command.allow_load;
  options.timeout_ms =
      static_cast<std::uint64_t>(std::ceil(std::min(command.timeout_seconds, 1e12) * 1000));
  options.max_memory_bytes = command.memory_mb << 20;
  options.max_rows = command.max_rows;
  options.max_rounds = command.max_rounds;
  options.senses = WordSenses();
  doors::McpServer server(options);
  doors::ServeLines(server, std::cin, std::cout);
  return kDone;
}

}  // namespace lode::shell
