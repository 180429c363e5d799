// Loading files of one and of many records into a store, again and changed.
#include "lode/load.h"

#include <gmock/gmock.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <new>
#include <thread>

#include "tests/must.h"
#include "tests/storage/fixture.h"

namespace testing_memory {

// Threads other than the one that sets it get no block of more than so many bytes.
std::atomic<std::size_t> most = ~std::size_t{0};
std::atomic<std::thread::id> spared;

struct Limit {
  explicit Limit(std::size_t bytes) {
    spared = std::this_thread::get_id();
    most = bytes;
  }
  ~Limit() { most = ~std::size_t{0}; }
};

void* Allocate(std::size_t size) {
  if (size > most && std::this_thread::get_id() != spared.load()) throw std::bad_alloc();
  if (void* block = std::malloc(size == 0 ? 1 : size)) return block;
  throw std::bad_alloc();
}

}  // namespace testing_memory

void* operator new(std::size_t size) {
  return testing_memory::Allocate(size);
}
void* operator new[](std::size_t size) {
  return testing_memory::Allocate(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* block) noexcept {
  std::free(block);
}
void operator delete[](void* block) noexcept {
  std::free(block);
}
void operator delete(void* block, std::size_t) noexcept {
  std::free(block);
}
void operator delete[](void* block, std::size_t) noexcept {
  std::free(block);
}

namespace lode {
namespace {

using testing::UnorderedElementsAre;

void WriteFile(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

LoadReport LoadInto(Store& store, const std::string& path) {
  LoadOptions options;
  options.data_directory = LODE_DATA_DIR;
  Result<LoadReport> report = Load(store, {path}, options);
  EXPECT_TRUE(report.ok()) << report.status().message();
  return report.ok() ? *report : LoadReport{};
}

std::vector<std::string> Titles(const Store& store) {
  std::vector<std::string> titles;
  for (const ArticleInfo& info : Must(store.Articles())) titles.push_back(info.title);
  return titles;
}

std::string Item(const std::string& title, const std::string& text) {
  return "<item><title>" + title + "</title><description>" + text + "</description></item>";
}

std::string Feed(const std::string& items) {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Quay Notes</title>" + items +
         "</channel></rss>";
}

const std::string kFerry = Item("Ferry line buys two ships", "Solvik Line bought two ships.");
const std::string kPilots = Item("Pilots end their walkout", "Pilots in Arn ended a walkout.");
const std::string kCrane = Item("A crane falls in Bex", "A crane fell in Bex on Sunday.");

TEST(Load, KeepsEveryEntryOfAFeed) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  WriteFile(folder / "a.rss", Feed(kFerry + kPilots + kCrane));
  LoadReport first = LoadInto(store, folder / "a.rss");
  EXPECT_EQ(first.added, 3u);
  EXPECT_EQ(first.replaced, 0u);
  EXPECT_THAT(Titles(store),
              UnorderedElementsAre("Ferry line buys two ships", "Pilots end their walkout",
                                   "A crane falls in Bex"));
  LoadReport again = LoadInto(store, folder / "a.rss");
  EXPECT_EQ(again.added, 0u);
  EXPECT_EQ(again.unchanged, 3u);
  EXPECT_EQ(again.replaced, 0u);
}

TEST(Load, LeavesOutWhatIsLessSure) {
  test::TempFolder folder;
  WriteFile(folder / "a.txt",
            "Halden Industries owns Nordhaven. The company supplies cells to Meridian Motors. "
            "Meridian Motors bought Lovik, said Mayor Lena Brandt.");
  LoadOptions options;
  options.data_directory = LODE_DATA_DIR;
  std::uint64_t all = 0;
  for (const double least : {0.0, 0.5, 1.0}) {
    Store store = test::OpenStore(folder / std::to_string(least));
    options.min_confidence = least;
    const Result<LoadReport> report = Load(store, {folder / "a.txt"}, options);
    ASSERT_TRUE(report.ok()) << report.status().message();
    if (least == 0) all = report->statements;
    EXPECT_EQ(report->statements + report->below_confidence, all);
    for (const EntityInfo& info : Must(store.Entities("")))
      for (const Statement& statement : Must(store.StatementsAbout(info.entity.id)))
        EXPECT_TRUE(statement.derived || statement.confidence >= least);
  }
  EXPECT_GT(all, 0u);
}

// What is drawn is a part less sure than what it is drawn from, and stays with it.
TEST(Load, KeepsWhatIsDrawnFromWhatIsKept) {
  test::TempFolder folder;
  WriteFile(folder / "a.txt",
            "Nordhaven Cloud is a unit of Nordhaven. Nordhaven Cloud competes with Veldt.");
  LoadOptions options;
  options.data_directory = LODE_DATA_DIR;
  const auto sureness = [&](const std::string& name, double least) {
    options.min_confidence = least;
    Store store = test::OpenStore(folder / name);
    EXPECT_TRUE(Load(store, {folder / "a.txt"}, options).ok());
    std::map<bool, double> least_sure;  // of what was read, of what was drawn
    for (const EntityInfo& info : Must(store.Entities("")))
      for (const Statement& statement : Must(store.StatementsAbout(info.entity.id)))
        if (statement.predicate == "competes-with" || statement.predicate == "part-of") {
          double& sure = least_sure.try_emplace(statement.derived, 1).first->second;
          sure = std::min(sure, statement.confidence);
        }
    return least_sure;
  };
  const auto all = sureness("all", 0);
  ASSERT_LT(all.at(true), all.at(false));
  EXPECT_EQ(sureness("read", all.at(false)), all);
  EXPECT_FALSE(sureness("none", all.at(false) + 0.02).contains(true));
}

// What is most likely wrong is left out unless all is asked for, and counted.
TEST(Load, WhatIsMostLikelyWrongIsLeftOutUnlessSaid) {
  test::TempFolder folder;
  WriteFile(folder / "a.txt", "Halden Industries owns Nordhaven.");
  LoadOptions options;
  options.data_directory = LODE_DATA_DIR;
  EXPECT_EQ(options.min_confidence, 0.3);
  options.min_confidence = 0.99;  // nothing is that sure
  Store store = test::OpenStore(folder / "store");
  const Result<LoadReport> report = Load(store, {folder / "a.txt"}, options);
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(report->statements, 0u);
  EXPECT_GT(report->below_confidence, 0u);
}

TEST(Load, KeepsEveryObjectOfAJsonArray) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  WriteFile(folder / "a.json",
            R"([{"title": "Mill opens in Arn", "text": "A mill opened in Arn."},
                {"title": "Mill closes in Bex", "text": "A mill closed in Bex."}])");
  EXPECT_EQ(LoadInto(store, folder / "a.json").added, 2u);
  EXPECT_THAT(Titles(store), UnorderedElementsAre("Mill opens in Arn", "Mill closes in Bex"));
}

TEST(Load, NamesADateThatIsNone) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  const auto undated = [&](const std::string& published) {
    const std::string text = R"({"title": "Mill sold", "text": "Ana Rivera sold the mill.",)";
    const auto report =
        LoadTexts(store, {{"a.json", text + "\"published\": \"" + published + "\"}"}});
    EXPECT_TRUE(report.ok()) << report.status().message();
    EXPECT_TRUE(report->errors.empty());
    return report->undated.empty() ? "" : report->undated.front().message;
  };
  EXPECT_THAT(undated("2025-13-45"), testing::HasSubstr("\"2025-13-45\" is no date"));
  EXPECT_THAT(undated("last Tuesday"), testing::HasSubstr("\"last Tuesday\" is no date"));
  EXPECT_EQ(undated("2025-06-03"), "");
  EXPECT_EQ(undated("0001-01-01T00:00:00"), "") << "stands for nothing";
  EXPECT_EQ(undated("null"), "");
}

