// The paths of an answer, hop by hop, with the sentences that say so.
#pragma once

#include <iosfwd>

#include "lode/lode.h"
#include "shell/terminal/terminal.h"

namespace lode::shell {

// Below the table of an answer that holds paths; nothing for others. Past kMostPathsShown
// a line says how many are left.
inline constexpr std::size_t kMostPathsShown = 20;
void WritePaths(const Answer& answer, const Store& store, const Terminal& terminal,
                std::ostream& out);

}  // namespace lode::shell
