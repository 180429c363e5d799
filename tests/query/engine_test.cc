// What questions mean, asked by text over a snapshot in memory.

#include "query/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>

#include "tests/query/ask.h"

namespace lode {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Gt;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Lt;

constexpr const char* kSchema = R"(
type person
type company
family speech
predicate spoke
predicate said < spoke
predicate warned < said
family trade
predicate supplies
predicate makes
predicate rivals sym
predicate linked-to sym
predicate invested-in
)";

// A small world of mills, dockers and ports.
class EngineTest : public testing::Test {
 protected:
  EngineTest() : world(std::make_shared<FakeSnapshot>(kSchema)) {
    world->Add("Ada Mill", "supplies", "Borg Works");
    world->Add("Borg Works", "supplies", "Cole Port");
    world->Add("Cole Port", "supplies", "Dray Lines");
    world->Add("Ada Mill", "rivals", "Elm Mill");
    world->Add("Jo Fenn", "said", Quote("prices will \u201cnot\u201d rise"));
    world->Add("Jo Fenn", "warned", Quote("stocks are low"));
    world->Add("Elm Mill", "supplies", "Cole Port", {.polarity = Polarity::kNegated});
    world->Add("Elm Mill", "supplies", "Dray Lines", {.modality = Modality::kRumored});
    world->Add("Elm Mill", "supplies", "Borg Works", {.ended = true});
    world->Add("Elm Mill", "supplies", "Ada Mill",
               {.polarity = Polarity::kNegated, .modality = Modality::kPlanned, .ended = true});
  }
  std::vector<std::string> Rows(const std::string& text, const QueryOptions& options = {}) {
    return Ask(world, text, options).rows();
  }
  std::shared_ptr<FakeSnapshot> world;
};

TEST_F(EngineTest, AnswersWhoSuppliesWhom) {
  EXPECT_THAT(
      Rows("supplies(X, Y)?"),
      ElementsAre("Ada Mill | Borg Works", "Borg Works | Cole Port", "Cole Port | Dray Lines"));
  EXPECT_THAT(Rows("supplies(\"ada mill\", Y)?"), ElementsAre("Borg Works"));
  EXPECT_THAT(Rows("supplies(X, Y), supplies(Y, Z) select X, Z?"),
              ElementsAre("Ada Mill | Cole Port", "Borg Works | Dray Lines"));
}

TEST_F(EngineTest, AnswersYesOrNoWithoutVariables) {
  EXPECT_THAT(Rows("supplies(\"Ada Mill\", \"Borg Works\")?"), ElementsAre("yes"));
  EXPECT_THAT(Rows("supplies(\"Borg Works\", \"Ada Mill\")?"), ElementsAre("no"));
  EXPECT_THAT(Rows("supplies(_, \"Dray Lines\")?"), ElementsAre("yes"));
}

// By the estimate of how often it is asked a denied predicate is read whole soon; where few rows
// are wanted it never is.
TEST_F(EngineTest, ReadsADeniedPredicateWholeOnceManyAskForIt) {
  constexpr int kMakers = 2000, kInvested = 40'000;
  for (int i = 0; i < kMakers; ++i) {
    const TermId mill = world->AddEntity("Mill " + std::to_string(i));
    world->AddTriple(mill, "makes", world->Term(Number(i)));
    for (int j = 0; i % 2 == 0 && j < 2 * kInvested / kMakers; ++j)
      world->AddTriple(mill, "invested-in", world->Term(Number(j)));
  }
  world->scans = 0;
  EXPECT_THAT(Rows("makes(X, _), not invested-in(X, _) select count(X)?"), ElementsAre("1000"));
  EXPECT_THAT(world->scans, AllOf(Gt(0), Lt(400)));
  world->scans = 0;
  EXPECT_THAT(Rows("makes(X, 0), not invested-in(X, _)?"), IsEmpty());
  EXPECT_THAT(world->scans, Lt(5));
}

TEST_F(EngineTest, FindsChildrenOfAPredicate) {
  EXPECT_THAT(Rows("spoke(\"Jo Fenn\", Q) select count(Q) as N?"), ElementsAre("2"));
  EXPECT_THAT(Rows("warned(X, Q)?"), ElementsAre("Jo Fenn | stocks are low"));
}

