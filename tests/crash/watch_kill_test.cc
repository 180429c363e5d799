// What is killed at a random moment while it watches a folder, loads an archive or follows a feed:
// all that it had told of is in the store, every article whole and none twice, the store's tables
// agree, and whoever goes on ends with what an undisturbed load gives. LODE_CRASH_ROUNDS sets how
// often (CI does a few, docs/measurements.md tells of a hundred).

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "bench/article_maker.h"
#include "lode/lode.h"
#include "tests/crash/kill_child.h"
#include "tests/must.h"
#include "tests/network/news_server.h"

namespace lode {
namespace {

namespace fs = std::filesystem;

constexpr int kArticles = 24;
constexpr std::uint64_t kLongest = 1'500'000;  // microseconds until the kill

// The statements of each article, by its id.
using Contents = std::map<std::string, std::set<std::string>>;

Contents ContentsOf(const std::string& path) {
  OpenOptions options;
  options.read_only = true;
  const Store store = Must(Store::Open(path, options));
  Contents contents;
  std::set<std::pair<std::string, std::uint32_t>> places;
  for (const ArticleInfo& article : Must(store.Articles())) {
    EXPECT_TRUE(places.emplace(article.path, article.part).second)
        << article.path << " stands there twice";
    for (const Statement& statement : Must(store.StatementsOf(article.id)))
      contents[article.id].insert(statement.id);
    contents.try_emplace(article.id);
  }
  return contents;
}

class WatchKill : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "lode-watch-kill-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    const bench::ArticleMaker maker(LODE_SOURCE_DIR "/examples/articles");
    for (std::uint64_t i = 0; i < kArticles; ++i) texts_.push_back(maker.Make(i));
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string At(const std::string& name) const { return (folder_ / name).string(); }

