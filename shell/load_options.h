// What the commands that load share.
#pragma once

#include <string>

#include "shell/commands.h"

namespace lode::shell {

LoadOptions OptionsOf(const LoadCommand& command);
// "path:line: message".
std::string TextOf(const LoadError& error);

}  // namespace lode::shell
