// Two atoms that meet in one variable: merging what stands beside both finds what nested loops
// find, in every order of the atoms, also among values that are equal in other words.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "tests/property/seeds.h"
#include "tests/query/case_file.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

constexpr int kNodes = 60;

class IntersectionTest : public testing::Test {
 protected:
  using Edges = std::set<std::pair<int, int>>;

  void Write(int edges) {
    test::RecordMaker make("edges");
    make.Sentence("Firms supply firms.");
    std::vector<std::uint32_t> nodes;
    for (int i = 0; i < kNodes; ++i)
      nodes.push_back(make.Node(IdentityClass::kName, NameOf(i), "company"));
    for (int i = 0; i < edges; ++i) {
      // Some have very many neighbours.
      const int from = static_cast<int>(random() % 4 == 0 ? random() % 3 : random() % kNodes);
      const int to = static_cast<int>(random() % kNodes);
      Edges& of = i % 3 == 0 ? others : supplies;
      make.Add(nodes[from], i % 3 == 0 ? "owns" : "supplies", nodes[to]);
      of.insert({from, to});
    }
    const char* const units[] = {"day", "hour"};
    for (int i = 0; i < 300; ++i) {
      const int from = static_cast<int>(random() % kNodes);
      const bool in_hours = random() % 2;
      const int days = 1 + static_cast<int>(random() % 4);
      make.Add(nodes[from], "lasts",
               test::Measure(ValueKind::kDuration, in_hours ? days * 24 : days, units[in_hours]));
      lasts.insert({from, days});
    }
    ASSERT_TRUE(WriteArticles(store, {make.record()}, true).ok());
  }
  static std::string NameOf(int node) { return "Firm " + std::to_string(node); }

  std::set<std::string> Ask(const std::string& text) {
    QuerySession session(store);
    const QueryOutcome outcome = session.Run(text);
    EXPECT_TRUE(outcome.ok()) << text << "\n" << Shown(outcome.diagnostics);
    std::set<std::string> found;
    for (const auto& row : outcome.answers.at(0).rows) {
      std::string line;
      for (const Value& value : row) line += Display(value) + " | ";
      EXPECT_TRUE(found.insert(line).second) << line;
    }
    return found;
  }

  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  std::mt19937 random{test::Seed(23)};
  Edges supplies, others, lasts;
};

TEST_F(IntersectionTest, FindsTheTrianglesInEveryOrder) {
  Write(900);
  std::set<std::string> expected;
  for (const auto& [x, y] : supplies)
    for (const auto& [from, z] : supplies)
      if (from == y && others.contains({x, z}))
        expected.insert(NameOf(x) + " | " + NameOf(y) + " | " + NameOf(z) + " | ");
  ASSERT_GT(expected.size(), 100u);
  std::vector<std::string> atoms = {"supplies(X, Y)", "supplies(Y, Z)", "owns(X, Z)"};
  std::sort(atoms.begin(), atoms.end());
  do {
    EXPECT_EQ(Ask(atoms[0] + ", " + atoms[1] + ", " + atoms[2] + " select X, Y, Z?"), expected);
  } while (std::next_permutation(atoms.begin(), atoms.end()));
  QuerySession session(store);
  const QueryOutcome counted =
      session.Run("supplies(X, Y), supplies(Y, Z), owns(X, Z) select count()?");
  EXPECT_EQ(counted.answers.at(0).rows.at(0).at(0).number, static_cast<double>(expected.size()));
}

TEST_F(IntersectionTest, GoesOnWithFurtherAtoms) {
  Write(700);
  std::set<std::string> expected;
  for (const auto& [x, y] : supplies)
    for (const auto& [from, z] : supplies)
      for (const auto& [w, to] : others)
        if (from == x && to == z && supplies.contains({y, z}) && others.contains({w, y}))
          expected.insert(NameOf(x) + " | " + NameOf(y) + " | " + NameOf(z) + " | " + NameOf(w) +
                          " | ");
  ASSERT_FALSE(expected.empty());
  EXPECT_EQ(Ask("supplies(X, Y), supplies(X, Z), supplies(Y, Z), owns(W, Y), owns(W, Z) "
                "select X, Y, Z, W?"),
            expected);
}

TEST_F(IntersectionTest, EqualValuesInOtherWordsMeet) {
  Write(400);
  std::set<std::string> expected;
  for (const auto& [x, y] : supplies)
    for (const auto& [a, days] : lasts)
      if (a == x && lasts.contains({y, days}))
        expected.insert(NameOf(x) + " | " + NameOf(y) + " | ");
  ASSERT_FALSE(expected.empty());
  EXPECT_EQ(Ask("supplies(X, Y), lasts(X, T), lasts(Y, T) select X, Y?"), expected);
}

}  // namespace
}  // namespace lode
