// Articles that are stored together are stored as each by itself; and where one is known already
// nothing is.
#include <algorithm>
#include <map>
#include <random>

#include "fixture.h"
#include "storage/names/name_index.h"
#include "storage/names/sorted_map.h"
#include "storage/schema/schema.h"

namespace lode {
namespace {

using test::Everything;
using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

std::vector<NewArticle> SomeArticles(unsigned count) {
  std::mt19937 random(7);
  std::vector<NewArticle> articles;
  for (unsigned i = 0; i < count; ++i) {
    ArticleRecord record = RandomArticle(random, "new");
    record.article.info.path = "new/" + std::to_string(i) + ".txt";
    record.article.info.url = i % 3 == 0 ? "" : "https://quay.example/" + std::to_string(i);
    const std::string id = ArticleIdOf(record.article);
    const bool is_there = std::any_of(articles.begin(), articles.end(), [&](const NewArticle& one) {
      return ArticleIdOf(one.record.article) == id;
    });
    if (!is_there) articles.push_back({std::move(record), true});
  }
  return articles;
}

TEST(NewArticles, AreStoredTogetherAsEachByItself) {
  TempFolder folder;
  Store together = OpenStore(folder / "together"), alone = OpenStore(folder / "alone");
  const std::vector<NewArticle> articles = SomeArticles(30);
  EXPECT_GT(articles.size(), 10u);
  EXPECT_TRUE(Must(WriteNewArticles(together, articles, "quay")));
  for (const NewArticle& article : articles)
    EXPECT_EQ(Must(WriteArticles(alone, {article.record}, true, "quay")).added, 1u);
  EXPECT_EQ(Everything(together), Everything(alone));
}

TEST(NewArticles, AreNotWhatTheStoreHasToDoWith) {
  TempFolder folder;
  Store store = OpenStore(folder / "store");
  std::vector<NewArticle> articles = SomeArticles(6);
  ASSERT_GE(articles.size(), 4u);
  const ArticleRecord known = articles[1].record;
  Must(WriteArticles(store, {known}, true));
  const std::string before = Everything(store);
  const auto refuses = [&](const ArticleRecord& record, bool replace_path) {
    EXPECT_FALSE(IsNewArticle(store, record, replace_path));
    EXPECT_FALSE(Must(WriteNewArticles(store, {articles[0], {record, replace_path}})));
    EXPECT_EQ(Everything(store), before);
  };
  ArticleRecord same_text = known, same_path = articles[2].record, same_url = articles[3].record;
  same_text.article.info.path = "elsewhere.txt";
  same_text.article.info.url = "";
  refuses(same_text, true);
  same_path.article.info.path = known.article.info.path;
  same_path.article.info.url = "";
  refuses(same_path, true);
  EXPECT_TRUE(IsNewArticle(store, same_path, false));  // one more of its file
  same_url.article.info.url = known.article.info.url;
  refuses(same_url, false);
}

NodeFacts FactsWith(std::mt19937& random, unsigned names) {
  NodeFacts facts;
  facts.key = "name|port of solvik";
  facts.named = 3;
  facts.shorts = random() % 2;
  for (unsigned i = 0; i < names; ++i) {
    const std::string name = "port " + std::to_string(random() % 20) + (i % 2 != 0 ? "'s" : "");
    facts.forms[name] = {name, 1, 1, random() % 2};
    if (i % 3 == 0) facts.short_forms[name] = 1;
  }
  return facts;
}

TEST(NameIndex, AddsTheKeysOfWhatCameAlone) {
  const auto schema = Schema::BuiltIn();
  std::mt19937 random(3);
  constexpr NameNode kNode = 9;
  for (int round = 0; round < 200; ++round) {
    const NodeFacts before = FactsWith(random, 6);
    NodeFacts now = before;
    for (const auto& [text, form] : FactsWith(random, 3).forms) {
      NodeFacts::Form& sum = now.forms[text];
      sum.folded = form.folded;
      sum.name_refs += form.name_refs;
      if (random() % 2 != 0) now.short_forms[text] += 1;
    }
    auto keys = IndexKeysOf(before, kNode, *schema);
    auto added = IndexKeysAdded(before, now, kNode, *schema);
    ASSERT_TRUE(added);
    keys.merge(*added);
    EXPECT_EQ(keys, IndexKeysOf(now, kNode, *schema));
  }
}

TEST(NameIndex, IsComputedAnewWhereSomethingWent) {
  const auto schema = Schema::BuiltIn();
  std::mt19937 random(3);
  const NodeFacts before = FactsWith(random, 6);
  NodeFacts now = before;
  now.forms.erase(now.forms.begin());
  EXPECT_FALSE(IndexKeysAdded(before, now, 9, *schema));
  now = before;
  now.short_forms.erase(now.short_forms.begin());
  EXPECT_FALSE(IndexKeysAdded(before, now, 9, *schema));
  now = before;
  now.named = now.others = 0;
  EXPECT_FALSE(IndexKeysAdded(before, now, 9, *schema));
}

TEST(SortedMap, IsAMap) {
  std::mt19937 random(5);
  SortedMap<std::string, int> map;
  std::map<std::string, int> expected;
  for (int i = 0; i < 2000; ++i) {
    const std::string key = std::to_string(random() % 50);
    if (random() % 3 == 0) {
      map.erase(key);
      expected.erase(key);
    } else {
      map[key] = expected[key] = i;
    }
    ASSERT_EQ(map.size(), expected.size());
    ASSERT_EQ(map.contains(key), expected.contains(key));
    ASSERT_TRUE(std::equal(
        map.begin(), map.end(), expected.begin(),
        [](const auto& a, const auto& b) { return a.first == b.first && a.second == b.second; }));
  }
}

}  // namespace
}  // namespace lode
