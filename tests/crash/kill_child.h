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

extern char** environ;

namespace lode::test {

// Runs a child and kills it some time after it began; whether it had reported its end.
inline bool RunAndKill(const std::string& child, const std::string& store, const std::string& lines,
                       std::chrono::microseconds after) {
  int ends[2];
  EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  ::setenv("LODE_CRASH_STORE", store.c_str(), 1);
  ::setenv("LODE_CRASH_LINES", lines.c_str(), 1);
  const std::string filter = "--gtest_filter=" + child + ".*";
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 3);
  const char* arguments[] = {"crash_test", "--gtest_also_run_disabled_tests", filter.c_str(),
                             nullptr};
  pid_t pid = 0;
  EXPECT_EQ(::posix_spawn(&pid, "/proc/self/exe", &actions, nullptr, const_cast<char**>(arguments),
                          environ),
            0);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  char sign = 0;
  EXPECT_EQ(::read(ends[0], &sign, 1), 1);
  std::this_thread::sleep_for(after);
  ::kill(pid, SIGKILL);
  ::waitpid(pid, nullptr, 0);
  const bool has_ended = ::read(ends[0], &sign, 1) == 1;
  ::close(ends[0]);
  return has_ended;
}

// $LODE_CRASH_ROUNDS kills, else 8.
inline int CrashRounds() {
  const char* const wanted = std::getenv("LODE_CRASH_ROUNDS");
  return wanted == nullptr ? 8 : std::atoi(wanted);
}

}  // namespace lode::test