TEST_F(EngineTest, MatchesSymmetricPredicatesBothWays) {
  EXPECT_THAT(Rows("rivals(\"Elm Mill\", X)?"), ElementsAre("Ada Mill"));
  EXPECT_THAT(Rows("rivals(X, Y)?"), ElementsAre("Ada Mill | Elm Mill", "Elm Mill | Ada Mill"));
}

TEST_F(EngineTest, AsksForPolarityAndModalityByPrefix) {
  EXPECT_THAT(Rows("denied supplies(X, Y)?"), ElementsAre("Elm Mill | Cole Port"));
  EXPECT_THAT(Rows("rumored supplies(X, Y)?"), ElementsAre("Elm Mill | Dray Lines"));
  EXPECT_THAT(Rows("any supplies(\"Elm Mill\", Y)?"),
              ElementsAre("Ada Mill", "Borg Works", "Cole Port", "Dray Lines"));
}

TEST_F(EngineTest, AsksForWhatHoldsNoLongerByPrefix) {
  EXPECT_THAT(Rows("former supplies(X, Y)?"), ElementsAre("Elm Mill | Borg Works"));
  EXPECT_THAT(Rows("supplies(\"Elm Mill\", Y)?"), IsEmpty());
  EXPECT_THAT(Rows("former denied planned supplies(X, Y)?"), ElementsAre("Elm Mill | Ada Mill"));
  EXPECT_THAT(Rows("denied planned supplies(X, Y)?"), IsEmpty());
  EXPECT_THAT(Rows("former triple(\"Elm Mill\", P, X)?"), ElementsAre("supplies | Borg Works"));
  EXPECT_THAT(Rows("former supplies(\"Elm Mill\", \"Borg Works\")?"), ElementsAre("yes"));
  EXPECT_THAT(Rows("any supplies(\"Elm Mill\", X) @ S, ended(S) select X?"),
              ElementsAre("Ada Mill", "Borg Works"));
  EXPECT_THAT(Rows("any supplies(\"Elm Mill\", X) @ S, not ended(S) select X?"),
              ElementsAre("Cole Port", "Dray Lines"));
  EXPECT_THAT(Rows("ended(S), any supplies(_, X) @ S select X?"),
              ElementsAre("Ada Mill", "Borg Works"));
}

TEST_F(EngineTest, ReadsAPredicateVariable) {
  EXPECT_THAT(Rows("triple(\"Ada Mill\", P, X)?"),
              ElementsAre("rivals | Elm Mill", "supplies | Borg Works"));
  EXPECT_THAT(Rows("triple(X, rivals, Y), X = \"Elm Mill\"?"), ElementsAre("Elm Mill | Ada Mill"));
  EXPECT_THAT(Rows("any(\"Cole Port\", X)?"), ElementsAre("Dray Lines"));
  EXPECT_THAT(Rows("^supplies(\"Cole Port\", X)?"), ElementsAre("Borg Works"));
}

TEST_F(EngineTest, ComparesTextByItsWords) {
  EXPECT_THAT(Rows("said(X, \"prices will \\\"not\\\" rise\")?"), ElementsAre("Jo Fenn"));
  EXPECT_THAT(Rows("said(X, Q), contains(Q, \"stocks\")  select X?"), ElementsAre("Jo Fenn"));
  EXPECT_THAT(Rows("said(X, Q), matches(Q, \"^stocks .*low$\") select X?"), ElementsAre("Jo Fenn"));
  EXPECT_THAT(Rows("said(X, Q), length(Q) < 5?"), IsEmpty());
}

// -- plans

// Few rows and many are sorted in two ways, the first of many in a third.
TEST_F(EngineTest, RowsOfEveryNumberStandInTheOrderOfTheirValues) {
  for (const int count : {1, 2, 40, 511, 512, 513, 3000}) {
    std::string facts;
    for (int i = 0; i < count; ++i) {
      const int number = (i * 7919) % count;  // each once
      const std::string word = (number % 3 == 0 ? "\u201cw" : "w") + std::to_string(number % 10);
      facts += "n(" + std::to_string(number) + ", \"" + word + "\").\n";
    }
    std::vector<std::pair<std::string, int>> sorted;  // a curly mark is a straight one
    for (int number = 0; number < count; ++number)
      sorted.emplace_back((number % 3 == 0 ? "\"w" : "w") + std::to_string(number % 10), -number);
    std::sort(sorted.begin(), sorted.end());
    const Asked asked = Ask(world, facts + "n(X, W) select W, X order by W, X desc?");
    ASSERT_TRUE(asked.status.ok()) << asked.status.message();
    const auto& rows = asked.answers.back().rows;
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
      ASSERT_EQ(rows[i][1].number, -sorted[i].second) << count << " rows, at " << i;
    const Asked first = Ask(world, facts + "n(X, W) select W, X order by W, X desc limit 2?");
    for (std::size_t i = 0; i < first.answers.back().rows.size(); ++i)
      EXPECT_EQ(first.answers.back().rows[i], rows[i]);
  }
}