  // Starts the program with its output into a pipe, of which `out` is the end to read from.
  static pid_t StartProgram(std::vector<std::string> arguments, int& out) {
    int ends[2];
    EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    arguments.insert(arguments.begin(), LODE_PROGRAM);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    pid_t child = -1;
    EXPECT_EQ(posix_spawn(&child, LODE_PROGRAM, &actions, nullptr, argv.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    out = ends[0];
    return child;
  }

  // Lets it run to its end.
  static void RunProgram(std::vector<std::string> arguments) {
    int out = -1, status = -1;
    const pid_t child = StartProgram(std::move(arguments), out);
    const std::string said = ReadAll(out);
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0) << said;
  }

  static std::string ReadAll(int descriptor) {
    std::string all;
    char buffer[4096];
    for (ssize_t n; (n = read(descriptor, buffer, sizeof buffer)) > 0;)
      all.append(buffer, static_cast<std::size_t>(n));
    close(descriptor);
    return all;
  }

  // Kills the child after a random time; what it had said until then.
  std::string Kill(pid_t child, int out) {
    if (child <= 0) return {};  // kill(-1) would end every process there is
    std::this_thread::sleep_for(std::chrono::microseconds(20'000 + random_() % kLongest));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    return ReadAll(out);
  }

  // How many articles whole lines "+ NAME: N added, ..." tell of.
  static std::size_t Told(const std::string& said) {
    std::size_t told = 0;
    for (std::size_t at = 0, end; (end = said.find('\n', at)) != said.npos; at = end + 1) {
      const std::string line = said.substr(at, end - at);
      const std::size_t added = line.find(" added");
      if (!line.starts_with("+ ") || added == line.npos) continue;
      told += std::strtoul(line.c_str() + line.rfind(' ', added - 1), nullptr, 10);
    }
    return told;
  }

  void ExpectPartOf(const Contents& whole, const std::string& store, std::size_t told,
                    int round) const {
    if (told == 0 && !fs::exists(store + "/FORMAT")) return;
    const Contents found = ContentsOf(store);
    EXPECT_GE(found.size(), told) << "round " << round << " lost articles";
    for (const auto& [id, statements] : found) {
      ASSERT_TRUE(whole.contains(id)) << "round " << round << ": " << id;
      EXPECT_EQ(statements, whole.at(id)) << "round " << round << " has half of " << id;
    }
    Store open = Must(Store::Open(store));
    EXPECT_TRUE(Must(CheckStore(open)).is_sound()) << "round " << round;
  }

  fs::path folder_;
  std::vector<std::string> texts_;
  std::mt19937_64 random_{42};
  const int rounds_ = test::CrashRounds(5);
};

TEST_F(WatchKill, AWatchedFolderIsNeitherLostNorDoubled) {
  const auto fill = [&](const std::string& in, const std::atomic<bool>& stop) {
    for (int i = 0; i < kArticles && !stop; ++i) {
      const std::string name = std::to_string(i) + ".txt";
      std::ofstream(in + "/." + name) << texts_[static_cast<std::size_t>(i)];
      fs::rename(in + "/." + name, in + "/" + name);
      std::this_thread::sleep_for(std::chrono::milliseconds(i % 6 == 0 ? 250 : 5));
    }
  };
  std::atomic<bool> go_on = false;
  const std::string all = At("all");
  fs::create_directory(all);
  fill(all, go_on);
  RunProgram({"--store", At("whole"), "watch", all, "--once"});
  const Contents whole = ContentsOf(At("whole"));
  ASSERT_EQ(whole.size(), static_cast<std::size_t>(kArticles));
  for (int round = 0; round < rounds_; ++round) {
    const std::string in = At("in" + std::to_string(round)), store = in + ".db";
    fs::create_directory(in);
    std::atomic<bool> stop = false;
    int out = -1;
    const pid_t child = StartProgram({"--store", store, "watch", in}, out);
    std::thread writer([&] { fill(in, stop); });
    const std::string said = Kill(child, out);
    stop = true;
    writer.join();
    ExpectPartOf(whole, store, Told(said), round);
    fill(in, go_on);
    RunProgram({"--store", store, "watch", in, "--once"});
    EXPECT_EQ(ContentsOf(store), whole) << "round " << round;
    fs::remove_all(in);
    fs::remove_all(store);
  }
}

// A tar archive of the texts.
std::string Tar(const std::vector<std::string>& texts) {
  std::string tar;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::string head(512, '\0');
    const auto put = [&](std::size_t at, const std::string& field) {
      head.replace(at, field.size(), field);
    };
    char size[12];
    std::snprintf(size, sizeof size, "%011zo", texts[i].size());
    put(0, std::to_string(i) + ".txt");
    put(100, "0000644");
    put(124, size);
    put(136, "00000000000");
    put(148, "        ");
    put(156, "0");
    put(257, "ustar");
    put(263, "00");
    unsigned sum = 0;
    for (const char c : head) sum += static_cast<unsigned char>(c);
    char check[8];
    std::snprintf(check, sizeof check, "%06o", sum);
    put(148, check);
    tar += head + texts[i] + std::string((512 - texts[i].size() % 512) % 512, '\0');
  }
  return tar + std::string(1024, '\0');
}

TEST_F(WatchKill, AnArchiveIsNeitherLostNorDoubled) {
  const std::string archive = At("all.tar");
  std::ofstream(archive, std::ios::binary) << Tar(texts_);
  RunProgram({"--store", At("whole"), "load", archive, "--quiet"});
  const Contents whole = ContentsOf(At("whole"));
  ASSERT_EQ(whole.size(), static_cast<std::size_t>(kArticles));
  for (int round = 0; round < rounds_; ++round) {
    const std::string store = At(std::to_string(round) + ".db");
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {  // tells of each article when it is stored
      Result<Store> open = Store::Open(store);
      if (!open.ok()) _exit(2);
      LoadOptions options;
      options.data_directory = LODE_DATA_DIR;
      options.on_stored = [&](const StoredChange& change) {
        const std::string line =
            "+ " + change.path + ": " + std::to_string(change.added) + " added\n";
        if (write(ends[1], line.data(), line.size()) < 0) _exit(3);
      };
      _exit(Load(*open, {archive}, options).ok() ? 0 : 4);
    }
    close(ends[1]);
    const std::string said = Kill(child, ends[0]);
    ExpectPartOf(whole, store, Told(said), round);
    RunProgram({"--store", store, "load", archive, "--quiet"});
    EXPECT_EQ(ContentsOf(store), whole) << "round " << round;
    fs::remove_all(store);
  }
}

TEST_F(WatchKill, AFollowedFeedIsNeitherLostNorDoubled) {
  {
    Store store = Must(Store::Open(At("none")));
    if (LoadWeb(store, {}).status().code() == Code::kUnsupported) GTEST_SKIP();
  }
  test::NewsServer<> server("http");
  std::string items;
  for (int i = 0; i < kArticles; ++i) {
    const std::string path = "/" + std::to_string(i);
    items += test::FeedItem("Item " + path, path, "short");
    server.Set(path, {200,
                      texts_[static_cast<std::size_t>(i)],
                      {{"ETag", "\"" + path + "\""}, {"Content-Type", "text/plain"}},
                      {}});
  }
  server.Set("/feed", {200, test::FeedWith(items), {{"ETag", "\"feed\""}}, {}});
  const auto watch = [&](const std::string& store, const std::string& how) {
    return std::vector<std::string>{"--store",  store, "watch",   server.At("/feed"),
                                    "--follow", how,   "--pause", "0"};
  };
  RunProgram(watch(At("whole"), "--once"));
  const Contents whole = ContentsOf(At("whole"));
  ASSERT_EQ(whole.size(), static_cast<std::size_t>(kArticles));
  for (int round = 0; round < rounds_; ++round) {
    const std::string store = At(std::to_string(round) + ".db");
    int out = -1;
    const pid_t child = StartProgram(watch(store, "--every=1s"), out);
    const std::string said = Kill(child, out);
    ExpectPartOf(whole, store, Told(said), round);
    RunProgram(watch(store, "--once"));
    EXPECT_EQ(ContentsOf(store), whole) << "round " << round;
    fs::remove_all(store);
  }
}

}  // namespace
}  // namespace lode
