// The commands of the interactive shell, those that begin with ':'.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "lode/lode.h"
#include "shell/commands.h"
#include "shell/entity_page.h"
#include "shell/render.h"
#include "shell/word_senses.h"

namespace lode::shell {

// What the shell keeps between lines.
struct ReplState {
  Context context;
  Store store;
  QuerySession session;
  Format format = Format::kTable;
  bool timing = true;
  double min_confidence = 0;
  bool confidence = false;  // show it
  SensesOf senses = WordSenses();
  PageLines shown{};  // by the last `:show`
  bool quit = false;
  bool failed = false;  // something was wrong, and was reported
};

std::vector<std::string> ReplCommandNames();  // sorted, with ':'

// The command that a whole input is: what begins with ':', and words that people try first
// ("help", "quit", "exit", "?"), and a number alone: a line of `:show`. Empty when it is none.
std::string CommandIn(std::string_view input);

// Runs one ":command argument" line; writes what it has to say to `out`.
void RunReplCommand(ReplState& state, std::string_view line, std::ostream& out);

// Runs rules and queries; diagnostics go to `out` too.
void RunReplText(ReplState& state, std::string_view text, const std::string& file,
                 std::ostream& out);

// Opens the store anew where another process has written, and says so; the rules of the
// session stay. Where it cannot be opened, what was read before stays.
void SeeChanges(ReplState& state, std::ostream& out);

// The first words: what this is, and a first question that has an answer in this store.
void WriteBanner(const ReplState& state, std::ostream& out);

}  // namespace lode::shell
