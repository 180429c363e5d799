// What could stand at the cursor: commands, predicates, entities of the store.
#pragma once

#include <string_view>

#include "lode/lode.h"
#include "views/completion.h"

namespace lode::shell {

using views::CommonFront;
using views::Completion;

// `line` up to the cursor. Inside quotation marks the names of entities are offered,
// after ':' at the start the shell's commands and what they take, else predicates.
Completion CompleteAt(const Store& store, const QuerySession& session, std::string_view line);

}  // namespace lode::shell
