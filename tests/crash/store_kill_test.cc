// Kill the writer at any moment: what it reported is there, whole, and what it was
// doing is there whole or not at all. A child process (this program again) makes a
// known sequence of changes and reports each when it is done; the parent kills it,
// opens the store and compares it with one in which the sequence was simply made.
// LODE_CRASH_ROUNDS sets the number of kills (default 10).

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <thread>

#include "tests/storage/fixture.h"

extern char** environ;

namespace lode {
namespace {

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

class Child {
 public:
  Child(const std::string& store, unsigned from) {
    int ends[2];
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    ::setenv("LODE_CRASH_STORE", store.c_str(), 1);
    ::setenv("LODE_CRASH_FROM", std::to_string(from).c_str(), 1);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 3);
    const char* arguments[] = {"crash_test", "--gtest_also_run_disabled_tests",
                               "--gtest_filter=CrashWriter.*", nullptr};
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
  // Waits for the next report; false when there will be none.
  bool Report(unsigned& step) {
    return ::read(reports_, &step, sizeof step) == static_cast<ssize_t>(sizeof step);
  }
  void Kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = 0;
  int reports_ = -1;
};

TEST(Crash, LosesNothingThatWasReportedAndKeepsNothingHalf) {
  const char* wanted = std::getenv("LODE_CRASH_ROUNDS");
  const int rounds = wanted == nullptr ? 10 : std::atoi(wanted);
  TempFolder folder;
  std::mt19937 random(1);
  unsigned done = 0;  // steps that are in the store
  for (int round = 0; round < rounds; ++round) {
    unsigned reported = done;  // steps that were reported
    {
      Child child(folder / "s", done);
      // Killed within the time of one more change after some: by the machine's own
      // pace, so that a slow one is killed in the middle of its work too.
      unsigned step = 0;
      const unsigned changes = 2 + static_cast<unsigned>(random() % 4);
      auto last = std::chrono::steady_clock::now();
      auto pace = std::chrono::steady_clock::duration::zero();
      for (unsigned change = 0; change < changes; ++change) {
        ASSERT_TRUE(child.Report(step)) << "round " << round << ": the writer gave up";
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
      while (child.Report(step)) reported = step + 1;
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
  Child child(folder / "s", 0);
  unsigned step = 0;
  ASSERT_TRUE(child.Report(step));
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
