// Groups of a stored predicate that are counted as its rows come hold what is counted of the same
// rows once they are kept, and what a map counts.

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "tests/property/seeds.h"
#include "tests/query/case_file.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

constexpr int kNodes = 40, kEdges = 600;

class GroupCountsTest : public testing::Test {
 protected:
  using Edges = std::set<std::pair<int, int>>;
  using Counts = std::map<std::string, double>;

  // Two articles that say partly the same.
  void SetUp() override {
    for (const char* article : {"first", "second"}) {
      test::RecordMaker make(article);
      make.Sentence(std::string("Firms supply firms, says the ") + article + ".");
      std::vector<std::uint32_t> nodes;
      for (int i = 0; i < kNodes; ++i)
        nodes.push_back(make.Node(IdentityClass::kName, NameOf(i), "company"));
      for (int i = 0; i < kEdges; ++i) {
        const int from = static_cast<int>(random() % kNodes), to = static_cast<int>(random() % 9);
        const bool is_rival = i % 3 == 0 && from != to;
        make.Add(nodes[from], is_rival ? "competes-with" : "supplies", nodes[to]);
        (is_rival ? rivals : supplies).insert({from, to});
        if (is_rival) rivals.insert({to, from});  // holds both ways
      }
      ASSERT_TRUE(WriteArticles(store, {make.record()}, true).ok());
    }
  }
  static std::string NameOf(int node) { return "Firm " + std::to_string(node); }

  Counts Ask(const std::string& text) {
    QuerySession session(store);
    const QueryOutcome outcome = session.Run(text);
    EXPECT_TRUE(outcome.ok()) << text << "\n" << Shown(outcome.diagnostics);
    Counts counts;
    for (const auto& row : outcome.answers.at(0).rows) {
      EXPECT_TRUE(counts.emplace(Display(row[0]), row[1].number).second) << Display(row[0]);
    }
    return counts;
  }
  static Counts Counted(const Edges& edges, bool of_object) {
    Counts counts;
    for (const auto& [from, to] : edges) ++counts[NameOf(of_object ? to : from)];
    return counts;
  }

  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  std::mt19937 random{test::Seed(31)};
  Edges supplies, rivals;
};

TEST_F(GroupCountsTest, HoldWhatAMapCounts) {
  for (const bool of_object : {true, false}) {
    const std::string columns = of_object ? "Y, count(X) as N?" : "X, count(Y) as N?";
    for (const auto& [predicate, edges] :
         {std::pair("supplies", &supplies), {"competes-with", &rivals}}) {
      const Counts expected = Counted(*edges, of_object);
      const std::string atom = predicate + std::string("(X, Y)");
      EXPECT_EQ(Ask(atom + " select " + columns), expected) << atom << columns;
      EXPECT_EQ(Ask("r(X, Y) :- " + atom + ". r(X, Y) select " + columns), expected);
    }
  }
}

TEST_F(GroupCountsTest, MayStandInAnyColumnAndBeNone) {
  QuerySession session(store);
  const QueryOutcome turned = session.Run("supplies(X, Y) select count(X) as N, Y, count() as M?");
  ASSERT_TRUE(turned.ok());
  for (const auto& row : turned.answers.at(0).rows) {
    EXPECT_EQ(row[0].number, Counted(supplies, true).at(Display(row[1])));
    EXPECT_EQ(row[2].number, row[0].number);
  }
  EXPECT_TRUE(Ask("located-in(X, Y) select Y, count(X)?").empty());
}

}  // namespace
}  // namespace lode
