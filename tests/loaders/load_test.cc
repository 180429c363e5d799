// Loading files of one and of many records into a store, again and changed.
#include "lode/load.h"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/storage/fixture.h"

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
  for (const ArticleInfo& info : store.Articles()) titles.push_back(info.title);
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
    for (const EntityInfo& info : store.Entities(""))
      for (const Statement& statement : store.StatementsAbout(info.entity.id))
        EXPECT_GE(statement.confidence, least);
  }
  EXPECT_GT(all, 0u);
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
  EXPECT_EQ(store.Articles().size(), 1u);
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
  EXPECT_EQ(store.Articles().size(), 3u);
}

}  // namespace
}  // namespace lode
