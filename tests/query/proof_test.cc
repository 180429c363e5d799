// `why`: proofs down to the statements.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/query/ask.h"

namespace lode {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kSchema = R"(
predicate said
predicate warned < said
predicate supplies
predicate rivals sym
)";

// "atom {statements} <- (children)".
std::string Sketch(const Proof& proof) {
  std::string text = proof.atom;
  for (const Statement& statement : proof.statements) text += " {" + statement.id + "}";
  if (proof.children.empty()) return text;
  text += " <- (";
  for (const Proof& child : proof.children)
    text += (&child == &proof.children[0] ? "" : "; ") + Sketch(child);
  return text + ")";
}

class ProofTest : public testing::Test {
 protected:
  ProofTest() : world(std::make_shared<FakeSnapshot>(kSchema)) {
    world->Add("Ada", "supplies", "Bo");                                  // st:0
    world->Add("Bo", "supplies", "Cy");                                   // st:1
    world->Add("Cy", "supplies", "Dee");                                  // st:2
    world->Add("Ada", "supplies", "Bo", {.article = "a:2"});              // st:3
    const TermId premise = world->Add("Dee", "warned", Quote("beware"));  // st:4
    world->Add("Dee", "rivals", "Cy", {.premises = {premise}});           // st:5
  }
  std::vector<std::string> Why(const std::string& text) {
    const Asked asked = Ask(world, text);
    if (!asked.status.ok()) return {"error: " + asked.status.message()};
    std::vector<std::string> sketches;
    for (const Proof& proof : asked.answers.back().proofs) sketches.push_back(Sketch(proof));
    return sketches;
  }
  std::shared_ptr<FakeSnapshot> world;
};

TEST_F(ProofTest, ShowsAllStatementsBehindATriple) {
  EXPECT_THAT(Why("why supplies(\"Ada\", \"Bo\")?"),
              ElementsAre("supplies(\"Ada\", \"Bo\") {st:0} {st:3}"));
  EXPECT_THAT(Why("why supplies(\"Bo\", \"Ada\")?"), testing::IsEmpty());
}

TEST_F(ProofTest, ShowsPremisesOfDerivedStatements) {
  EXPECT_THAT(
      Why("why rivals(\"Cy\", X)?"),
      ElementsAre("rivals(\"Cy\", \"Dee\") {st:5} <- (warned(\"Dee\", \"beware\") {st:4})"));
}

TEST_F(ProofTest, GoesThroughRulesAndRecursion) {
  const std::string rules =
      "reaches(X, Y) :- supplies(X, Y). reaches(X, Z) :- reaches(X, Y), supplies(Y, Z). ";
  EXPECT_THAT(
      Why(rules + "why reaches(\"Ada\", \"Cy\")?"),
      ElementsAre(
          "reaches(\"Ada\", \"Cy\") <- (reaches(\"Ada\", \"Bo\") <- (supplies(\"Ada\", \"Bo\") "
          "{st:0} {st:3}); supplies(\"Bo\", \"Cy\") {st:1})"));
  const Asked asked = Ask(world, rules + "why reaches(\"Bo\", X)?");
  ASSERT_EQ(asked.answers.back().proofs.size(), 2u);
  EXPECT_THAT(asked.answers.back().proofs[0].rule, HasSubstr("reaches(X, Y) :- supplies(X, Y)"));
  EXPECT_THAT(asked.answers.back().proofs[0].rule_origin, HasSubstr("<query>:1"));
}

TEST_F(ProofTest, ChoosesTheLowestTree) {
  EXPECT_THAT(
      Why(R"(far(X, Y) :- mid(X, Y). mid(X, Y) :- near(X, Y). near(X, Y) :- supplies(X, Y).
                     far(X, Y) :- near(X, Y).
                     why far("Bo", "Cy")?)"),
      ElementsAre(
          "far(\"Bo\", \"Cy\") <- (near(\"Bo\", \"Cy\") <- (supplies(\"Bo\", \"Cy\") {st:1}))"));
}

TEST_F(ProofTest, EndsInCycles) {
  EXPECT_THAT(
      Why(R"(edge(1, 2). edge(2, 1). path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), path(Y, Z).
                     why path(1, 1)?)"),
      ElementsAre("path(1, 1) <- (path(1, 2) <- (edge(1, 2)); path(2, 1) <- (edge(2, 1)))"));
}

TEST_F(ProofTest, ShowsNegationsAndAggregates) {
  EXPECT_THAT(
      Why("quiet(X) :- supplies(X, _), not said(X, _). why quiet(\"Cy\")?"),
      ElementsAre("quiet(\"Cy\") <- (supplies(\"Cy\", \"Dee\") {st:2}; not said(\"Cy\", _))"));
  EXPECT_THAT(Why("n(X, count(Y)) :- supplies(X, Y). why n(\"Cy\", N)?"),
              ElementsAre("n(\"Cy\", 1) <- (supplies(\"Cy\", \"Dee\") {st:2})"));
}

TEST_F(ProofTest, ProvesAtMostTenAnswersUnlessAskedForMore) {
  std::string facts;
  for (int i = 0; i < 30; ++i) facts += "p(" + std::to_string(i) + "). ";
  EXPECT_EQ(Why(facts + "why p(X)?").size(), 10u);
}

