// A disk that is full or fails, at every moment: what the store says, and what is left of it. The
// system's own calls are replaced for this program; those under one folder fail when asked
// to. What was synced is noted, for those that have to be.

#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <mutex>

#include "lode/care.h"
#include "lode/check.h"
#include "lode/kept.h"
#include "lode/triples.h"
#include "storage/import.h"
#include "storage/import_runs.h"
#include "tests/storage/run_fixture.h"

namespace {

std::mutex mutex;                   // guards folder and synced
std::string folder;                 // whose calls are counted; empty: none
std::vector<std::string> synced;    // paths
std::atomic<long> calls_left = -1;  // until they fail; negative: they do not
std::atomic<long> calls = 0;        // that could have failed
std::atomic<int> fault = ENOSPC;    // what they fail with
std::atomic<bool> once = false;     // one of them alone

std::string PathOf(int file) {
  char path[PATH_MAX];
  const ssize_t size = readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path, PATH_MAX);
  return size < 0 ? std::string() : std::string(path, static_cast<std::size_t>(size));
}

bool Concerns(const std::string& path) {
  std::lock_guard lock(mutex);
  return !folder.empty() && path.starts_with(folder);
}

// Whether a call that takes room on the disk fails now.
bool IsFull(const std::string& path) {
  if (!Concerns(path)) return false;
  ++calls;
  if (calls_left < 0) return false;
  if (calls_left > 0) {
    --calls_left;
    return false;
  }
  if (once) calls_left = -1;
  errno = fault;
  return true;
}

}  // namespace

// RocksDB's calls come here, too: what the program exports goes before the C library's.
#pragma GCC visibility push(default)
extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
  if (IsFull(PathOf(file))) return -1;
  return syscall(SYS_write, file, bytes, size);
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  if (IsFull(PathOf(file))) return -1;
  return syscall(SYS_pwrite64, file, bytes, size, at);
}
ssize_t pwrite64(int file, const void* bytes, size_t size, off_t at) {
  if (IsFull(PathOf(file))) return -1;
  return syscall(SYS_pwrite64, file, bytes, size, at);
}
int fallocate(int file, int mode, off_t at, off_t size) {
  if (IsFull(PathOf(file))) return -1;
  return static_cast<int>(syscall(SYS_fallocate, file, mode, at, size));
}
int fallocate64(int file, int mode, off_t at, off_t size) {
  if (IsFull(PathOf(file))) return -1;
  return static_cast<int>(syscall(SYS_fallocate, file, mode, at, size));
}
int fdatasync(int file) {
  if (IsFull(PathOf(file))) return -1;
  return static_cast<int>(syscall(SYS_fdatasync, file));
}
int fsync(int file) {
  const std::string path = PathOf(file);
  {
    std::lock_guard lock(mutex);
    synced.push_back(path);
  }
  if (IsFull(path)) return -1;
  return static_cast<int>(syscall(SYS_fsync, file));
}

}  // extern "C"
#pragma GCC visibility pop

