// The most told lines about an entity, and what is counted and not read: against all of them.

#include "lode/about.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/storage/fixture.h"

namespace lode {
namespace {

using test::OpenStore;
using test::RecordMaker;
using test::TempFolder;

class AboutTest : public testing::Test {
 protected:
  // Nine articles: the port supplies firms 0 to 8, of which every article names firm 0; it is
  // named beside in each, and owns the quay in three.
  void SetUp() override {
    for (int i = 0; i < 9; ++i) {
      RecordMaker maker("a" + std::to_string(i));
      maker.Sentence("The port of Lovik, told of " + std::to_string(i) + " times.");
      const auto port = maker.Node(IdentityClass::kName, "Lovik Port", "company");
      const auto common = maker.Node(IdentityClass::kName, "Firm 0", "company");
      const auto own = maker.Node(IdentityClass::kName, "Firm " + std::to_string(1 + i), "company");
      maker.Add(port, "supplies", common);
      maker.Add(port, "supplies", own);
      maker.Add(own, "leads", common).said_by = port;
      if (i < 3) maker.Add(port, "owns", common);
      ASSERT_TRUE(WriteArticles(store_, {maker.record()}, true).ok());
    }
    id_ = Must(store_.Resolve("Lovik Port")).front().entity.id;
  }
  static std::size_t With(const AboutEntity& about, const std::string& predicate) {
    return static_cast<std::size_t>(
        std::count_if(about.statements.begin(), about.statements.end(),
                      [&](const Statement& one) { return one.predicate == predicate; }));
  }

  TempFolder folder_;
  Store store_ = OpenStore(folder_ / "store");
  std::string id_;
};

TEST_F(AboutTest, WithoutLimitsItIsAllStatements) {
  const AboutEntity about = Must(About(store_, id_));
  EXPECT_EQ(about.statements.size(), 30u);
  EXPECT_EQ(about.all_statements, 30u);
  EXPECT_EQ(about.articles, 9u);
  EXPECT_EQ(about.lines, 10u + 1u + 9u);
  EXPECT_TRUE(about.left_out.empty() && about.articles_of.empty());
  const auto all = Must(store_.StatementsAbout(id_));
  ASSERT_EQ(all.size(), about.statements.size());
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].id, about.statements[i].id);
}

TEST_F(AboutTest, TheMostToldLinesAreReadAndTheOthersCounted) {
  const AboutEntity about = Must(About(store_, id_, {.lines = 2}));
  EXPECT_EQ(With(about, "supplies"), 9u + 1u);  // firm 0, and the one that was loaded first
  EXPECT_EQ(With(about, "owns"), 3u);
  EXPECT_EQ(With(about, "leads"), 2u);
  EXPECT_EQ(about.all_statements, 30u);
  EXPECT_EQ(about.lines, 20u);
  const std::map<std::string, std::uint64_t> left_out = {{"supplies", 8}, {"", 7}};
  EXPECT_EQ(about.left_out, left_out);
}

TEST_F(AboutTest, OfALineSomeStatementsAreReadAndItsArticlesCounted) {
  const AboutEntity about = Must(About(store_, id_, {.lines = 1, .statements = 4}));
  EXPECT_EQ(With(about, "supplies"), 4u);
  EXPECT_EQ(about.articles_of.size(), 4u);
  for (const auto& [id, articles] : about.articles_of) EXPECT_EQ(articles, 9u) << id;
  EXPECT_EQ(With(about, "owns"), 3u);
}

TEST_F(AboutTest, OfNobodyThereIsNothing) {
  const AboutEntity about = Must(About(store_, "e:000000000000"));
  EXPECT_TRUE(about.statements.empty());
  EXPECT_EQ(about.all_statements, 0u);
}

}  // namespace
}  // namespace lode
