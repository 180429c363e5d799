// stats, check, compact, backup, restore: what keeps a store well.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "shell/commands/commands.h"

namespace lode::shell {

class CareCommands {
 public:
  // Adds a command: its name, what it does, examples, its action.
  using Add = std::function<CLI::App*(const std::string&, const std::string&, const std::string&,
                                      const std::function<int()>&)>;
  // Gives the one whose output has formats. REQUIRES: this and the context outlive it.
  CLI::App* AddTo(const Add& add, const Context& context);
  std::string& format() { return format_; }

 private:
  std::string folder_, set_;
  std::string format_ = "table";
  bool parts_ = false, mend_ = false;
};

}  // namespace lode::shell
