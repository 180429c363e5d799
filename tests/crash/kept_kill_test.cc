// Kill a writer of a store that keeps rules up to date, in the middle of loading and forgetting:
// whatever was there when it was killed, the kept rows are those of the articles that are there.
// The child is this program again. LODE_CRASH_ROUNDS sets the number of kills (default 10).

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "lode/check.h"
#include "lode/kept.h"
#include "tests/storage/fixture.h"

extern char** environ;

namespace lode {
namespace {

constexpr const char* kRules =
    "near(X, Y) :- supplies(X, Y). near(X, Z) :- near(X, Y), leads(Y, Z).\n"
    "far(X, Y) :- leads(X, Y), not near(Y, X).\nmany(X, count(Y)) :- near(X, Y).\n";

// Loads and forgets without an end.
int Write(const std::string& path, unsigned seed) {
  auto store = Store::Open(path);
  if (!store.ok()) return 1;
  std::mt19937 random(seed);
  for (const Diagnostic& one : KeepRules(*store, "kept", kRules, true))
    if (one.severity == Severity::kError) return 1;
  while (true) {
    const std::string at = "a" + std::to_string(random() % 20);
    if (random() % 3 == 0)
      (void)store->Forget(at);
    else
      (void)WriteArticles(*store, {test::RandomArticle(random, at, 10)}, true);
  }
}

TEST(KeptRulesKill, LeavesTheRowsOfTheArticlesThatAreThere) {
  if (const char* child = std::getenv("LODE_KEPT_CHILD"))
    std::_Exit(Write(child, static_cast<unsigned>(std::atoi(std::getenv("LODE_KEPT_SEED")))));
  const char* wanted = std::getenv("LODE_CRASH_ROUNDS");
  const int rounds = wanted != nullptr ? std::atoi(wanted) : 10;
  test::TempFolder folder;
  const std::string store = folder / "store";
  std::mt19937 random(4);
  std::uint64_t rows = 0;
  for (int round = 0; round < rounds; ++round) {
    ::setenv("LODE_KEPT_CHILD", store.c_str(), 1);
    ::setenv("LODE_KEPT_SEED", std::to_string(round).c_str(), 1);
    std::string program = "/proc/self/exe";
    std::string filter = "--gtest_filter=KeptRulesKill.LeavesTheRowsOfTheArticlesThatAreThere";
    char* arguments[] = {program.data(), filter.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    ASSERT_EQ(posix_spawn(&child, program.c_str(), &actions, nullptr, arguments, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    ::unsetenv("LODE_KEPT_CHILD");
    std::this_thread::sleep_for(std::chrono::milliseconds(300 + random() % 700));
    ::kill(child, SIGKILL);
    int state = 0;
    ASSERT_EQ(::waitpid(child, &state, 0), child);
    ASSERT_TRUE(WIFSIGNALED(state)) << "the writer ended by itself";
    const auto opened = Store::Open(store);
    if (!opened.ok()) {  // killed before there was a store
      ASSERT_EQ(round, 0) << opened.status().message();
      continue;
    }
    Store now = *opened;
    const auto check = CheckStore(now);
    ASSERT_TRUE(check.ok()) << check.status().message();
    EXPECT_TRUE(check->is_sound()) << check->wrong_kept << " of " << check->kept_rows;
    rows += check->kept_rows;
  }
  EXPECT_GT(rows, 0u);
}

}  // namespace
}  // namespace lode
