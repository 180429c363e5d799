// Kill the writer at any moment: what it reported is there, whole, and what it was
// doing is there whole or not at all. A child process (this program again) makes a
// known sequence of changes and reports each when it is done; the parent kills it,
// opens the store and compares it with one in which the sequence was simply made.
// LODE_CRASH_ROUNDS sets the number of kills (default 10).

#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <thread>

#include "tests/crash/kill_child.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

using test::Child;
using test::Everything;
using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

// Change number `step`: its path, and its records; none: the path is forgotten.
struct Change {
  std::string path;
  std::vector<ArticleRecord> records;
};

Change ChangeOf(unsigned step) {
  std::mt19937 random(step);
  Change change{"file" + std::to_string(random() % 6), {}};
  if (random() % 5 == 0) return change;
  for (unsigned part = 1; part <= 1 + random() % 3; ++part) {
    change.records.push_back(RandomArticle(random, change.path, 30));
    change.records.back().article.info.part = part;
  }
  return change;
}

void Make(Store& store, const Change& change) {
  if (change.records.empty())
    (void)store.Forget(change.path);
  else
    ASSERT_TRUE(WriteArticles(store, change.records, true).ok());
}

std::string StateAfter(unsigned steps) {
  std::map<std::string, unsigned> last;  // what matters of the history
  for (unsigned step = 0; step < steps; ++step) last[ChangeOf(step).path] = step;
  TempFolder folder;
  Store store = OpenStore(folder / "fresh");
  for (const auto& [path, step] : last) Make(store, ChangeOf(step));
  return Everything(store);
}

// The child. Run by name only.
TEST(CrashWriter, DISABLED_MakesChangesUntilItIsKilled) {
  Store store = OpenStore(std::getenv("LODE_CRASH_STORE"));
  for (unsigned step = static_cast<unsigned>(std::atoi(std::getenv("LODE_CRASH_FROM")));; ++step) {
    Make(store, ChangeOf(step));
    ASSERT_EQ(::write(3, &step, sizeof step), static_cast<ssize_t>(sizeof step));
  }
}

TEST(Crash, LosesNothingThatWasReportedAndKeepsNothingHalf) {
  const int rounds = test::CrashRounds(10);
  TempFolder folder;
  std::mt19937 random(1);
  unsigned done = 0;  // steps that are in the store
  for (int round = 0; round < rounds; ++round) {
    unsigned reported = done;  // steps that were reported
    {
      Child child("CrashWriter",
                  {{"LODE_CRASH_STORE", folder / "s"}, {"LODE_CRASH_FROM", std::to_string(done)}});
      // Killed within the time of one more change after some: by the machine's own
      // pace, so that a slow one is killed in the middle of its work too.
      unsigned step = 0;
      const unsigned changes = 2 + static_cast<unsigned>(random() % 4);
      auto last = std::chrono::steady_clock::now();
      auto pace = std::chrono::steady_clock::duration::zero();
      for (unsigned change = 0; change < changes; ++change) {
        ASSERT_TRUE(child.Read(step)) << "round " << round << ": the writer gave up";
        reported = step + 1;
        const auto now = std::chrono::steady_clock::now();
        pace = now - last;
        last = now;
      }
      const auto delay = pace * static_cast<int>(random() % 120) / 100;
      std::thread killer([&] {
        std::this_thread::sleep_until(last + delay);
        ::kill(child.pid(), SIGKILL);
      });
      while (child.Read(step)) reported = step + 1;
      killer.join();
    }
    const std::string found = Everything(OpenStore(folder / "s"));
    if (found == StateAfter(reported))
      done = reported;
    else if (found == StateAfter(reported + 1))
      done = reported + 1;  // done, not yet reported
    else
      FAIL() << "round " << round << ": the store is in no state it ever was to be in";
  }
  EXPECT_GE(done, static_cast<unsigned>(2 * rounds));
}

TEST(Crash, TheLockOfAKilledWriterIsGone) {
  TempFolder folder;
  Child child("CrashWriter", {{"LODE_CRASH_STORE", folder / "s"}, {"LODE_CRASH_FROM", "0"}});
  unsigned step = 0;
  ASSERT_TRUE(child.Read(step));
  auto second = Store::Open(folder / "s");
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.status().code(), Code::kBusy);
  EXPECT_NE(second.status().message().find("process " + std::to_string(child.pid())),
            std::string::npos)
      << second.status().message();
  OpenOptions options;
  options.read_only = true;
  auto reader = Store::Open(folder / "s", options);
  ASSERT_TRUE(reader.ok()) << reader.status().message();
  std::ostringstream out;
  EXPECT_TRUE(reader->Export(ExportFormat::kStatements, out).ok());
  child.Kill();
  EXPECT_TRUE(Store::Open(folder / "s").ok());
}

}  // namespace
}  // namespace lode