TEST_F(EngineTest, ExplainSaysHowAQuestionRuns) {
  const Asked asked = Ask(world,
                          "feeds(X, Y) :- supplies(X, Y). feeds(X, Y) :- makes(X, Y). "
                          "feeds(X, Z) :- feeds(X, Y), supplies(Y, Z). "
                          "explain feeds(\"Ada Mill\", Y), not rivals(Y, _)?");
  ASSERT_EQ(asked.answers.size(), 1u);
  EXPECT_TRUE(asked.answers[0].is_plan);
  EXPECT_THAT(asked.answers[0].columns, ElementsAre("step", "how", "expected"));
  const auto rows = asked.rows();
  EXPECT_THAT(rows, testing::Contains(HasSubstr("until nothing new comes")));
  EXPECT_THAT(rows, testing::Contains(HasSubstr("by subject")));
  EXPECT_THAT(rows, testing::Contains(HasSubstr("must find nothing")));
  EXPECT_THAT(rows, testing::Contains(HasSubstr("feeds asked for")));
  const Asked closure =
      Ask(world,
          "feeds(X, Y) :- supplies(X, Y). feeds(X, Z) :- feeds(X, Y), supplies(Y, Z). "
          "explain feeds(\"Ada Mill\", Y)?");
  EXPECT_THAT(closure.rows(), testing::Contains(HasSubstr("a search from the start")));
}

TEST_F(EngineTest, ProfileCountsTheRowsOfEveryStep) {
  const Asked asked = Ask(world, "profile supplies(X, Y), supplies(Y, Z)?");
  ASSERT_EQ(asked.answers.size(), 1u);
  const Answer& answer = asked.answers[0];
  EXPECT_THAT(answer.columns, ElementsAre("step", "how", "expected", "rows", "ms"));
  ASSERT_EQ(answer.rows.size(), 3u);
  EXPECT_EQ(answer.rows[1][3].number, 3);  // of supplies
  EXPECT_EQ(answer.rows[2][3].number, 2);  // of both
  EXPECT_GE(answer.rows[2][4].number, 0);
}

// -- limits

// A chain of `atoms` atoms over one predicate.
std::string Chain(int atoms) {
  std::string text;
  for (int i = 0; i < atoms; ++i)
    text += (i > 0 ? ", " : "") + std::string("triple(X") + std::to_string(i) + ", P" +
            std::to_string(i) + ", X" + std::to_string(i + 1) + ")";
  return text + " select X0?";
}

TEST_F(EngineTest, ABodyOfTooManyLiteralsIsRefusedByTheNameOfTheLimit) {
  EXPECT_THAT(Rows(Chain(3000)).front(), HasSubstr("limit `literals`"));
}

TEST_F(EngineTest, PlanningObeysTimeAndCancellation) {
  std::atomic<bool> cancel = true;
  QueryOptions cancelled;
  cancelled.cancel = &cancel;
  EXPECT_EQ(Ask(world, Chain(2000), cancelled).status.code(), Code::kCancelled);
  QueryOptions soon;
  soon.timeout_ms = 1;
  const auto start = std::chrono::steady_clock::now();
  const Status status = Ask(world, Chain(2000), soon).status;
  EXPECT_THAT(status.message(), HasSubstr("limit `time`"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST_F(EngineTest, BatchesOfLongChainsCountAsMemory) {
  // A ring, so that the chain never ends and all steps hold rows.
  for (int i = 0; i < 40; ++i)
    world->Add("n" + std::to_string(i), "linked-to", "n" + std::to_string((i + 1) % 40));
  QueryOptions narrow;
  narrow.max_memory_bytes = 10 << 20;
  const Status status = Ask(world, Chain(1000), narrow).status;
  EXPECT_THAT(status.message(), HasSubstr("limit `memory`"));
}

}  // namespace
}  // namespace lode
