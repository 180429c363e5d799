// What could stand at the cursor: commands, predicates, entities of the store.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lode/lode.h"

namespace lode::shell {

struct Completion {
  std::size_t begin = 0;                // bytes of the line before the word to complete
  std::vector<std::string> candidates;  // what the word could become, sorted
  std::string end;                      // follows the word once it is the only one
};

// `line` up to the cursor. Inside quotation marks the names of entities are offered,
// after ':' at the start the shell's commands and what they take, else predicates.
Completion CompleteAt(const Store& store, const QuerySession& session, std::string_view line);

// The longest front that all candidates share.
std::string CommonFront(const std::vector<std::string>& candidates);

}  // namespace lode::shell
