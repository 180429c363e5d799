// schema list, explain and check, with their options.
#pragma once

#include <CLI/CLI.hpp>

#include "shell/commands/command_rules.h"
#include "shell/commands/commands.h"

namespace lode::shell {

// REQUIRES: the context and the command outlive `app`.
void AddSchemaCommands(CLI::App& app, const RulesCommands::Add& add,
                       const RulesCommands::AddFormat& add_format, Context& context,
                       SchemaCommand& command);

}  // namespace lode::shell
