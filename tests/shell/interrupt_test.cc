// Signals: what a program that is stopped leaves, and that waiting for input ends.

#include "shell/terminal/interrupt.h"

#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>

#include <chrono>
#include <vector>

#include "tests/shell/program_fixture.h"

namespace lode::shell {
namespace {

using testing_program::Program;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kMuchTooLate(60);

TEST(Interrupt, AFileThatIsBeingWrittenGoesWithTheProgram) {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    const std::string path =
        (std::filesystem::temp_directory_path() / ("lode-partial-" + std::to_string(getpid())))
            .string();
    const pid_t child = fork();
    if (child == 0) {
      const RemovedIfStopped guard(path);
      std::ofstream(path) << "half";
      raise(number);
      _exit(0);
    }
    int status = 0;
    ASSERT_GT(child, 0);
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == number);
    EXPECT_FALSE(std::filesystem::exists(path));
  }
}

// A command whose standard input stays open and empty.
class Waiting : public Program {
 protected:
  void Start(std::vector<const char*> arguments) {
    ASSERT_EQ(pipe(input_), 0);
    ASSERT_EQ(write(input_[1], "Halden Industries", 17), 17);
    child_ = fork();
    ASSERT_GE(child_, 0);
    if (child_ != 0) return;
    fs::current_path(folder_);
    dup2(input_[0], STDIN_FILENO);
    close(input_[1]);
    std::FILE* out = std::freopen("waiting.out", "w", stdout);
    if (out == nullptr || dup2(STDOUT_FILENO, STDERR_FILENO) < 0) _exit(126);
    arguments.insert(arguments.begin(), "lode");
    arguments.push_back(nullptr);
    execv(LODE_PROGRAM, const_cast<char* const*>(arguments.data()));
    _exit(127);
  }
  // Whether the program has taken what is in its input: then it waits for more.
  bool TookInput() const {
    int left = 0;
    return ioctl(input_[0], FIONREAD, &left) == 0 && left == 0;
  }
  // The exit status after Ctrl-C, or another signal; -1 if the program goes on, or does not
  // end by itself.
  int Stop(int number = SIGINT) {
    const auto end = Clock::now() + kMuchTooLate;
    while (!TookInput() && Clock::now() < end) poll(nullptr, 0, 5);
    if (child_ <= 0) return -1;
    kill(child_, number);
    int status = 0;
    pid_t ended = 0;
    while ((ended = waitpid(child_, &status, WNOHANG)) == 0 && Clock::now() < end)
      poll(nullptr, 0, 5);
    if (ended == 0) kill(child_, SIGKILL);
    close(input_[0]);
    close(input_[1]);
    std::ifstream out(folder_ / "waiting.out");
    said_.assign(std::istreambuf_iterator<char>(out), {});
    return ended == child_ && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  int input_[2] = {-1, -1};
  pid_t child_ = 0;
  std::string said_;
};

TEST_F(Waiting, LoadStopsAndLeavesNoEmptyStore) {
  Start({"load", "-", "--store", "waiting.db"});
  EXPECT_NE(Stop(), -1) << said_;
  EXPECT_NE(said_.find("stopped"), std::string::npos) << said_;
  EXPECT_FALSE(fs::exists(folder_ / "waiting.db"));
}

TEST_F(Waiting, ExtractStops) {
  Start({"extract", "-"});
  EXPECT_NE(Stop(), -1) << said_;
}

TEST_F(Waiting, QueryStopsAndAsksNothing) {
  Start({"query", "-"});
  EXPECT_EQ(Stop(), 2) << said_;
  EXPECT_NE(said_.find("stopped"), std::string::npos) << said_;
}

TEST_F(Waiting, TheShellStops) {
  Start({"shell"});
  EXPECT_NE(Stop(), -1) << said_;
}

TEST_F(Waiting, ProgramsThatAreToldToEndEndByThemselves) {
  const std::vector<std::vector<const char*>> kCommands = {{"load", "-", "--store", "waiting.db"},
                                                           {"shell"},
                                                           {"import", "-", "--store", "waiting.db"},
                                                           {"query", "-"}};
  for (const auto& command : kCommands)
    for (const int number : {SIGTERM, SIGHUP}) {
      Start(command);
      EXPECT_NE(Stop(number), -1) << command[0] << ": " << said_;
      EXPECT_FALSE(fs::exists(folder_ / "waiting.db"));
    }
}

TEST_F(Waiting, ImportStops) {
  Start({"import", "-", "--store", "waiting.db"});
  EXPECT_EQ(Stop(), 2) << said_;
  EXPECT_FALSE(fs::exists(folder_ / "waiting.db"));
}

}  // namespace
}  // namespace lode::shell
