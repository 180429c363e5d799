// What is typed, in colours.
#pragma once

#include <string>
#include <string_view>

#include "shell/terminal/terminal.h"

namespace lode::shell {

// The input with its predicates and roles, variables, strings, numbers, keywords and comments in
// colours; the characters are the same and in the same places. An input that is no question need
// not be whole. Cost: linear.
std::string Coloured(std::string_view input, const Terminal& terminal);

}  // namespace lode::shell
