// A test of this program as a child that is killed in the middle.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <utility>
#include <vector>

extern char** environ;

namespace lode::test {

// Runs the tests of a suite, disabled ones too, in a process of its own. They write reports, all
// of one size, to descriptor 3. Killed at the latest by the destructor.
class Child {
 public:
  using Environment = std::vector<std::pair<const char*, std::string>>;

  Child(const std::string& suite, const Environment& environment) {
    int ends[2];
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    for (const auto& [name, value] : environment) ::setenv(name, value.c_str(), 1);
    const std::string filter = "--gtest_filter=" + suite + ".*";
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 3);
    const char* arguments[] = {"crash_test", "--gtest_also_run_disabled_tests", filter.c_str(),
                               nullptr};
    EXPECT_EQ(::posix_spawn(&pid_, "/proc/self/exe", &actions, nullptr,
                            const_cast<char**>(arguments), environ),
              0);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    reports_ = ends[0];
  }
  ~Child() {
    Kill();
    ::close(reports_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Waits for the next report, also of one that was killed; false when there will be none.
  template <typename Report>
  bool Read(Report& report) {
    return ::read(reports_, &report, sizeof report) == static_cast<ssize_t>(sizeof report);
  }
  // Whether it was alive until then.
  bool Kill() {
    if (pid_ <= 0) return false;  // kill(-1) would end every process there is
    int state = 0;
    ::kill(pid_, SIGKILL);
    ::waitpid(std::exchange(pid_, 0), &state, 0);
    return WIFSIGNALED(state);
  }
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = 0;
  int reports_ = -1;
};

// Runs a child and kills it some time after it began; whether it had reported its end.
inline bool RunAndKill(const std::string& suite, const std::string& store, const std::string& lines,
                       std::chrono::microseconds after) {
  Child child(suite, {{"LODE_CRASH_STORE", store}, {"LODE_CRASH_LINES", lines}});
  char sign = 0;
  EXPECT_TRUE(child.Read(sign));
  std::this_thread::sleep_for(after);
  child.Kill();
  return child.Read(sign);
}

// $LODE_CRASH_ROUNDS kills, else so many.
inline int CrashRounds(int otherwise = 8) {
  const char* const wanted = std::getenv("LODE_CRASH_ROUNDS");
  return wanted == nullptr ? otherwise : std::atoi(wanted);
}

}  // namespace lode::test
