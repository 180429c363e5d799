// A load that is killed at a random moment: what it had reported as stored is there
// when the store is opened again, every article whole, nothing else. A child process
// loads and reports through a pipe; the parent kills it. LODE_CRASH_ROUNDS sets how
// often (CI does a few, docs/measurements.md tells of a hundred).

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "bench/article_maker.h"
#include "lode/lode.h"
#include "tests/crash/kill_child.h"
#include "tests/must.h"

namespace lode {
namespace {

namespace fs = std::filesystem;

constexpr int kArticles = 60;

using ByArticle = std::map<std::string, std::set<std::string>>;

// The ids of each article's statements.
ByArticle StatementsOf(const Store& store) {
  ByArticle found;
  for (const ArticleInfo& article : Must(store.Articles())) found[article.path];
  std::stringstream out;
  EXPECT_TRUE(store.Export(ExportFormat::kStatements, out).ok());
  for (std::string line; std::getline(out, line);) {
    const std::size_t path = line.find("\"path\": \"") + 9;
    found[line.substr(path, line.find('"', path) - path)].insert(line.substr(8, 19));
  }
  return found;
}

// Loads in a child process that writes the number of stored articles to the pipe.
pid_t StartLoad(const std::string& store_path, const std::string& folder, int pipe) {
  const pid_t child = fork();
  if (child != 0) return child;
  Result<Store> store = Store::Open(store_path);
  if (!store.ok()) _exit(2);
  LoadOptions options;
  options.data_directory = LODE_DATA_DIR;
  options.progress = [pipe](const LoadProgress& progress) {
    const std::uint64_t stored = progress.articles;
    if (write(pipe, &stored, sizeof stored) != sizeof stored) _exit(3);
  };
  _exit(Load(*store, {folder}, options).ok() ? 0 : 4);
}

class LoadKill : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "lode-kill-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    fs::create_directory(folder_ / "articles");
    const bench::ArticleMaker maker(LODE_SOURCE_DIR "/examples/articles");
    for (std::uint64_t i = 0; i < kArticles; ++i)
      std::ofstream(folder_ / "articles" / (std::to_string(i) + ".txt")) << maker.Make(i);
  }
  void TearDown() override { fs::remove_all(folder_); }

  ByArticle LoadUndisturbed() {
    Result<Store> store = Store::Open((folder_ / "whole").string());
    EXPECT_TRUE(store.ok()) << store.status().message();
    LoadOptions options;
    options.data_directory = LODE_DATA_DIR;
    Result<LoadReport> report = Load(*store, {(folder_ / "articles").string()}, options);
    EXPECT_TRUE(report.ok()) << report.status().message();
    EXPECT_EQ(report->added, static_cast<std::uint64_t>(kArticles));
    seconds_ = report->seconds;
    return StatementsOf(*store);
  }

  // Kills a load after `delay`, returns what it had reported.
  std::uint64_t KilledAfter(std::chrono::microseconds delay, const std::string& store_path) {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    const pid_t child = StartLoad(store_path, (folder_ / "articles").string(), ends[1]);
    close(ends[1]);
    EXPECT_GT(child, 0) << "cannot fork";
    if (child <= 0) return 0;  // kill(-1) would end every process there is
    std::this_thread::sleep_for(delay);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    std::uint64_t reported = 0;
    std::uint64_t stored = 0;
    while (read(ends[0], &stored, sizeof stored) == sizeof stored) reported = stored;
    close(ends[0]);
    return reported;
  }

  fs::path folder_;
  double seconds_ = 1;
};

TEST_F(LoadKill, LosesNothingReportedAndKeepsWholeArticlesOnly) {
  const int rounds = test::CrashRounds(5);
  // The child forks before this process has threads of its own.
  std::mt19937_64 random(42);
  std::vector<std::uint64_t> reported;
  std::vector<std::string> stores;
  const std::uint64_t longest = 3'000'000;
  for (int round = 0; round < rounds; ++round) {
    stores.push_back((folder_ / ("store" + std::to_string(round))).string());
    reported.push_back(
        KilledAfter(std::chrono::microseconds(20'000 + random() % longest), stores.back()));
  }
  const ByArticle whole = LoadUndisturbed();
  for (int round = 0; round < rounds; ++round) {
    const auto i = static_cast<std::size_t>(round);
    Result<Store> store = Store::Open(stores[i]);
    ASSERT_TRUE(store.ok()) << "round " << round << ": " << store.status().message();
    const ByArticle found = StatementsOf(*store);
    EXPECT_GE(found.size(), reported[i]) << "round " << round << " lost articles";
    for (const auto& [path, statements] : found) {
      ASSERT_TRUE(whole.contains(path)) << path;
      EXPECT_EQ(statements, whole.at(path)) << "round " << round << " has half of " << path;
    }
  }
}

}  // namespace
}  // namespace lode
