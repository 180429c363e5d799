// Rules: recursion, negation, aggregates, and rules that add to the schema's predicates.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "tests/query/ask.h"

namespace lode {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kSchema = R"(
predicate spoke
predicate said < spoke
predicate warned < said
predicate supplies
predicate rivals sym
predicate revenue
)";

constexpr const char* kChain = R"(
edge(1, 2). edge(2, 3). edge(3, 4). edge(4, 2). edge(5, 5).
path(X, Y) :- edge(X, Y).
path(X, Z) :- path(X, Y), edge(Y, Z).
)";

class RulesTest : public testing::Test {
 protected:
  std::vector<std::string> Rows(const std::string& text, const QueryOptions& options = {}) {
    return Ask(world, text, options).rows();
  }
  std::shared_ptr<FakeSnapshot> world = std::make_shared<FakeSnapshot>(kSchema);
};

TEST_F(RulesTest, FindsClosuresThroughCycles) {
  EXPECT_THAT(Rows(std::string(kChain) + "path(1, X)?"), ElementsAre("2", "3", "4"));
  EXPECT_THAT(Rows(std::string(kChain) + "path(2, X)?"), ElementsAre("2", "3", "4"));
  EXPECT_THAT(Rows(std::string(kChain) + "path(X, Y) select count()?"), ElementsAre("13"));
}

TEST_F(RulesTest, JoinsARecursionWithItself) {
  EXPECT_THAT(Rows(R"(edge(1, 2). edge(2, 3). edge(3, 4). edge(4, 5).
                      path(X, Y) :- edge(X, Y).
                      path(X, Z) :- path(X, Y), path(Y, Z).
                      path(X, Y) select count() as N?)"),
              ElementsAre("10"));
}

TEST_F(RulesTest, RunsRulesThatNeedEachOther) {
  EXPECT_THAT(Rows(R"(even(0). even(Y) :- odd(X), Y = X + 1, Y < 10.
                      odd(Y) :- even(X), Y = X + 1, Y < 10.
                      odd(X)?)"),
              ElementsAre("1", "3", "5", "7", "9"));
}

TEST_F(RulesTest, NegatesWhatIsFinished) {
  EXPECT_THAT(Rows(std::string(kChain) + R"(node(X) :- edge(X, _). node(Y) :- edge(_, Y).
                   apart(X, Y) :- node(X), node(Y), not path(X, Y).
                   apart(X, 1)?)"),
              ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_THAT(Rows("p(1). p(2). q(2, 7). p(X), not q(X, _)?"), ElementsAre("1"));
  EXPECT_THAT(Rows("p(1). not p(2)?"), ElementsAre("yes"));
}

TEST_F(RulesTest, NegatesStoredStatements) {
  world->Add("Ada", "supplies", "Bo");
  world->Add("Ada", "said", "words");
  world->Add("Cy", "supplies", "Bo");
  EXPECT_THAT(Rows("supplies(X, _), not said(X, _) select X?"), ElementsAre("Cy"));
  EXPECT_THAT(Rows("supplies(X, Y), not supplies(\"Ada\", Y) select X?"), IsEmpty());
  EXPECT_THAT(Rows("supplies(X, _), not denied said(X, _) select X?"), ElementsAre("Ada", "Cy"));
}

TEST_F(RulesTest, AggregatesOverDistinctBindings) {
  const std::string sales = R"(
    sale(north, apples, 3). sale(north, pears, 3). sale(south, apples, 5).
  )";
  EXPECT_THAT(Rows(sales + "sale(R, P, N) select R, sum(N), count(), avg(N), max(N)?"),
              ElementsAre("north | 6 | 2 | 3 | 3", "south | 5 | 1 | 5 | 5"));
  EXPECT_THAT(Rows(sales + "sale(R, _, N) select R, sum(N)?"),  // 3 once: `_` is no binding
              ElementsAre("north | 3", "south | 5"));
  EXPECT_THAT(Rows(sales + "sale(R, P, N) select count(R), count(P), list(P)?"),
              ElementsAre("2 | 2 | apples, pears"));
  EXPECT_THAT(Rows(sales + "total(R, sum(N)) :- sale(R, P, N). total(R, T), T > 5?"),
              ElementsAre("north | 6"));
  EXPECT_THAT(Rows("p(1) :- q(1). q(2). n(count()) :- p(X). n(N)?"), ElementsAre("0"));
  EXPECT_THAT(Rows("q(2). q(X), X > 5 select max(X)?"), IsEmpty());
}

TEST_F(RulesTest, OrdersAndCuts) {
  const std::string facts = "p(a, 3). p(b, 1). p(c, 2). p(d, 3). ";
  EXPECT_THAT(Rows(facts + "p(X, N) order by N desc limit 3?"),
              ElementsAre("a | 3", "d | 3", "c | 2"));
  EXPECT_THAT(Rows(facts + "p(X, N) select X order by X desc limit 2 offset 1?"),
              ElementsAre("c", "b"));
  QueryOptions options;
  options.parameters["n"] = Number(1);
  EXPECT_THAT(Rows(facts + "p(X, 3) order by X limit $n?", options), ElementsAre("a"));
}

TEST_F(RulesTest, PagesWithoutAnOrderAreWholeTogether) {
  std::string facts;
  for (int i = 0; i < 50; ++i) facts += "p(n" + std::to_string(i) + "). ";
  std::set<std::string> seen;
  for (int page = 0; page < 60; page += 7) {
    const auto rows = Rows(facts + "p(X) limit 7 offset " + std::to_string(page) + "?");
    EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end()));
    for (const std::string& row : rows) EXPECT_TRUE(seen.insert(row).second) << row;
  }
  EXPECT_EQ(seen.size(), 50u);
}

