// The interactive shell: reads lines until they make an input, runs it, shows the
// answer, through a pager when it is longer than the screen.

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "shell/commands/commands.h"
#include "shell/repl/asking.h"
#include "shell/repl/commands.h"
#include "shell/repl/help.h"
#include "shell/repl/hints.h"
#include "shell/repl/line_editor.h"
#include "shell/terminal/clean_output.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

// Says how to go on and how to leave; -F: not at all when the text fits the screen.
constexpr char kPager[] = "less -FRX '-Psspace\\: next page, b\\: back, q\\: to the prompt'";

// Lines on the screen, where long ones take several.
int ScreenLines(const std::string& text, int columns) {
  std::istringstream in(text);
  int lines = 0;
  for (std::string line; std::getline(in, line);)
    lines += 1 + std::max(0, DisplayWidth(line) - 1) / std::max(1, columns);
  return lines;
}

// Prints `text`, through $PAGER (else less) when it does not fit the screen.
void Page(const std::string& text, const Terminal& terminal, bool wanted) {
  if (wanted && terminal.output && terminal.input && terminal.rows > 0 &&
      ScreenLines(text, terminal.columns) >= terminal.rows) {
    const char* pager = std::getenv("PAGER");
    const std::string command = pager != nullptr && *pager != '\0' ? pager : kPager;
    std::cout.flush();
    if (std::FILE* pipe = popen(command.c_str(), "w")) {
      std::signal(SIGPIPE, SIG_IGN);
      std::signal(SIGINT, SIG_IGN);  // Ctrl-C is the pager's
      const std::string clean = CleanForTerminal(text);
      std::fwrite(clean.data(), 1, clean.size(), pipe);
      const int status = pclose(pipe);
      std::signal(SIGPIPE, SIG_DFL);
      CatchInterrupts(false);
      // 127: the shell did not find the pager.
      if (status != 127 << 8) return;
    }
  }
  std::cout << text << std::flush;
}

// $XDG_CONFIG_HOME/lode/init or ~/.config/lode/init; "" without a home.
std::string StartUpFile() {
  if (const char* config = std::getenv("XDG_CONFIG_HOME"); config != nullptr && *config != '\0')
    return std::string(config) + "/lode/init";
  const char* home = std::getenv("HOME");
  return home == nullptr || *home == '\0' ? "" : std::string(home) + "/.config/lode/init";
}

// An input is a command (one line), or text that QuerySession calls complete. What ends with
// ';' is another language's, and whole to its writer.
bool IsWhole(const std::string& input) {
  const std::size_t last = input.find_last_not_of(" \t\n");
  return last == input.npos || input[last] == ';' || !CommandIn(input).empty() ||
         !HintFor(input).empty() || QuerySession::IsComplete(input);
}

// Whether more must follow: a parenthesis is open, or the last word joins.
bool GoesOn(const std::string& input) {
  const std::size_t last = input.find_last_not_of(" \t\n");
  if (last == input.npos) return false;
  const auto count = [&](char c) { return std::count(input.begin(), input.end(), c); };
  return input[last] == ',' || input[last] == '|' || input[last] == '/' ||
         std::string_view(input).substr(0, last + 1).ends_with(":-") || count('(') > count(')');
}

class Repl {
 public:
  Repl(const Context& context, const Store& store)
      : state_{context, store, QuerySession(store)},
        editor_(context.terminal.input && context.terminal.output, HistoryFile(),
                [this](std::string_view line) {
                  return CompleteAt(state_.store, state_.session, line);
                }) {}

  int Run() {
    const bool interactive = state_.context.terminal.input;
    if (interactive) {
      RunStartUpFile();
      WriteBanner(state_, std::cout);
    }
    std::string input;
    while (!state_.quit) {
      std::string line;
      const ReadOutcome outcome = editor_.Read(input.empty() ? "lode> " : "  ... ", line);
      state_.context.terminal = Terminal::Detect();  // it may have another size now
      if (outcome == ReadOutcome::kEnd || ToldToEnd()) break;
      if (outcome == ReadOutcome::kInterrupted) {
        input.clear();
        std::cout << '\n';
        continue;
      }
      input += (input.empty() ? "" : "\n") + line;
      // A blank line ends an input that would never end by itself, but not one that goes on.
      if (!IsWhole(input) && (!line.empty() || GoesOn(input))) continue;
      RunInput(input);
      input.clear();
    }
    const bool stopped = Interrupted() || ToldToEnd();
    if (!input.empty() && !stopped) RunInput(input);
    if (interactive) std::cout << '\n';
    return !interactive && (state_.failed || stopped) ? kDoneWithErrors : kDone;
  }

 private:
  // What the user wants of every session: commands and rules, as one would type them.
  void RunStartUpFile() {
    const std::string path = StartUpFile();
    std::ifstream file(path);
    std::string input;
    for (std::string line; std::getline(file, line);) {
      input += (input.empty() ? "" : "\n") + line;
      if (!IsWhole(input) && !line.empty()) continue;
      RunInput(input, path);
      input.clear();
    }
    if (!input.empty()) RunInput(input, path);
  }

  // `file`: where it stands; what is typed goes into the history.
  void RunInput(const std::string& input, const std::string& file = "") {
    if (input.find_first_not_of(" \t\n") == input.npos) return;
    const std::string command = CommandIn(input);
    if (file.empty()) editor_.Remember(input);
    std::ostringstream out;
    SeeChanges(state_, out);
    if (const std::string hint = HintFor(input); !hint.empty()) {
      state_.failed = true;
      out << hint << '\n';
    } else if (const std::string question = QuestionBehindColon(input); !question.empty()) {
      out << "a question has no ':' before it\n";
      state_.asked = question;
      RunReplText(state_, question, file.empty() ? "<shell>" : file, out);
    } else if (!command.empty()) {
      RunReplCommand(state_, command, out);
    } else {
      state_.asked = input;
      RunReplText(state_, input, file.empty() ? "<shell>" : file, out);
    }
    Page(out.str(), state_.context.terminal, state_.settings.pager);
  }

  ReplState state_;
  LineEditor editor_;
};

}  // namespace

int RunShell(const Context& context) {
  // It reads, and keeps nobody from writing; what is kept from here is written at once.
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  CatchInterrupts(false);
  return Repl(context, *std::move(store)).Run();
}

}  // namespace lode::shell