TEST_F(ProofTest, NamesTheLimitOfDepth) {
  std::string text = "edge(0, 0).";
  for (int i = 0; i < 300; ++i)
    text += " edge(" + std::to_string(i) + ", " + std::to_string(i + 1) + ").";
  text += " r(0). r(Y) :- r(X), edge(X, Y). why r(300)?";
  EXPECT_THAT(Why(text).front(), HasSubstr("limit `depth`"));
}

// -- why-not

TEST_F(ProofTest, WhyNotShowsTheSameClaimOtherwise) {
  world->Add("Ada", "supplies", "Eve", {.polarity = Polarity::kNegated});  // st:6
  world->Add("Ada", "supplies", "Fay", {.modality = Modality::kRumored});  // st:7
  EXPECT_THAT(Why("why-not supplies(\"Ada\", \"Eve\")?"),
              ElementsAre("no supplies(\"Ada\", \"Eve\") <- (stated, but not as asked {st:6})"));
  EXPECT_THAT(Why("why-not supplies(\"Ada\", \"Fay\")?"),
              ElementsAre("no supplies(\"Ada\", \"Fay\") <- (stated, but not as asked {st:7})"));
  EXPECT_THAT(Why("why-not supplies(\"Bo\", \"Ada\")?"),
              ElementsAre(HasSubstr("stated the other way round {st:0} {st:3}")));
  EXPECT_THAT(Why("why-not supplies(\"Cy\", \"Dee\")?"), ElementsAre("it holds: ask `why`"));
}

TEST_F(ProofTest, WhyNotShowsWhatJoinsTheTwoAndWhatEachHas) {
  EXPECT_THAT(Why("why-not supplies(\"Dee\", \"Cy\")?"),
              ElementsAre(HasSubstr("stated the other way round {st:2}")));
  EXPECT_THAT(Why("why-not said(\"Dee\", \"Cy\")?"),
              ElementsAre(HasSubstr("what joins the two {st:5}")));
  EXPECT_THAT(Why("why-not supplies(\"Ada\", \"Dee\")?"),
              ElementsAre("no supplies(\"Ada\", \"Dee\") <- (of \"Ada\" {st:0} {st:3})"));
}

TEST_F(ProofTest, WhyNotGoesIntoRulesToTheFirstConditionThatFails) {
  const std::string rules =
      "feeds(X, Y) :- supplies(X, Y), rivals(Y, _). feeds(X, Y) :- owns(X, Y). "
      "owns(\"Eve\", \"Fay\"). ";
  EXPECT_THAT(Why(rules + "why-not feeds(\"Ada\", \"Bo\")?"),
              ElementsAre(testing::AllOf(HasSubstr("no rivals(\"Bo\", _)"),
                                         HasSubstr("no owns(\"Ada\", \"Bo\")"))));
  EXPECT_THAT(Why("big(X) :- supplies(X, Y), X = Y. why-not big(\"Ada\")?"),
              ElementsAre(HasSubstr("fails: ")));
}

// As a tree it has 2^40 leaves.
TEST_F(ProofTest, ShowsWhatIsUsedOftenOnceAndCountsIt) {
  const Asked asked = Ask(world,
                          "f(0, 1). f(N, X) :- f(M, Y), f(M, Z), N = M + 1, X = Y + Z, N < 40. "
                          "why f(39, X)?");
  ASSERT_TRUE(asked.status.ok()) << asked.status.message();
  const Proof* step = &asked.answers.back().proofs.at(0);
  EXPECT_EQ(step->uses, 1u);
  for (int n = 39; n > 0; --n) {
    ASSERT_EQ(step->children.size(), 2u) << n;
    EXPECT_FALSE(step->children[0].repeated);
    EXPECT_EQ(step->children[0].uses, 2u);
    EXPECT_TRUE(step->children[1].repeated);
    EXPECT_EQ(step->children[1].atom, step->children[0].atom);
    EXPECT_TRUE(step->children[1].children.empty());
    step = &step->children[0];
  }
}

TEST_F(ProofTest, IsNeverEmptyWhereTheAnswerHolds) {
  std::string facts;
  for (int i = 1; i <= 300; ++i) facts += "p(" + std::to_string(i) + "). ";
  EXPECT_THAT(Why(facts + "q(Y) :- p(X), Y = X + 1. why q(300)?"),
              ElementsAre("q(300) <- (p(299))"));
  EXPECT_THAT(Why(facts + "why p(X), Y = X + 1, Y > 299?").front(), HasSubstr("p(299)"));
}

TEST_F(ProofTest, ObeysCancellation) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "p(" + std::to_string(i) + "). ";
  text += "q(X, Z) :- p(X), p(Y), Z = X + Y. why q(X, 3998)?";
  std::atomic<bool> cancel = true;
  QueryOptions cancelled;
  cancelled.cancel = &cancel;
  EXPECT_EQ(Ask(world, text, cancelled).status.code(), Code::kCancelled);
}

}  // namespace
}  // namespace lode
