// The store against the plainest thing that could hold the same: a list of what
// is loaded. Whatever leaves a store is a function of that list, never of how the
// store got there.

#include <map>

#include "fixture.h"
#include "storage/snapshot/snapshot.h"

namespace lode {
namespace {

using test::Everything;
using test::Exported;
using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

// path -> records loaded from it
using Model = std::map<std::string, std::vector<ArticleRecord>>;

Store FreshStore(const std::string& path, const Model& model) {
  Store store = OpenStore(path);
  for (const auto& [name, records] : model) {
    auto outcome = WriteArticles(store, records, true);
    EXPECT_TRUE(outcome.ok()) << outcome.status().message();
  }
  return store;
}

TEST(StoreModel, ExportsTheSameAfterAnyHistory) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    TempFolder folder;
    Model model;
    Store store = OpenStore(folder / "store");
    for (int step = 0; step < 40; ++step) {
      const std::string path = "file" + std::to_string(random() % 8) + ".txt";
      if (random() % 4 == 0) {
        auto gone = store.Forget(path);
        EXPECT_EQ(gone.ok(), model.contains(path));
        model.erase(path);
        continue;
      }
      std::vector<ArticleRecord> records;
      for (unsigned part = 1; part <= 1 + random() % 2; ++part) {
        // Half of the articles are copies of what stands elsewhere, under other facts.
        if (!model.empty() && random() % 2 == 0) {
          auto other = std::next(model.begin(), static_cast<long>(random() % model.size()));
          records.push_back(other->second.front());
          records.back().article.info.path = path;
          records.back().article.info.title = "Copy";
        } else {
          records.push_back(RandomArticle(random, path));
        }
        records.back().article.info.part = part;
      }
      auto outcome = WriteArticles(store, records, true);
      ASSERT_TRUE(outcome.ok()) << outcome.status().message();
      model[path] = records;
    }
    EXPECT_EQ(Everything(store), Everything(FreshStore(folder / "fresh", model)))
        << "seed " << seed;
  }
}

TEST(StoreModel, ForgettingUndoesLoading) {
  std::mt19937 random(7);
  TempFolder folder;
  Store store = OpenStore(folder / "store");
  for (int i = 0; i < 10; ++i)
    ASSERT_TRUE(
        WriteArticles(store, {RandomArticle(random, "base" + std::to_string(i))}, true).ok());
  const std::string before = Everything(store);
  for (int i = 0; i < 10; ++i)
    ASSERT_TRUE(
        WriteArticles(store, {RandomArticle(random, "more" + std::to_string(i))}, true).ok());
  EXPECT_NE(Everything(store), before);
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(store.Forget("more" + std::to_string(i)).ok());
  EXPECT_EQ(Everything(store), before);
}

TEST(StoreModel, ReopensAsItWas) {
  std::mt19937 random(8);
  TempFolder folder;
  std::string before;
  {
    Store store = OpenStore(folder / "store");
    for (int i = 0; i < 10; ++i)
      ASSERT_TRUE(
          WriteArticles(store, {RandomArticle(random, "f" + std::to_string(i))}, true).ok());
    before = Everything(store);
  }
  EXPECT_EQ(Everything(OpenStore(folder / "store")), before);
}

TEST(StoreModel, ImportsWhatItExported) {
  std::mt19937 random(9);
  TempFolder folder;
  Store store = OpenStore(folder / "store");
  for (int i = 0; i < 20; ++i)
    ASSERT_TRUE(
        WriteArticles(store, {RandomArticle(random, "f" + std::to_string(i), 12)}, true).ok());
  const std::string articles = Exported(store, ExportFormat::kArticles);
  const std::string statements = Exported(store, ExportFormat::kStatements);

  Store together = OpenStore(folder / "together");
  std::istringstream both(articles + statements);
  auto report = together.Import(both, "export");
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(report->articles, 20u);
  EXPECT_EQ(Everything(together), Everything(store));

  Store apart = OpenStore(folder / "apart");
  std::istringstream first(articles), second(statements), again(statements);
  ASSERT_TRUE(apart.Import(first, "articles").ok());
  ASSERT_TRUE(apart.Import(second, "statements").ok());
  EXPECT_EQ(Everything(apart), Everything(store));
  report = apart.Import(again, "statements");
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->statements, 0u);
  EXPECT_EQ(Everything(apart), Everything(store));
}

}  // namespace
}  // namespace lode
