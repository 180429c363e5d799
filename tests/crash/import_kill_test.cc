// Kill an import at any moment: afterwards nothing of it is there, or, where it had ended,
// everything. Kill compaction and copying: the store is as it was, and the newest
// whole copy comes back. LODE_CRASH_ROUNDS sets the number of kills (default 8).

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

#include "lode/care.h"
#include "storage/import.h"
#include "tests/crash/kill_child.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

using test::Everything;
using test::Exported;
using test::OpenStore;
using test::RandomArticle;
using test::RunAndKill;
using test::TempFolder;

constexpr ImportLimits kLimits{
    .waiting_bytes = 2048, .written_statements = 8, .written_bytes = 1 << 20};

// The child. Run by name only.
TEST(CrashImporter, DISABLED_ImportsUntilItIsKilled) {
  Store store = OpenStore(std::getenv("LODE_CRASH_STORE"));
  std::ifstream in(std::getenv("LODE_CRASH_LINES"), std::ios::binary);
  ASSERT_EQ(::write(3, "b", 1), 1);
  const auto report = ImportJsonLines(store.database(), in, "lines", kLimits);
  ASSERT_TRUE(report.ok()) << report.status().message();
  ASSERT_EQ(::write(3, "e", 1), 1);
}

// Likewise. The copies stand beside the store.
TEST(CrashCare, DISABLED_CopiesAndCompactsUntilItIsKilled) {
  const std::string path = std::getenv("LODE_CRASH_STORE");
  Store store = OpenStore(path);
  ASSERT_EQ(::write(3, "b", 1), 1);
  ASSERT_TRUE(BackUp(store, path + ".copies").ok());
  ASSERT_EQ(::write(3, "e", 1), 1);
  for (;;) {
    ASSERT_TRUE(Compact(store).ok());
    ASSERT_TRUE(BackUp(store, path + ".copies").ok());
  }
}

TEST(Crash, AnImportIsThereWholeOrNotAtAll) {
  const int rounds = test::CrashRounds();
  TempFolder folder;
  std::mt19937 random(5);
  std::string whole;
  const ArticleRecord other = RandomArticle(random, "other", 40);  // is there before
  {
    Store source = OpenStore(folder / "source");
    for (int i = 0; i < 20; ++i)
      ASSERT_TRUE(
          WriteArticles(source, {RandomArticle(random, "f" + std::to_string(i))}, true).ok());
    std::ofstream(folder / "lines", std::ios::binary)
        << Exported(source, ExportFormat::kArticles) << Exported(source, ExportFormat::kStatements);
    ASSERT_TRUE(WriteArticles(source, {other}, true).ok());
    whole = Everything(source);
  }
  const auto begin = std::chrono::steady_clock::now();
  {
    Store timed = OpenStore(folder / "timed");
    ASSERT_TRUE(WriteArticles(timed, {other}, true).ok());
    std::ifstream in(folder / "lines", std::ios::binary);
    ASSERT_TRUE(ImportJsonLines(timed.database(), in, "lines", kLimits).ok());
  }
  const auto pace = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begin);
  for (int round = 0; round < rounds; ++round) {
    const std::string path = folder / std::to_string(round);
    ASSERT_TRUE(WriteArticles(*std::make_unique<Store>(OpenStore(path)), {other}, true).ok());
    const bool ended =
        RunAndKill("CrashImporter", path, folder / "lines", pace * (random() % 140) / 100);
    Store store = OpenStore(path);
    EXPECT_FALSE(std::filesystem::exists(path + "/import"));
    if (Must(store.Articles()).size() > 1) {
      EXPECT_EQ(Everything(store), whole) << round;
      continue;
    }
    EXPECT_FALSE(ended) << round << ": what was reported is gone";
    std::ifstream in(folder / "lines", std::ios::binary);
    ASSERT_TRUE(ImportJsonLines(store.database(), in, "lines", kLimits).ok());
    EXPECT_EQ(Everything(store), whole) << round;
  }
}

TEST(Crash, CopyingAndCompactingLoseNothing) {
  const int rounds = test::CrashRounds();
  TempFolder folder;
  std::mt19937 random(7);
  const std::string path = folder / "s";
  std::string before;
  for (int round = 0; round < rounds; ++round) {
    {
      Store store = OpenStore(path);
      ASSERT_TRUE(
          WriteArticles(store, {RandomArticle(random, "f" + std::to_string(round))}, true).ok());
      before = Everything(store);
    }
    const bool copied =
        RunAndKill("CrashCare", path, "", std::chrono::microseconds(random() % 60'000));
    EXPECT_EQ(Everything(OpenStore(path)), before) << round;
    const std::string back = folder / ("back" + std::to_string(round));
    const Status status = Restore(path + ".copies", back);
    if (copied) {
      ASSERT_TRUE(status.ok()) << round << ": " << status.message();
      EXPECT_EQ(Everything(OpenStore(back)), before) << round;
    } else if (status.ok()) {
      EXPECT_FALSE(Must(OpenStore(back).Articles()).empty()) << round;
    }
  }
}

}  // namespace
}  // namespace lode