namespace lode {
namespace {

using test::Everything;
using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

// The disk under `path` is full after so many more calls, while it lives, or fails otherwise.
class FullDisk {
 public:
  FullDisk(const std::string& path, long after, int with = ENOSPC, bool only_once = false) {
    std::lock_guard lock(mutex);
    folder = path;
    calls = 0;
    fault = with;
    once = only_once;
    calls_left = after;
  }
  ~FullDisk() {
    std::lock_guard lock(mutex);
    folder.clear();
    calls_left = -1;
  }
};

ArticleRecord Article(int i) {
  std::mt19937 random(static_cast<unsigned>(i));
  return RandomArticle(random, "f" + std::to_string(i));
}

TEST(FullDisk, TheFoldersAboveANewStoreAreSynced) {
  TempFolder temp;
  {
    std::lock_guard lock(mutex);
    synced.clear();
  }
  OpenStore(temp / "deep/er/s");
  std::lock_guard lock(mutex);
  const std::string root = std::filesystem::canonical(temp.path());
  for (const std::string& path : {root, root + "/deep", root + "/deep/er", root + "/deep/er/s"})
    EXPECT_NE(std::find(synced.begin(), synced.end(), path), synced.end()) << path;
}

// One change, with the disk full from its n-th call on, for every n until it gets through.
template <typename Change>
void ForEachMoment(const Change& change) {
  for (long n = 0;; ++n) {
    ASSERT_LT(n, 400);
    TempFolder temp;
    Store store = OpenStore(temp / "s");
    ASSERT_TRUE(WriteArticles(store, {Article(1)}, true).ok());
    const std::string before = Everything(store);
    Status status;
    {
      FullDisk full(std::filesystem::canonical(temp.path()), n);
      status = change(store);
      if (status.ok()) {
        EXPECT_NE(Everything(store), before);
        EXPECT_GT(n, 1) << "nothing failed";
        return;
      }
      EXPECT_EQ(status.code(), Code::kIo) << status.message();
      EXPECT_NE(status.message().find("disk is full"), std::string::npos) << status.message();
      EXPECT_EQ(Everything(store), before) << "moment " << n;
      EXPECT_FALSE(change(store).ok()) << "it is full still";
    }
    const Status again = change(store);
    ASSERT_TRUE(again.ok()) << "there is room again; moment " << n << ": " << again.message();
    const std::string after = Everything(store);
    store = OpenStore(temp / "other");  // closes it
    EXPECT_EQ(Everything(OpenStore(temp / "s")), after);
  }
}

TEST(FullDisk, LoadingIsAnErrorAndTheStoreIsWhole) {
  ForEachMoment([](Store& store) { return WriteArticles(store, {Article(2)}, true).status(); });
}

TEST(FullDisk, ForgettingIsAnErrorAndTheStoreIsWhole) {
  ForEachMoment([](Store& store) { return store.Forget("f1").status(); });
}

TEST(FullDisk, KeepingRulesIsAnErrorAndTheStoreIsWhole) {
  TempFolder temp;
  Store store = OpenStore(temp / "s");
  FullDisk full(std::filesystem::canonical(temp.path()), 0);
  EXPECT_NE(store.SaveRules({"r", "p(1)."}, false).message().find("disk is full"),
            std::string::npos);
  EXPECT_TRUE(Must(store.Rules()).empty());
}

TEST(FullDisk, ClosingAndOpeningAreNoEnd) {
  TempFolder elsewhere;
  for (long n = 0; n < 60; n += 7) {
    TempFolder temp;
    std::string before;
    {
      Store store = OpenStore(temp / "s");
      ASSERT_TRUE(WriteArticles(store, {Article(1)}, true).ok());
      before = Everything(store);
      FullDisk full(std::filesystem::canonical(temp.path()), n);
      store = OpenStore(elsewhere / std::to_string(n));  // closes it
    }
    {
      FullDisk full(std::filesystem::canonical(temp.path()), n);
      const auto store = Store::Open(temp / "s");
      EXPECT_TRUE(store.ok() || store.status().code() == Code::kIo) << store.status().message();
      const auto fresh = Store::Open(temp / "fresh");
      EXPECT_TRUE(fresh.ok() || fresh.status().code() == Code::kIo) << fresh.status().message();
    }
    EXPECT_EQ(Everything(OpenStore(temp / "s")), before) << n;
    OpenStore(temp / "fresh");
  }
}

// An import of several changes into a store without articles is one: whichever call fails on
// the way to its end, nothing of it is there, and it can be given again.
TEST(FullDisk, AnImportIntoAnEmptyStoreIsThereWholeOrNotAtAll) {
  TempFolder source;
  std::string lines, whole;
  {
    Store store = OpenStore(source / "s");
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(WriteArticles(store, {Article(i)}, true).ok());
    whole = Everything(store);
    lines = test::Exported(store, ExportFormat::kArticles) +
            test::Exported(store, ExportFormat::kStatements);
  }
  const ImportLimits limits{.waiting_bytes = 4096, .written_statements = 4, .written_bytes = 4096};
  const auto import = [&](Store& store) {
    std::istringstream in(lines);
    return ImportJsonLines(store.database(), in, "lines", limits).status();
  };
  bool is_done = false;
  for (long n = 0; !is_done; n += 17) {
    ASSERT_LT(n, 2000);
    TempFolder temp;
    Store store = OpenStore(temp / "s");
    {
      FullDisk full(std::filesystem::canonical(temp.path()).string() + "/s/import", n);
      const Status status = import(store);
      is_done = status.ok();
      EXPECT_EQ(Must(store.Articles()).size(), is_done ? 4u : 0u) << n;
      if (!is_done) {
        EXPECT_EQ(status.code(), Code::kIo) << status.message();
      }
    }
    if (!is_done) {
      const Status again = import(store);
      ASSERT_TRUE(again.ok()) << n << ": " << again.message();
    }
    EXPECT_FALSE(std::filesystem::exists(temp / "s/import"));
    store = OpenStore(temp / "other");  // closes it
    EXPECT_EQ(Everything(OpenStore(temp / "s")), whole) << n;
  }
}

// Whichever call of a copy fails, the store and the copy before it are whole.
TEST(FullDisk, ACopyIsWholeOrNone) {
  TempFolder temp;
  Store store = OpenStore(temp / "s");
  ASSERT_TRUE(WriteArticles(store, {Article(1)}, true).ok());
  const std::string first = Everything(store);
  ASSERT_TRUE(BackUp(store, temp / "copies").ok());
  ASSERT_TRUE(WriteArticles(store, {Article(2)}, true).ok());
  const std::string second = Everything(store);
  const std::string copies = std::filesystem::canonical(temp / "copies");
  bool is_done = false;
  for (long n = 0; !is_done; n += 19) {
    ASSERT_LT(n, 400);
    {
      FullDisk full(copies, n);
      is_done = BackUp(store, temp / "copies").ok();
    }
    const std::string back = temp / ("back" + std::to_string(n));
    const Status status = Restore(temp / "copies", back);
    ASSERT_TRUE(status.ok()) << n << ": " << status.message();
    const std::string restored = Everything(OpenStore(back));
    EXPECT_TRUE(restored == second || (!is_done && restored == first)) << n;
  }
  EXPECT_EQ(Everything(store), second);
}

TEST(FullDisk, CompactingLosesNothing) {
  for (long n = 0; n < 60; n += 19) {
    TempFolder temp;
    Store store = OpenStore(temp / "s");
    for (int i = 1; i < 4; ++i) ASSERT_TRUE(WriteArticles(store, {Article(i)}, true).ok());
    const std::string before = Everything(store);
    {
      FullDisk full(std::filesystem::canonical(temp.path()), n);
      const Status status = Compact(store);
      EXPECT_TRUE(status.ok() || status.code() == Code::kIo) << status.message();
    }
    EXPECT_EQ(Everything(store), before) << n;
    EXPECT_TRUE(WriteArticles(store, {Article(9)}, true).ok()) << "there is room again; " << n;
    store = OpenStore(temp / "other");  // closes it
    EXPECT_TRUE(OpenStore(temp / "s").Forget("f9").ok()) << n;
    EXPECT_EQ(Everything(OpenStore(temp / "s")), before) << n;
  }
}

// One of all that write, chosen by a number: the same number makes the same change again.
Status ChangeBy(Store& store, unsigned number, const std::string& scratch) {
  std::mt19937 random(number);
  const std::string path = "f" + std::to_string(random() % 6);
  const ImportLimits limits{.waiting_bytes = 2048, .written_statements = 8, .written_bytes = 4096};
  switch (random() % 8) {
    case 0:
    case 1: return WriteArticles(store, {RandomArticle(random, path)}, true).status();
    case 2: return store.Forget(path).status();
    case 3: return store.KeepApart("Chipworks", random() % 2 == 0 ? "CHPW" : "Nordic Ore");
    case 4: {
      const std::string second = random() % 2 == 0 ? "supplies(Y, Z)." : "leads(Y, Z).";
      const auto said = KeepRules(store, "kept",
                                  "near(X, Y) :- supplies(X, Y). near(X, Z) :- near(X, Y), " +
                                      second + " pairs(X, Z) :- leads(X, Y), supplies(Y, Z).",
                                  true);
      for (const Diagnostic& one : said)
        if (one.severity == Severity::kError) return {Code::kIo, one.message};
      return {};
    }
    case 5: {
      std::string lines;
      for (unsigned i = 0; i < 12; ++i)
        lines += "Port " + std::to_string(random() % 9) + "\tsupplies\tPort " +
                 std::to_string(random() % 9) + "\n";
      std::istringstream in(lines);
      return ImportTriples(store, in, "t" + std::to_string(number) + ".tsv").status();
    }
    case 6: {
      TempFolder source;
      Store other = OpenStore(source / "s");
      for (const char* name : {"g0", "g1", "g2"})
        EXPECT_TRUE(WriteArticles(other, {RandomArticle(random, name)}, true).ok());
      std::istringstream in(test::Exported(other, ExportFormat::kArticles) +
                            test::Exported(other, ExportFormat::kStatements));
      return ImportJsonLines(store.database(), in, "lines", limits).status();
    }
    default: {
      std::vector<std::string> runs;
      for (int i = 0; i < 3; ++i) {
        runs.push_back(scratch + "/" + std::to_string(number) + "-" + std::to_string(i));
        test::WriteRun(runs.back(), {{RandomArticle(random, "f" + std::to_string(i)), ""},
                                     {RandomArticle(random, "h" + std::to_string(i)), "set"}});
      }
      return ImportRunFiles(store.database(), runs, limits, 2).status();
    }
  }
}

// Any change, with any call failing, for good or once: done where that is said, else done or not,
// and never half. LODE_FAULT_ROUNDS sets how many.
TEST(FullDisk, WhateverFailsAChangeIsWholeOrNotThere) {
  const char* const wanted = std::getenv("LODE_FAULT_ROUNDS");
  const int rounds = wanted == nullptr ? 24 : std::atoi(wanted);
  const char* const seed = std::getenv("LODE_SEED");
  std::mt19937 random(seed == nullptr ? 71 : static_cast<unsigned>(std::atoi(seed)));
  TempFolder temp, other, scratch;
  Store store = OpenStore(temp / "s"), twin = OpenStore(other / "s");  // which nothing happens to
  const std::string path = std::filesystem::canonical(temp.path());
  const auto seen = [](const Store& one) {
    std::string all = Everything(one);
    for (const KeptRulesInfo& kept : Must(KeptRules(one)))
      all += kept.name + " " + std::to_string(kept.rows) + " " + kept.aside + "\n";
    return all;
  };
  int failed = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto number = static_cast<unsigned>(random() % 100'000);
    const auto after = static_cast<long>(random() % 60);
    const int with = random() % 2 == 0 ? ENOSPC : EIO;
    const bool only_once = random() % 2 == 0;
    const std::string said = "round " + std::to_string(round) + " change " +
                             std::to_string(number) + " call " + std::to_string(after) +
                             (with == EIO ? " EIO" : " ENOSPC") + (only_once ? " once" : "");
    const std::string before = seen(store);
    Status status;
    {
      FullDisk disk(path, after, with, only_once);
      status = ChangeBy(store, number, scratch.path());
      if (random() % 2 == 0) store = OpenStore(scratch / ("o" + std::to_string(round)));
    }
    failed += status.ok() ? 0 : 1;
    store = OpenStore(scratch / ("p" + std::to_string(round)));  // closes it
    store = OpenStore(temp / "s");
    if (status.ok() || seen(store) != before) {
      ASSERT_TRUE(ChangeBy(twin, number, scratch.path()).ok()) << said;
    }
    ASSERT_EQ(seen(store), seen(twin)) << said << ": " << status.message();
    if (round % 8 == 0) {
      ASSERT_TRUE(Must(CheckStore(store)).is_sound()) << said;
    }
  }
  EXPECT_GT(failed, rounds / 8);
}

}  // namespace
}  // namespace lode