TEST(Load, DropsWhatLeftAFeed) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  WriteFile(folder / "a.rss", Feed(kFerry + kPilots));
  LoadInto(store, folder / "a.rss");
  WriteFile(folder / "a.rss", Feed(kFerry + kCrane));
  LoadReport report = LoadInto(store, folder / "a.rss");
  EXPECT_EQ(report.added, 1u);
  EXPECT_EQ(report.replaced, 1u);
  EXPECT_THAT(Titles(store),
              UnorderedElementsAre("Ferry line buys two ships", "A crane falls in Bex"));
  WriteFile(folder / "a.rss", Feed(kFerry));
  EXPECT_EQ(LoadInto(store, folder / "a.rss").replaced, 1u);
  EXPECT_THAT(Titles(store), UnorderedElementsAre("Ferry line buys two ships"));
}

TEST(Load, ReplacesAChangedFileWhole) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  WriteFile(folder / "a.txt", "Solvik Line bought two ships from a yard in Arn on Monday.\n");
  LoadInto(store, folder / "a.txt");
  WriteFile(folder / "a.txt", "Solvik Line sold two ships to a yard in Arn on Monday.\n");
  LoadReport report = LoadInto(store, folder / "a.txt");
  EXPECT_EQ(report.added, 1u);
  EXPECT_EQ(report.replaced, 1u);
  EXPECT_EQ(Must(store.Articles()).size(), 1u);
}

