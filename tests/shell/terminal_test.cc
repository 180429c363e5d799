// The interactive shell on a terminal of its own (a pty): completion, Ctrl-C, history,
// pager, widths.

#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
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

constexpr std::chrono::seconds kMuchTooLate(60);

// A shell that runs on a pty; what it prints is gathered as it comes.
class Session {
 public:
  Session(const std::filesystem::path& folder, unsigned short columns, const char* pager = "cat",
          const char* kind = "dumb") {
    winsize size{24, columns, 0, 0};
    child_ = forkpty(&terminal_, nullptr, nullptr, &size);
    if (child_ != 0) return;
    std::filesystem::current_path(folder);
    setenv("XDG_STATE_HOME", folder.c_str(), 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TERM", kind, 1);
    unsetenv("NO_COLOR");
    setenv("PAGER", pager, 1);
    unsetenv("COLUMNS");
    execl(LODE_PROGRAM, "lode", "shell", nullptr);
    _exit(127);
  }
  ~Session() {
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    close(terminal_);
  }

  void Type(const std::string& keys) {
    EXPECT_EQ(write(terminal_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }

  void Resize(unsigned short columns) {
    winsize size{24, columns, 0, 0};
    EXPECT_EQ(ioctl(terminal_, TIOCSWINSZ, &size), 0);
  }

  // Whether `text` comes before it is much too late; what stood before it is forgotten.
  bool Sees(const std::string& text) {
    const auto end = Clock::now() + kMuchTooLate;
    for (;;) {
      if (const std::size_t at = seen_.find(text); at != seen_.npos) {
        seen_.erase(0, at + text.size());
        return true;
      }
      if (Clock::now() > end || !Gather(100)) break;
    }
    ADD_FAILURE() << "no '" << text << "' in: " << seen_;
    return false;
  }

  // The exit status, once the program has ended; -1 if it does not. Gathers meanwhile: a
  // program waits for its last output to be taken.
  int Wait() {
    const auto end = Clock::now() + kMuchTooLate;
    for (bool open = true; Clock::now() < end;) {
      int status = 0;
      if (waitpid(child_, &status, WNOHANG) == child_) {
        while (open && Gather(0)) {
        }
        child_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
      }
      open = open && Gather(20);
      if (!open) poll(nullptr, 0, 20);
    }
    return -1;
  }
  const std::string& seen() const { return seen_; }

 private:
  // Reads what comes within `wait_ms`. False: the other side is closed.
  bool Gather(int wait_ms) {
    pollfd wait{terminal_, POLLIN, 0};
    if (poll(&wait, 1, wait_ms) <= 0) return wait_ms > 0;
    char buffer[4096];
    const ssize_t size = read(terminal_, buffer, sizeof buffer);
    if (size > 0) seen_.append(buffer, static_cast<std::size_t>(size));
    return size > 0;
  }

  pid_t child_ = 0;
  int terminal_ = -1;
  std::string seen_;
};

class Shell : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    int terminal = -1, other = -1;
    if (openpty(&terminal, &other, nullptr, nullptr, nullptr) != 0)
      GTEST_SKIP() << "this system gives no terminals (is /dev/pts mounted?)";
    close(terminal);
    close(other);
  }
};

TEST_F(Shell, CompletesNamesCommandsAndWhatTheyTake) {
  Session session(folder_, 80);
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type("owns(\"halden i\t, X)?\n");  // the quotation mark is closed
  EXPECT_TRUE(session.Sees("Nordhaven"));
  session.Type("owns(\"Halden\", X)?\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\t\n");
  EXPECT_TRUE(session.Sees("1 answer"));  // inside a word: its end is not doubled
  session.Type(":form\tc\t\n:form\t\n");
  EXPECT_TRUE(session.Sees("format is csv"));
  session.Type(":show lov\t\n");
  EXPECT_TRUE(session.Sees("Meridian Motors,acquired,Lovik"));
}

// A join that would take years.
std::string Endless() {
  std::string query;
  for (const char* n : {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"})
    query +=
        (query.empty() ? "triple(A" : ", triple(A") + std::string(n) + ", B" + n + ", C" + n + ")";
  return query + " select count(A0)?";
}

TEST_F(Shell, CtrlCStopsAQueryAndNotTheProgram) {
  Session session(folder_, 80);
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type("owns(X,\n");
  ASSERT_TRUE(session.Sees("..."));
  session.Type("\x03");  // in the middle of an input: that is dropped
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type(Endless() + "\n");
  ASSERT_TRUE(session.Sees("?\r\n"));
  session.Type("\x03");  // before or in the query: it is stopped
  ASSERT_TRUE(session.Sees("cancelled"));
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type("owns(X, \"Nordhaven\")?\n");
  EXPECT_TRUE(session.Sees("Halden Industries"));
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type("\x04");
  EXPECT_EQ(session.Wait(), 0) << session.seen();
}

TEST_F(Shell, AQuestionThatTakesLongSaysForHowLong) {
  Session session(folder_, 80);
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type(Endless() + "\n");
  EXPECT_TRUE(session.Sees("asking for 1.0 s, at most 1:00; Ctrl-C stops it"));
  session.Type("\x03");
  EXPECT_TRUE(session.Sees("cancelled"));
}

TEST_F(Shell, WhatIsTypedHasColours) {
  Session session(folder_, 40, "cat", "xterm");
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type("owns(Halden");
  EXPECT_TRUE(session.Sees("\x1b[35mowns\x1b[0m(\x1b[36mHalden\x1b[0m"));
  // Painted from the first of two rows, and back to the cursor.
  session.Type(", \"a name that is longer than the row\"");
  EXPECT_TRUE(
      session.Sees("\x1b"
                   "7\r\x1b[1Alode> \x1b[35mowns"));
  EXPECT_TRUE(
      session.Sees("\x1b[32m\"a name that is longer than the row\"\x1b[0m\x1b"
                   "8"));
}

TEST_F(Shell, CtrlCBetweenTwoPromptsTakesNothingThatIsTypedAfterIt) {
  Session session(folder_, 80);
  ASSERT_TRUE(session.Sees("lode> "));
  for (int i = 0; i < 20; ++i) {
    session.Type("owns(X, \"Nordhaven\")?\n");
    ASSERT_TRUE(session.Sees("1 answer"));
    session.Type("\x03");  // before the prompt, at it, or in its making
    ASSERT_TRUE(session.Sees("lode> "));
  }
  session.Type(":quit\n");
  EXPECT_EQ(session.Wait(), 0) << session.seen();
}

TEST_F(Shell, TablesFollowTheTerminalsSize) {
  Session session(folder_, 80);
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type("owns(X, Y) @ S, sentence(S, T)?\n");
  ASSERT_TRUE(session.Sees("-----------------"));
  ASSERT_TRUE(session.Sees("lode> "));
  session.Resize(24);
  session.Type("owns(X, Y) @ S, sentence(S, T)?\n");
  EXPECT_TRUE(session.Sees("-------  ------  -------\r\n"));
}

TEST_F(Shell, HistoryLastsWhenTheTerminalIsClosed) {
  {
    Session session(folder_, 80);
    ASSERT_TRUE(session.Sees("lode> "));
    session.Type("owns(X,  % its owner\n  Kept)?\n");
    ASSERT_TRUE(session.Sees("1 answer"));
  }  // killed
  Session session(folder_, 80);
  ASSERT_TRUE(session.Sees("lode> "));
  session.Type("\x1b[A\n");
  EXPECT_TRUE(session.Sees("owns(X,  % its owner"));  // as it was typed, on two lines
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
  EXPECT_TRUE(session.Sees("-------  ------  -------\r\n"));
}

}  // namespace
