// What `lode serve` can be told.
#pragma once

#include "shell/commands/commands.h"

namespace CLI {
class App;
}

namespace lode::shell {

void AddServeOptions(CLI::App* serve, ServeCommand& command);

}  // namespace lode::shell
