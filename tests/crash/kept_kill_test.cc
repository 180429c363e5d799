// Kill a writer of a store that keeps rules up to date, in the middle of loading and forgetting:
// whatever was there when it was killed, the kept rows are those of the articles that are there.
// The child is this program again. LODE_CRASH_ROUNDS sets the number of kills (default 10).

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "lode/check.h"
#include "lode/kept.h"
#include "tests/crash/kill_child.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

constexpr const char* kRules =
    "near(X, Y) :- supplies(X, Y). near(X, Z) :- near(X, Y), leads(Y, Z).\n"
    "far(X, Y) :- leads(X, Y), not near(Y, X).\nmany(X, count(Y)) :- near(X, Y).\n";

// The child. Run by name only.
TEST(CrashKept, DISABLED_LoadsAndForgetsUntilItIsKilled) {
  Store store = test::OpenStore(std::getenv("LODE_CRASH_STORE"));
  std::mt19937 random(static_cast<unsigned>(std::atoi(std::getenv("LODE_CRASH_FROM"))));
  for (const Diagnostic& one : KeepRules(store, "kept", kRules, true))
    ASSERT_NE(one.severity, Severity::kError) << one.message;
  while (true) {
    const std::string at = "a" + std::to_string(random() % 20);
    if (random() % 3 == 0)
      (void)store.Forget(at);
    else
      (void)WriteArticles(store, {test::RandomArticle(random, at, 10)}, true);
  }
}

TEST(KeptRulesKill, LeavesTheRowsOfTheArticlesThatAreThere) {
  test::TempFolder folder;
  const std::string store = folder / "store";
  std::mt19937 random(4);
  std::uint64_t rows = 0;
  const int rounds = test::CrashRounds(10);
  for (int round = 0; round < rounds; ++round) {
    test::Child child("CrashKept",
                      {{"LODE_CRASH_STORE", store}, {"LODE_CRASH_FROM", std::to_string(round)}});
    std::this_thread::sleep_for(std::chrono::milliseconds(300 + random() % 700));
    ASSERT_TRUE(child.Kill()) << "the writer ended by itself";
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
