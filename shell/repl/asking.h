// Rules and questions, run and answered.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "shell/repl/state.h"

namespace lode::shell {

// Runs rules and queries. Answers go to the file that `:output` named, else to `out`;
// diagnostics always to `out`.
void RunReplText(ReplState& state, std::string_view text, const std::string& file,
                 std::ostream& out);

// "A -> B" or two names in quotation marks: how they are connected, hop by hop.
void AskPath(ReplState& state, const std::string& argument, std::ostream& out);

// Keeps a rule in the store.
void KeepRule(ReplState& state, const std::string& argument, std::ostream& out);

// Opens the store anew where another process has written, and says so; the rules of the
// session stay. Where it cannot be opened, what was read before stays.
void SeeChanges(ReplState& state, std::ostream& out);

// Goes over to another store; the one that is open stays where that one cannot be opened.
void OpenOther(ReplState& state, const std::string& path, std::ostream& out);

}  // namespace lode::shell
