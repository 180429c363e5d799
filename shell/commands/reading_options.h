// What the commands that read articles can be told about them.
#pragma once

#include <CLI/CLI.hpp>

#include "shell/commands/commands.h"

namespace lode::shell {

// Adds the options that load and extract share; the option of the paths comes back. `what`:
// what these may be. REQUIRES: `load` outlives `command`.
CLI::Option* AddReadingOptions(
    CLI::App* command, LoadCommand& load,
    const std::string& what = "files, folders, globs, or - for standard input");

// Those of commands that take addresses, too.
void AddWebOptions(CLI::App* command, LoadCommand& load);

// Those of `extract`. `paths` is what it takes where it is not given sentences.
void AddExtractOptions(CLI::App* extract, CLI::Option* paths, LoadCommand& command);

}  // namespace lode::shell
