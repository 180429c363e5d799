// Kill a merge of runs at any moment: nothing of it is there, or, where it had ended, everything;
// the same command once more gives the whole. LODE_CRASH_ROUNDS sets the number of kills.

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "storage/import_runs.h"
#include "tests/crash/kill_child.h"
#include "tests/storage/run_fixture.h"

namespace lode {
namespace {

using test::Everything;
using test::Given;
using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

constexpr ImportLimits kLimits{
    .waiting_bytes = 2048, .written_statements = 8, .written_bytes = 1 << 20};
constexpr std::size_t kAtOnce = 3;  // runs, so that some are merged on the way

Result<ImportReport> MergeAll(Store& store, const std::string& folder) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    paths.push_back(entry.path().string());
  return ImportRunFiles(store.database(), paths, kLimits, kAtOnce);
}

// The child. Run by name only.
TEST(CrashRuns, DISABLED_MergesRunsUntilItIsKilled) {
  Store store = OpenStore(std::getenv("LODE_CRASH_STORE"));
  ASSERT_EQ(::write(3, "b", 1), 1);
  const auto report = MergeAll(store, std::getenv("LODE_CRASH_LINES"));
  ASSERT_TRUE(report.ok()) << report.status().message();
  ASSERT_EQ(::write(3, "e", 1), 1);
}

TEST(Crash, AMergeOfRunsIsThereWholeOrNotAtAll) {
  TempFolder folder;
  std::mt19937 random(9);
  std::vector<Given> given, there;
  for (int i = 0; i < 30; ++i)
    given.push_back({RandomArticle(random, "f" + std::to_string(i)), i % 2 == 0 ? "set" : ""});
  for (int i = 0; i < 3; ++i)  // is there before; two of them give way
    there.push_back({RandomArticle(random, "f" + std::to_string(28 + i)), "old"});
  const std::string runs = folder / "runs";
  std::filesystem::create_directory(runs);
  for (std::size_t i = 0; i < 7; ++i)
    test::WriteRun(runs + "/" + std::to_string(i),
                   {given.begin() + static_cast<std::ptrdiff_t>(i * 4),
                    given.begin() + static_cast<std::ptrdiff_t>(i == 6 ? 30 : i * 4 + 4)});
  const auto load = [](Store& store, const std::vector<Given>& all) {
    for (const Given& one : all)
      ASSERT_TRUE(WriteArticles(store, {one.record}, true, one.set).ok());
  };
  std::string before, whole;
  {
    Store loaded = OpenStore(folder / "loaded");
    load(loaded, there);
    before = Everything(loaded);
    load(loaded, given);
    whole = Everything(loaded);
  }
  const auto begin = std::chrono::steady_clock::now();
  {
    Store timed = OpenStore(folder / "timed");
    load(timed, there);
    ASSERT_TRUE(MergeAll(timed, runs).ok());
  }
  const auto pace = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begin);
  int cut_short = 0;
  for (int round = 0; round < test::CrashRounds(); ++round) {
    const std::string path = folder / std::to_string(round);
    {
      Store store = OpenStore(path);
      load(store, there);
    }
    const bool ended = test::RunAndKill("CrashRuns", path, runs, pace * (random() % 140) / 100);
    Store store = OpenStore(path);
    EXPECT_FALSE(std::filesystem::exists(path + "/import"));
    const std::string now = Everything(store);
    if (now != whole) {
      EXPECT_FALSE(ended) << round << ": what was reported is gone";
      EXPECT_EQ(now, before) << round << ": a part of a merge";
      ++cut_short;
    }
    ASSERT_TRUE(MergeAll(store, runs).ok());  // harmless where all of it is there
    EXPECT_EQ(Everything(store), whole) << round;
  }
  EXPECT_GT(cut_short, 0);
}

}  // namespace
}  // namespace lode