TEST(Load, KeepsOldArticlesBesideAnUnreadableRecord) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  WriteFile(folder / "a.jsonl",
            "{\"title\": \"Mill opens in Arn\", \"text\": \"A mill opened in Arn.\"}\n"
            "{\"title\": \"Mill closes in Bex\", \"text\": \"A mill closed in Bex.\"}\n");
  LoadInto(store, folder / "a.jsonl");
  WriteFile(folder / "a.jsonl",
            "{\"title\": \"Mill sold in Arn\", \"text\": \"A mill was sold in Arn.\"}\n"
            "{\"count\": 3}\n");
  LoadReport report = LoadInto(store, folder / "a.jsonl");
  EXPECT_EQ(report.errors.size(), 1u);
  EXPECT_EQ(Must(store.Articles()).size(), 3u);
}

// Loads with threads that get no block of more than `bytes`.
LoadReport LoadWithLittleMemory(Store& store, const std::string& path, std::size_t bytes) {
  LoadOptions options;
  options.data_directory = LODE_DATA_DIR;
  options.jobs = 2;
  testing_memory::Limit limit(bytes);
  Result<LoadReport> report = Load(store, {path}, options);
  EXPECT_TRUE(report.ok()) << report.status().message();
  return report.ok() ? *report : LoadReport{};
}

TEST(Load, WantOfMemoryInAThreadCostsTheArticleOnly) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  std::filesystem::create_directory(folder / "articles");
  std::string large = "A long report\n\n";
  for (int i = 0; i < 6000; ++i) large += "Ann Berg sold the yard " + std::to_string(i) + ". ";
  WriteFile(folder / "articles/large.txt", large);
  WriteFile(folder / "articles/small.txt", "Yard sold\n\nAnn Berg sold the yard.\n");
  const LoadReport report = LoadWithLittleMemory(store, folder / "articles", 100'000);
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_NE(report.errors[0].path.find("large.txt"), std::string::npos);
  EXPECT_NE(report.errors[0].message.find("memory"), std::string::npos);
  EXPECT_EQ(Must(store.Articles()).size(), 1u);
}

std::string PathsOf(const Store& store) {
  std::string paths;
  for (const ArticleInfo& info : Must(store.Articles()))
    paths += std::filesystem::path(info.path).filename().string() + " ";
  return paths;
}

TEST(Load, StoresManyNewFilesAsEachByItself) {
  test::TempFolder folder;
  std::filesystem::create_directories(folder / "all");
  constexpr int kFiles = 75;  // more than are stored together, twice
  for (int i = 0; i < kFiles; ++i) {
    const std::string number = std::to_string(100 + i);
    // Every tenth is the same text; every seventh has the address of the one before.
    const std::string text = i % 10 == 0 ? "Solvik Line bought two ships."
                                         : "Solvik Line bought ship number " + number + ".";
    const int address = i % 7 == 0 && i > 0 ? i - 1 : i;
    WriteFile((folder / "all") + "/" + number + ".html",
              "<html><head><link rel=\"canonical\" href=\"https://quay.example/" +
                  std::to_string(address) + "\"></head><body><h1>Ships " + number + "</h1><p>" +
                  text + "</p></body></html>");
  }
  Store together = test::OpenStore(folder / "together"), alone = test::OpenStore(folder / "alone");
  LoadOptions options;
  options.data_directory = LODE_DATA_DIR;
  std::uint64_t told = 0;
  options.on_stored = [&](const StoredChange& change) { told += change.added; };
  const Result<LoadReport> report = Load(together, {folder / "all"}, options);
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(told, report->added);
  for (int i = 0; i < kFiles; ++i)
    LoadInto(alone, (folder / "all") + "/" + std::to_string(100 + i) + ".html");
  EXPECT_EQ(test::Everything(together), test::Everything(alone));
}

