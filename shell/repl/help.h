// What the shell says of itself.
#pragma once

#include <iosfwd>
#include <string>

#include "shell/repl/state.h"

namespace lode::shell {

// How to ask, with a person of this store in the examples: they can be typed as they are.
std::string HelpFor(const Store& store);

// The first words: what this is, and a first question that has an answer in this store.
void WriteBanner(const ReplState& state, std::ostream& out);

}  // namespace lode::shell
