// A command line that cannot be read: what is wrong with it, and what would be right.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace lode::shell {

// The words behind the program's name, with `help`, `help COMMAND` and `version` as the
// options that they stand for.
std::vector<std::string> AsOptions(std::vector<std::string> words);

// One line: the command or option that is nearest to a misspelt one, where names of stores
// and several words go. REQUIRES: `app` failed to parse `words` with `error`.
std::string WhyMisused(const CLI::App& app, const CLI::ParseError& error,
                       const std::vector<std::string>& words);

}  // namespace lode::shell