TEST(Load, TwoFilesWithOneAddressSettleOnTheLater) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  std::filesystem::create_directory(folder / "in");
  const std::string head = "{\"url\": \"https://q.example/1\", \"title\": \"Mill sold\", ";
  WriteFile(folder / "in/a.json", head + "\"text\": \"A mill was sold in Arn.\"}");
  WriteFile(folder / "in/b.json", head + "\"text\": \"A mill was sold in Bex.\"}");
  LoadInto(store, folder / "in");
  EXPECT_EQ(PathsOf(store), "b.json ");
  for (int again = 0; again < 2; ++again) {
    const LoadReport report = LoadInto(store, folder / "in");
    EXPECT_EQ(report.added, 0u);
    EXPECT_EQ(report.unchanged, 1u);
    EXPECT_EQ(report.superseded, 1u);
    EXPECT_EQ(PathsOf(store), "b.json ");
  }
  LoadInto(store, folder / "in/a.json");  // alone it is the newest
  EXPECT_EQ(PathsOf(store), "a.json ");
}

TEST(Load, NamesThatAreNoUtf8AreEscaped) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  WriteFile(folder / "caf\xE9.txt", "Solvik Line bought two ships in Arn.\n");
  EXPECT_EQ(LoadInto(store, folder / "caf\xE9.txt").added, 1u);
  EXPECT_EQ(PathsOf(store), "caf%E9.txt ");
  EXPECT_EQ(LoadInto(store, folder / "caf\xE9.txt").unchanged, 1u);
}

TEST(Load, TakesTextsThatTheCallerHolds) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  LoadOptions options;
  options.data_directory = LODE_DATA_DIR;
  options.source = "Harbour Post";
  const std::string record =
      R"({"title": "Ships sold", "text": "Solvik Line bought two ships in Arn."})";
  const auto load = [&](const std::vector<GivenText>& texts) {
    return LoadTexts(store, texts, options);
  };
  EXPECT_EQ(Must(load({{"wire/1", record}, {"wire/2", "Arn Bank sued Solvik Line.\n"}})).added, 2u);
  EXPECT_EQ(PathsOf(store), "1 2 ");
  EXPECT_EQ(Must(store.Articles())[0].path, "wire/1");
  EXPECT_EQ(Must(store.Articles())[0].title, "Ships sold");
  EXPECT_EQ(Must(store.Articles())[1].source, "Harbour Post");
  EXPECT_EQ(Must(load({{"wire/1", record}})).unchanged, 1u);
  EXPECT_EQ(Must(load({{"wire/2", "Arn Bank praised Solvik Line.\n"}})).replaced, 1u);
  std::size_t statements = 0;
  Must(ExtractTexts({{"wire/3", "Arn Bank sued Solvik Line.\n"}}, options,
                    [&](const Extraction& read) { statements += read.statements.size(); }));
  EXPECT_GT(statements, 0u);
  EXPECT_EQ(load({{"", "x"}}).status().code(), Code::kInvalidInput);
  EXPECT_EQ(load({{"a", "x"}, {"a", "y"}}).status().code(), Code::kInvalidInput);
}

TEST(Load, RefusesOptionsThatAreNone) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  LoadOptions options;
  options.data_directory = LODE_DATA_DIR;
  options.published = "soon";
  const Result<LoadReport> dated = Load(store, {folder / "a.txt"}, options);
  ASSERT_FALSE(dated.ok());
  EXPECT_THAT(dated.status().message(), testing::HasSubstr("'soon' is no date"));
  options.published.clear();
  options.fields = {{"words", "x"}};
  EXPECT_EQ(Load(store, {folder / "a.txt"}, options).status().code(), Code::kInvalidInput);
}

}  // namespace
}  // namespace lode
