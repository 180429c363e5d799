// The paths of an answer, hop by hop, with the sentences that say so.
#pragma once

#include <iosfwd>
#include <string>

#include "lode/lode.h"
#include "shell/terminal/terminal.h"

namespace lode::shell {

// Below the table of an answer that holds paths; nothing for others. Past kMostPathsShown
// a line says how many are left.
inline constexpr std::size_t kMostPathsShown = 20;
void WritePaths(const Answer& answer, const Store& store, const Terminal& terminal,
                std::ostream& out);

// The question that asks how two names are connected, by `ways` paths of at most `hops` hops.
std::string PathQuestion(const std::string& from, const std::string& to, unsigned hops = 6,
                         unsigned ways = 1);

// The first of these questions that has an answer: the given one, the same through roles, the same
// with what is denied, planned, rumored; where none has, the given one. The note, where it is
// another, says what the path goes through. Cost: as many questions.
struct WiderPath {
  std::string question, note;
};
WiderPath WiderPathQuestion(QuerySession& session, const std::string& question);

}  // namespace lode::shell
