// The command that writes rules as SQL, and its options.
#pragma once

#include <string>
#include <vector>

#include "shell/commands/commands.h"

namespace lode::shell {

struct SqlCommand {
  std::vector<std::string> files;
  std::string dialect;
  std::vector<std::string> parameters;  // NAME=VALUE
  double min_confidence = 0;
};
void AddSqlOptions(CLI::App* app, SqlCommand& command);
int RunSql(const Context& context, const SqlCommand& command);

}  // namespace lode::shell
