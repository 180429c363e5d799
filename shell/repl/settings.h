// `:set`: how the shell asks and shows.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "shell/repl/state.h"

namespace lode::shell {

// "NAME VALUE", "$parameter VALUE", or nothing: prints how everything is set. A parameter
// without a value is forgotten.
void Set(ReplState& state, const std::string& argument, std::ostream& out);
// `:set NAME VALUE`, said shorter: `:timing on`, `:format json`. Without a value it is shown.
void SetOne(ReplState& state, const std::string& name, const std::string& value, std::ostream& out);

std::vector<std::string> SettingNames();                          // sorted
std::vector<std::string> SettingValues(const std::string& name);  // empty: a number

}  // namespace lode::shell
