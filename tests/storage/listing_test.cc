// Pages of articles against the list of all of them.

#include <algorithm>
#include <map>
#include <set>

#include "fixture.h"
#include "lode/articles.h"
#include "lode/sets.h"

namespace lode {
namespace {

using test::OpenStore;
using test::RecordMaker;
using test::TempFolder;

ArticleRecord Listed(const std::string& path, std::uint32_t part, const std::string& text) {
  RecordMaker make(path);
  make.Sentence(text);
  ArticleRecord record = make.record();
  record.article.info.part = part;
  record.article.info.title = "Title " + std::to_string(part % 7);
  return record;
}

std::vector<std::string> PlacesOf(const std::vector<ArticleInfo>& articles) {
  std::vector<std::string> places;
  for (const ArticleInfo& info : articles)
    places.push_back(info.path + ":" + std::to_string(info.part) + ":" + info.id);
  return places;
}

class Listing : public ::testing::Test {
 protected:
  // Many of one path, in no order; some at two paths, some in a set.
  void SetUp() override {
    std::mt19937 random(3);
    std::vector<std::uint32_t> parts;
    for (std::uint32_t part = 1; part <= 400; ++part) parts.push_back(part);
    std::shuffle(parts.begin(), parts.end(), random);
    std::vector<ArticleRecord> many, of_set;
    for (const std::uint32_t part : parts)
      many.push_back(Listed("dump.jsonl", part, "Text number " + std::to_string(part) + "."));
    for (std::uint32_t i = 0; i < 60; ++i) {
      const std::string text = "Small text " + std::to_string(i) + ".";
      auto& list = i % 3 == 0 ? of_set : many;
      list.push_back(Listed("dir/" + std::to_string(random() % 40), i, text));
      if (i % 5 == 0) list.push_back(Listed((i % 2 == 0 ? "a/" : "z/") + text, 1, text));
    }
    // What is loaded from a path is all that is there.
    ASSERT_TRUE(WriteArticles(store_, many, false).ok());
    ASSERT_TRUE(WriteArticles(store_, of_set, false, "north").ok());
    all_ = PlacesOf(Must(store_.Articles()));
    ASSERT_EQ(all_.size(), 460u);
  }

  void ExpectPages(ArticlesWanted wanted) {
    wanted.limit = 0;
    const auto whole = PlacesOf(Must(ListArticles(store_, wanted)).articles);
    for (const std::size_t limit : {1u, 7u, 60u, 200u, 450u, 460u, 500u}) {
      wanted.limit = limit;
      const ArticlesPage page = Must(ListArticles(store_, wanted));
      auto expected = whole;
      expected.resize(std::min(limit, whole.size()));
      EXPECT_EQ(PlacesOf(page.articles), expected) << limit;
      EXPECT_EQ(page.more, whole.size() > limit) << limit;
    }
  }

  TempFolder folder_;
  Store store_ = OpenStore(folder_ / "store");
  std::vector<std::string> all_;
};

TEST_F(Listing, APageIsTheBeginningOfTheWhole) {
  EXPECT_EQ(all_, PlacesOf(Must(ListArticles(store_, {})).articles));
  auto sorted = Must(store_.Articles());
  std::sort(sorted.begin(), sorted.end(), [](const ArticleInfo& a, const ArticleInfo& b) {
    return std::tie(a.path, a.part, a.id) < std::tie(b.path, b.part, b.id);
  });
  EXPECT_EQ(all_, PlacesOf(sorted));
  ExpectPages({});
  ExpectPages({"TITLE 3", {}, 0});
  ExpectPages({"nowhere", {}, 0});
  ExpectPages({{}, "north", 0});
  ExpectPages({"dir/1", "north", 0});
  EXPECT_EQ(PlacesOf(Must(ArticlesOfSet(store_, "north"))),
            PlacesOf(Must(ListArticles(store_, {{}, "north", 0})).articles));
  EXPECT_EQ(ListArticles(store_, {{}, "none", 5}).status().code(), Code::kNotFound);
}

TEST_F(Listing, APartIsLookedForInEachPathOfAnArticle) {
  std::set<std::string> found;
  for (const ArticleInfo& info : Must(ListArticles(store_, {"Z/small", {}, 0})).articles)
    found.insert(info.path.substr(0, 4));
  EXPECT_EQ(found, std::set<std::string>{"dir/"}) << "they are listed by their first path";
}

TEST_F(Listing, StoriesAreCutWhereThereIsNoMoreRoom) {
  const std::string story =
      "The harbour of Lindau was closed on Monday because a ship of the Solvik Line had run "
      "aground in the night and lay across its only gate, the master of the harbour told the "
      "town before the council met";
  const std::string other =
      "Prices of copper fell for a third week after mines in the north opened again and buyers "
      "in the south had filled their stores early, traders at the exchange of metals said while "
      "few of them expected a turn";
  for (int i = 0; i < 5; ++i) {
    const std::string end = ", number " + std::to_string(i) + ".";
    const auto put = [&](const std::string& path, const std::string& text) {
      ASSERT_TRUE(WriteArticles(store_, {Listed(path, 1, text + end)}, true).ok());
    };
    put("s/" + std::to_string(9 - i), story);
    if (i < 3) put("t/" + std::to_string(i), other);
  }
  const StoriesPage whole = Must(ListStories(store_, {"/", {}, 0}));
  ASSERT_EQ(whole.stories.size(), 2u);
  EXPECT_EQ(whole.stories[0].size(), 5u);
  EXPECT_EQ(whole.stories[1].size(), 3u);
  EXPECT_EQ(PlacesOf(whole.stories[0]).front().substr(0, 3), "s/5");
  EXPECT_FALSE(whole.more);
  const StoriesPage page = Must(ListStories(store_, {{}, {}, 6}));
  ASSERT_EQ(page.stories.size(), 2u);
  EXPECT_EQ(page.stories[1].size(), 1u);
  EXPECT_TRUE(page.more);
  EXPECT_FALSE(Must(ListStories(store_, {{}, {}, 8})).more);
  const StoriesPage of_part = Must(ListStories(store_, {"t/1", {}, 0}));
  ASSERT_EQ(of_part.stories.size(), 1u);
  EXPECT_EQ(of_part.stories[0].size(), 3u);
}

}  // namespace
}  // namespace lode
