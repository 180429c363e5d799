// What the program is talking to: a person at a terminal, or a pipe.
#pragma once

#include <string>
#include <string_view>

namespace lode::shell {

enum class Style { kPlain, kBold, kDim, kError, kNote, kName, kPredicate, kText };

struct Terminal {
  bool input = false;   // standard input is a terminal
  bool output = false;  // standard output is
  bool error = false;   // standard error is
  bool colour = false;  // output is one and NO_COLOR is not set
  int columns = 0;      // of standard output; 0 = no limit (not a terminal)
  int rows = 0;

  // Asks the system; $COLUMNS overrides the width on a terminal.
  static Terminal Detect();
  // `text` in colour where the terminal shows colours.
  std::string Paint(Style style, std::string_view text) const;
};

// Columns that UTF-8 text takes on a terminal: wide East Asian characters take two,
// combining marks none. Cost: linear.
int DisplayWidth(std::string_view text);

// The longest front of `text` that fits `columns`, cut between characters.
std::string_view FitColumns(std::string_view text, int columns);

}  // namespace lode::shell
