// rules add, replace, list, show, remove: rules that the store keeps.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "shell/commands/commands.h"

namespace lode::shell {

class RulesCommands {
 public:
  // Adds a command to its parent: its name, what it does, examples, its action.
  using Add = std::function<CLI::App*(CLI::App&, const std::string&, const std::string&,
                                      const std::string&, const std::function<int()>&)>;
  using AddFormat = std::function<void(CLI::App*, std::string&)>;
  // REQUIRES: this and the context outlive `app`.
  void AddTo(CLI::App& app, const Add& add, const AddFormat& add_format, Context& context);

 private:
  std::string name_, file_;  // "-" is standard input
  std::string format_ = "table";
  bool keep_ = false;  // up to date
};

}  // namespace lode::shell
