// The commands of the interactive shell, those that begin with ':'.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "shell/repl/state.h"

namespace lode::shell {

std::vector<std::string> ReplCommandNames();  // sorted, with ':'

// The command that a whole input is: what begins with ':', and words that people try first
// ("help", "quit", "exit", "?"), and a number alone: a line of `:show` or a
// row. Empty when it is none.
std::string CommandIn(std::string_view input);

// Runs one ":command argument" line; writes what it has to say to `out`.
void RunReplCommand(ReplState& state, std::string_view line, std::ostream& out);

}  // namespace lode::shell