TEST_F(RulesTest, TheFirstOfALongOrderAreThoseOfTheWholeOrder) {
  std::string facts;
  for (int i = 0; i < 300; ++i)
    facts += "p(n" + std::to_string(i * 37 % 300) + ", " + std::to_string(i * 7 % 11) + "). ";
  const auto all = Rows(facts + "p(X, N) order by N desc?");
  for (const int limit : {1, 5, 40, 149}) {
    const auto some =
        Rows(facts + "p(X, N) order by N desc limit " + std::to_string(limit) + " offset 3?");
    ASSERT_EQ(some.size(), static_cast<std::size_t>(limit));
    EXPECT_TRUE(std::equal(some.begin(), some.end(), all.begin() + 3)) << limit;
  }
}

TEST_F(RulesTest, HandsRowsOutOneByOne) {
  std::vector<std::string> rows, answers;
  QueryOptions options;
  options.on_row = [&](const Answer& answer, const RowView& row) {
    EXPECT_EQ(answer.columns.size(), 1u);
    rows.push_back(Display(row[0]));
    return rows.size() < 3;
  };
  const Asked asked = Ask(world, "p(a). p(b). p(c). p(d). p(X)?", options);
  ASSERT_TRUE(asked.status.ok());
  EXPECT_THAT(rows, ElementsAre("a", "b", "c"));
  EXPECT_TRUE(asked.answers[0].rows.empty());
  EXPECT_EQ(asked.answers[0].row_count, 3u);
}

TEST_F(RulesTest, AddsToAPredicateOfTheSchema) {
  world->Add("Ada", "rivals", "Bo");
  world->Add("Cy", "said", Quote("aha"));
  const std::string rules = R"(rivals(X, Y) :- near(X, Y). near(ada, dot).
                               warned(X, Q) :- shout(X, Q). shout(bo, "fire").)";
  EXPECT_THAT(Rows(rules + "rivals(dot, X)?"), ElementsAre("Ada"));
  EXPECT_THAT(Rows(rules + "rivals(ada, X)?"), ElementsAre("Bo", "dot"));
  EXPECT_THAT(Rows(rules + "spoke(X, Q)?"), ElementsAre("Bo | fire", "Cy | aha"));
  EXPECT_THAT(Rows(rules + "triple(X, P, Y), P = warned select X, P, Y?"),
              ElementsAre("Bo | warned | fire"));
  EXPECT_THAT(Rows(rules + "rivals(dot, X) @ S?"), IsEmpty());
  EXPECT_THAT(Rows(rules + "any rivals(dot, X)?"), IsEmpty());
}

TEST_F(RulesTest, RecursesThroughAPredicateOfTheSchema) {
  world->Add("Ada", "supplies", "Bo");
  world->Add("Bo", "supplies", "Cy");
  world->Add("Cy", "supplies", "Dee");
  EXPECT_THAT(Rows("supplies(X, Z) :- supplies(X, Y), supplies(Y, Z). supplies(\"Ada\", X)?"),
              ElementsAre("Bo", "Cy", "Dee"));
}

TEST_F(RulesTest, EvaluatesOnlyWhatAQueryNeeds) {
  EXPECT_THAT(Rows("endless(0). endless(Y) :- endless(X), Y = X + 1. p(1). p(X)?"),
              ElementsAre("1"));
}

TEST_F(RulesTest, NamesTheLimitThatWasMet) {
  const std::string endless = "endless(0). endless(Y) :- endless(X), Y = X + 1. endless(X)?";
  QueryOptions rounds;
  rounds.max_rounds = 100;
  EXPECT_THAT(Rows(endless, rounds).front(), HasSubstr("limit `rounds`"));
  QueryOptions time;
  time.timeout_ms = 50;
  time.max_rounds = 0;
  EXPECT_THAT(Rows(endless, time).front(), HasSubstr("limit `time`"));
  QueryOptions memory;
  memory.max_memory_bytes = 1 << 20;
  EXPECT_THAT(Rows(endless, memory).front(), HasSubstr("limit `memory`"));
  QueryOptions rows;
  rows.max_rows = 3;
  EXPECT_THAT(Rows("p(1). p(2). p(3). p(4). p(X)?", rows).front(), HasSubstr("limit `rows`"));
  EXPECT_THAT(Rows("p(1). p(2). p(3). p(4). p(X) limit 2?", rows), ElementsAre("1", "2"));
}

TEST_F(RulesTest, FindsNoStatementsOfWhatOnlyRulesKnow) {
  EXPECT_THAT(Rows("near(a, b). near(X, Y) @ S?"), IsEmpty());
  EXPECT_THAT(Rows("near(a, b). any near(X, Y)?"), IsEmpty());
}

TEST_F(RulesTest, StopsInsideAJoinWhenCancelled) {
  std::string facts;
  for (int i = 0; i < 300; ++i) facts += "n(" + std::to_string(i) + "). ";
  std::atomic<bool> cancel = true;
  QueryOptions options;
  options.cancel = &cancel;
  const Asked asked = Ask(world, facts + "n(A), n(B), n(C), n(D), A + B + C + D < 0?", options);
  EXPECT_EQ(asked.status.code(), Code::kCancelled);
}

TEST_F(RulesTest, StopsInsideAJoinThatFindsNothing) {
  std::string facts;
  for (int i = 0; i < 300; ++i) facts += "n(" + std::to_string(i) + "). ";
  QueryOptions options;
  options.timeout_ms = 100;
  const auto start = std::chrono::steady_clock::now();
  const std::string joins = "n(A), n(B), n(C), n(D), ";
  EXPECT_THAT(Rows(facts + joins + "A + B + C + D < 0?", options).front(),
              HasSubstr("limit `time`"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

}  // namespace
}  // namespace lode
