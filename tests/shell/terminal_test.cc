// The interactive shell on a terminal of its own (a pty): completion, Ctrl-C, history,
// pager, widths.

#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/shell/program_fixture.h"

namespace {

using lode::shell::testing_program::Program;
using Clock = std::chrono::steady_clock;

// A shell that runs on a pty; what it prints is gathered as it comes.
class Session {
 public:
  Session(const std::filesystem::path& folder, unsigned short columns, const char* pager = "cat") {
    winsize size{24, columns, 0, 0};
    child_ = forkpty(&terminal_, nullptr, nullptr, &size);
    if (child_ != 0) return;
    std::filesystem::current_path(folder);
    setenv("XDG_STATE_HOME", folder.c_str(), 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TERM", "dumb", 1);
    setenv("PAGER", pager, 1);
    unsetenv("COLUMNS");
    execl(LODE_PROGRAM, "lode", "shell", nullptr);
    _exit(127);
  }
  ~Session() {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
    close(terminal_);
  }

  void Type(const std::string& keys) {
    EXPECT_EQ(write(terminal_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }

  // Whether `text` comes within some seconds; what stood before it is forgotten.
  bool Sees(const std::string& text) {
    const auto end = Clock::now() + std::chrono::seconds(20);
    for (;;) {
      if (const std::size_t at = seen_.find(text); at != seen_.npos) {
        seen_.erase(0, at + text.size());
        return true;
      }
      pollfd wait{terminal_, POLLIN, 0};
      char buffer[4096];
      ssize_t size = 0;
      if (Clock::now() > end) break;
      if (poll(&wait, 1, 100) > 0 && (size = read(terminal_, buffer, sizeof buffer)) <= 0) break;
      seen_.append(buffer, static_cast<std::size_t>(size));
    }
    ADD_FAILURE() << "no '" << text << "' in: " << seen_;
    return false;
  }

 private:
  pid_t child_ = 0;
  int terminal_ = -1;
  std::string seen_;
};

class Shell : public Program {};

TEST_F(Shell, CompletesNamesCommandsAndWhatTheyTake) {
  Session session(folder_, 80);
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type("owns(\"halden i\t, X)?\n");  // the quotation mark is closed
  EXPECT_TRUE(session.Sees("Nordhaven"));
  session.Type("owns(\"Halden\", X)?\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\t\n");
  EXPECT_TRUE(session.Sees("1 answer"));  // inside a word: its end is not doubled
  session.Type(":form\tc\t\n:form\t\n");
  EXPECT_TRUE(session.Sees("now it is csv"));
  session.Type(":show lov\t\n");
  EXPECT_TRUE(session.Sees("Lovik  "));
}

TEST_F(Shell, HistoryLastsWhenTheTerminalIsClosed) {
  {
    Session session(folder_, 80);
    ASSERT_TRUE(session.Sees("lode> "));
    session.Type("owns(X,\n  Kept)?\n");
    ASSERT_TRUE(session.Sees("1 answer"));
  }  // killed
  Session session(folder_, 80);
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type("\x1b[A\n");
  EXPECT_TRUE(session.Sees("Kept"));
  EXPECT_TRUE(session.Sees("1 answer"));
}

TEST_F(Shell, ALongAnswerComesWithoutAPagerToo) {
  Session session(folder_, 80, "no-such-pager-here");
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type(":help\n");
  EXPECT_TRUE(session.Sees("leave (also Ctrl-D)"));
}

TEST_F(Shell, TheHelpAsksAboutSomebodyOfThisStore) {
  Session session(folder_, 80);
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type(":help\n");
  EXPECT_TRUE(session.Sees("said(\"Lena Brandt\", Words)?"));
  session.Type("said(\"Lena Brandt\", Words)?\n");
  EXPECT_TRUE(session.Sees("We will not sell the port"));
}

TEST_F(Shell, TablesFitANarrowTerminal) {
  Session session(folder_, 24);
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type("owns(X, Y) @ S, sentence(S, T)?\n");
  EXPECT_TRUE(session.Sees("----  ----  -----  -----\r\n"));
}

}  // namespace
