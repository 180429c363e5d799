// Whatever order a question is written in, it is planned alike.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/query/ask.h"

namespace lode {
namespace {

std::shared_ptr<FakeSnapshot> World() {
  auto world = std::make_shared<FakeSnapshot>("");
  for (int i = 0; i < 60; ++i) {
    const auto name = [](int number) { return "n" + std::to_string(number); };
    world->Add(name(i), "likes", name(i * 7 % 60));
    world->Add(name(i), "eats", name(i * 11 % 60));
    world->Add(name(i % 5), "employs", Number(i));
  }
  return world;
}

void ExpectOnePlan(std::vector<std::string> literals) {
  const auto world = World();
  std::sort(literals.begin(), literals.end());
  std::vector<std::string> first;
  do {
    std::string text;
    for (const std::string& literal : literals) text += (text.empty() ? "" : ", ") + literal;
    const std::vector<std::string> plan = Ask(world, "explain " + text + "?").rows();
    ASSERT_GE(plan.size(), literals.size()) << plan.front();
    if (first.empty()) first = plan;
    ASSERT_EQ(plan, first) << text;
  } while (std::next_permutation(literals.begin(), literals.end()));
}

TEST(LiteralOrder, OfJoinsMakesNoOtherPlan) {
  ExpectOnePlan({"likes(X, Y)", "eats(Y, Z)", "employs(Z, N)"});
}

TEST(LiteralOrder, OfTestsMakesNoOtherPlan) {
  ExpectOnePlan(
      {"likes(X, Y)", "X != Y", "contains(Y, \"1\")", "matches(Y, \"^n\")", "length(Y) > 1"});
}

TEST(LiteralOrder, OfNegationsMakesNoOtherPlan) {
  ExpectOnePlan({"likes(X, Y)", "eats(X, Z)", "not eats(Y, X)", "not likes(Y, X)"});
}

TEST(LiteralOrder, OfAtomsThatDifferInVariablesOnlyMakesNoOtherPlan) {
  ExpectOnePlan({"likes(X, Y)", "likes(Y, Z)", "likes(Z, W)"});
  ExpectOnePlan({"likes(X, Y)", "likes(Y, X)", "likes(X, Z)", "likes(Z, Z)"});
  ExpectOnePlan({"likes(X, Z)", "likes(Y, Z)", "X != Y"});  // only their names tell them apart
}

// Equal values in other words: which of them is shown, and how many rows there are.
TEST(LiteralOrder, SaysNothingAboutWhichOfEqualMeasuresIsShown) {
  const std::string facts =
      "p(\"a\", 3 days). p(\"b\", 72 hours). p(\"c\", 4320 minutes). q(72 hours). q(3 days). "
      "r(\"d\", 4320 minutes). r(\"e\", 3 days). ";
  for (std::vector<std::string> literals : {std::vector<std::string>{"p(X, V)", "q(V)", "r(Y, V)"},
                                            {"p(X, V)", "p(Y, V)", "X != Y"},
                                            {"q(V)", "r(X, V)", "W = V * 2", "p(Y, V)"}}) {
    std::sort(literals.begin(), literals.end());
    std::vector<std::string> first;
    do {
      std::string text;
      for (const std::string& literal : literals) text += (text.empty() ? "" : ", ") + literal;
      std::vector<std::string> rows = Ask(World(), facts + text + " select X, Y, V?").rows();
      std::sort(rows.begin(), rows.end());
      ASSERT_FALSE(rows.empty()) << text;
      if (first.empty()) first = rows;
      ASSERT_EQ(rows, first) << text;
    } while (std::next_permutation(literals.begin(), literals.end()));
  }
}

TEST(LiteralOrder, RunsACheapTestBeforeADearOne) {
  const std::vector<std::string> plan =
      Ask(World(), "explain matches(X, \"9\"), employs(X, N), year(N) > 7, N > 5?").rows();
  const auto at = [&](const std::string& words) {
    return std::find_if(plan.begin(), plan.end(), [&](const std::string& line) {
      return line.find(words) != std::string::npos;
    });
  };
  ASSERT_NE(at("N > 5"), plan.end());
  EXPECT_LT(at("N > 5"), at("year(N)"));
  EXPECT_LT(at("N > 5"), at("matches"));
}

}  // namespace
}  // namespace lode
