// The paths of an answer, hop by hop, with the sentences that say so.
#pragma once

#include <iosfwd>
#include <string>

#include "lode/lode.h"
#include "shell/terminal/terminal.h"
#include "views/connection.h"

namespace lode::shell {

// Below the table of an answer that holds paths; nothing for others. Past kMostPathsShown
// a line says how many are left.
inline constexpr std::size_t kMostPathsShown = 20;
void WritePaths(const Answer& answer, const Store& store, const Terminal& terminal,
                std::ostream& out);

// The first of views::PathQuestions that has an answer; where none has, the first. Cost: as many
// questions.
views::PathQuestion WiderPathQuestion(QuerySession& session, const std::string& from,
                                      const std::string& to, unsigned hops = 6, unsigned ways = 1);

}  // namespace lode::shell
