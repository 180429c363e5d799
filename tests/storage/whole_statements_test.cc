// Statements read one by one are what their whole article says of them; an entity counted by
// itself has the counts that all entities counted at once give it.

#include <map>

#include "lode/json.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

class WholeStatements : public testing::Test {
 protected:
  void Load(int from, int to) {
    for (int i = from; i < to; ++i) {
      ArticleRecord record = RandomArticle(random_, "f" + std::to_string(i), 12);
      for (StatementRecord& statement : record.statements) {
        Argument link;
        link.node = static_cast<std::uint32_t>(random_() % record.nodes.size());
        if (random_() % 3 == 0) statement.via.push_back(link);
        link = {};
        link.literal = test::Text("a wire");
        if (random_() % 5 == 0) statement.via.push_back(link);
      }
      ASSERT_TRUE(WriteArticles(store_, {record}, true).ok());
    }
  }
  // Of all articles, by id: decoded and numbered anew, as exports are.
  std::map<std::string, std::string> OfArticles() const {
    std::map<std::string, std::string> all;
    for (const ArticleInfo& info : Must(store_.Articles()))
      for (const Statement& statement : Must(store_.StatementsOf(info.id)))
        all.emplace(statement.id, ToJson(statement));
    return all;
  }

  std::mt19937 random_{11};
  TempFolder folder_;
  Store store_ = OpenStore(folder_ / "s");
};

TEST_F(WholeStatements, ReadOneByOneAreThoseOfTheirArticle) {
  Load(0, 25);
  ASSERT_TRUE(store_.Forget("f7").ok());
  const std::map<std::string, std::string> all = OfArticles();
  ASSERT_GT(all.size(), 200u);
  std::size_t compared = 0;
  for (const EntityInfo& info : Must(store_.Entities("")))
    for (const Statement& statement : Must(store_.StatementsAbout(info.entity.id))) {
      ASSERT_EQ(ToJson(statement), all.at(statement.id));
      ++compared;
    }
  EXPECT_GE(compared, all.size());
  for (const auto& [id, json] : all) ASSERT_EQ(ToJson(Must(store_.StatementOf(id))), json);
}

TEST_F(WholeStatements, OfAnEntityComeByArticle) {
  Load(0, 10);
  for (const EntityInfo& info : Must(store_.Entities(""))) {
    const std::vector<Statement> about = Must(store_.StatementsAbout(info.entity.id));
    EXPECT_TRUE(std::is_sorted(about.begin(), about.end(), [](const auto& a, const auto& b) {
      return std::tie(a.article->id, a.sentence) < std::tie(b.article->id, b.sentence);
    }));
  }
}

TEST_F(WholeStatements, AreCountedTheSameForOneEntityAndForAll) {
  Load(0, 15);
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> alone;
  // A new snapshot for each, so that none is counted among all.
  for (int i = 15; i < 25; ++i) {
    Load(i, i + 1);
    alone.clear();
    for (const char* name : {"Ana Rivera", "Chipworks", "Harbor Line", "Clara Sato", "Okafor"})
      for (const EntityInfo& info : Must(store_.Resolve(name)))
        alone[info.entity.id] = {info.statements, info.articles};
    std::size_t found = 0;
    for (const EntityInfo& info : Must(store_.Entities("")))
      if (const auto at = alone.find(info.entity.id); at != alone.end()) {
        EXPECT_EQ(at->second, std::pair(info.statements, info.articles)) << info.entity.name;
        ++found;
      }
    EXPECT_EQ(found, alone.size());
  }
  EXPECT_GT(alone.size(), 3u);
}

}  // namespace
}  // namespace lode
