// One line of input, with history and completion on a terminal.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shell/repl/completion.h"

namespace lode::shell {

enum class ReadOutcome { kLine, kInterrupted, kEnd };

// Threads: one. On anything but a terminal it reads plain lines.
class LineEditor {
 public:
  using Complete = std::function<Completion(std::string_view)>;
  // History is kept in `history_file` ("" = nowhere) between sessions.
  LineEditor(bool interactive, std::string history_file, Complete complete);
  ~LineEditor();

  // The next line without its end. kInterrupted: Ctrl-C at the prompt.
  ReadOutcome Read(const std::string& prompt, std::string& line);
  // Puts an input (it may have several lines) into the history.
  void Remember(const std::string& input);

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

// $XDG_STATE_HOME/lode/history or ~/.local/state/lode/history; "" without a home.
std::string HistoryFile();

}  // namespace lode::shell
