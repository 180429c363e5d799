// Kill an import of many lines of triples at any moment: of it there is nothing, or, where it had
// ended, everything, whether the store had rows before or not. LODE_CRASH_ROUNDS sets the number
// of kills (default 8).

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "storage/import.h"
#include "tests/crash/kill_child.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

using test::Everything;
using test::OpenStore;
using test::RunAndKill;
using test::TempFolder;

constexpr TripleLimits kFiles{.many_lines = 1};

Result<ImportReport> Import(Store& store, const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return ImportTripleLines(store.database(), in, "m.tsv", {}, kFiles);
}

// The child. Run by name only.
TEST(CrashLines, DISABLED_ImportsUntilItIsKilled) {
  Store store = OpenStore(std::getenv("LODE_CRASH_STORE"));
  ASSERT_EQ(::write(3, "b", 1), 1);
  const auto report = Import(store, std::getenv("LODE_CRASH_LINES"));
  ASSERT_TRUE(report.ok()) << report.status().message();
  ASSERT_EQ(::write(3, "e", 1), 1);
}

TEST(Crash, ManyLinesAreThereWholeOrNotAtAll) {
  const int rounds = test::CrashRounds();
  TempFolder folder;
  std::mt19937 random(11);
  {
    std::ofstream lines(folder / "lines", std::ios::binary), few(folder / "few", std::ios::binary);
    for (int i = 0; i < 5000; ++i)
      (i < 300 ? few : lines) << "Yard " << i * 7 % 900 << "\towns\ttern/" << i * 13 % 410 << "\n";
  }
  std::string before[2], whole[2];  // of a store that was empty, of one that had lines
  std::chrono::microseconds pace{};
  for (const bool has_lines : {false, true}) {
    Store store = OpenStore(folder / ("whole" + std::to_string(has_lines)));
    if (has_lines) {
      ASSERT_TRUE(Import(store, folder / "few").ok());
    }
    before[has_lines] = Everything(store);
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(Import(store, folder / "lines").ok());
    pace = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                 begin);
    whole[has_lines] = Everything(store);
  }
  for (int round = 0; round < rounds; ++round) {
    const std::string path = folder / std::to_string(round);
    const bool has_lines = round % 2 == 1;
    if (has_lines) {
      ASSERT_TRUE(Import(*std::make_unique<Store>(OpenStore(path)), folder / "few").ok());
    }
    const bool ended =
        RunAndKill("CrashLines", path, folder / "lines", pace * (random() % 140) / 100);
    Store store = OpenStore(path);
    EXPECT_FALSE(std::filesystem::exists(path + "/import"));
    const std::string after = Everything(store);
    if (after == whole[has_lines]) continue;
    EXPECT_EQ(after, before[has_lines]) << round;
    EXPECT_FALSE(ended) << round << ": what was reported is gone";
    ASSERT_TRUE(Import(store, folder / "lines").ok());
    EXPECT_EQ(Everything(store), whole[has_lines]) << round;
  }
}

}  // namespace
}  // namespace lode
