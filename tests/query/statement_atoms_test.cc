// Statements in questions: `@ S`, `Who:`, qualifiers, attributes of statements and
// articles.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/query/ask.h"

namespace lode {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kSchema = R"(
predicate said
predicate supplies
predicate linked-to sym
predicate invested-in
)";

class StatementAtomsTest : public testing::Test {
 protected:
  StatementAtomsTest() : world(std::make_shared<FakeSnapshot>(kSchema)) {
    ArticleInfo& first = world->Article("a:1");
    first.source = "Harbour Post";
    first.title = "Mills and ports";
    first.published = "2024-03-05";
    ArticleInfo& second = world->Article("a:2");
    second.source = "Daily Crane";
    second.published = "2024-07-01";
    link = world->Add("Ada Mill", "linked-to", "Borg Works", {.said_by = "Jo Fenn"});
    world->Add("Ada Mill", "linked-to", "Borg Works", {.article = "a:2"});
    world->Add("Cole Port", "invested-in", "Borg Works",
               {.article = "a:2",
                .qualifiers = {{"amount", Money(3e6, "USD")}, {"for", Text("a quay")}},
                .sentence = "Cole Port put three million into Borg Works.",
                .confidence = 0.5,
                .time = "2024-06"});
    world->Add("Dray Lines", "invested-in", "Borg Works",
               {.qualifiers = {{"amount", Money(9e6, "USD")}}});
    world->Add("Dray Lines", "linked-to", "Cole Port",
               {.modality = Modality::kRumored, .via = {"Wire Desk"}});
    derived = world->Add("Elm Mill", "supplies", "Cole Port", {.premises = {link}});
  }
  std::vector<std::string> Rows(const std::string& text) { return Ask(world, text).rows(); }
  std::shared_ptr<FakeSnapshot> world;
  TermId link, derived;
};

TEST_F(StatementAtomsTest, GivesATripleOnceHoweverOftenItIsStated) {
  EXPECT_THAT(Rows("linked-to(\"Ada Mill\", X)?"), ElementsAre("Borg Works"));
  EXPECT_THAT(Rows("linked-to(\"Ada Mill\", X) select count()?"), ElementsAre("1"));
  EXPECT_THAT(Rows("linked-to(\"Ada Mill\", X) @ S?").size(), 2u);
}

TEST_F(StatementAtomsTest, SaysWhoseClaimItIs) {
  const Asked asked = Ask(world, "Who: linked-to(\"Ada Mill\", X)?");
  ASSERT_TRUE(asked.status.ok());
  const Answer& answer = asked.answers[0];
  EXPECT_THAT(answer.columns, ElementsAre("Who", "X"));
  ASSERT_EQ(answer.rows.size(), 2u);
  EXPECT_EQ(answer.rows[0][0].entity.name, "Jo Fenn");
  EXPECT_EQ(answer.rows[1][0].kind, ValueKind::kArticle);
  EXPECT_EQ(answer.rows[1][0].entity.name, "Daily Crane");
  EXPECT_THAT(Rows("\"Jo Fenn\": linked-to(X, Y)?"),
              ElementsAre("Ada Mill | Borg Works", "Borg Works | Ada Mill"));
}

TEST_F(StatementAtomsTest, ReadsQualifiersByName) {
  EXPECT_THAT(Rows("invested-in(X, \"Borg Works\", amount: M), M >= 4 million USD select X?"),
              ElementsAre("Dray Lines"));
  EXPECT_THAT(Rows("invested-in(X, Y, amount: 3 million USD, time: D) select X, D?"),
              ElementsAre("Cole Port | 2024-06"));
  EXPECT_THAT(Rows("invested-in(X, _, for: \"a quay\")?"), ElementsAre("Cole Port"));
  EXPECT_THAT(Rows("invested-in(X, _, to: _)?"), IsEmpty());
}

TEST_F(StatementAtomsTest, ReadsAttributesOfStatements) {
  EXPECT_THAT(Rows("invested-in(X, _) @ S, confidence(S, C), C < 0.9 select X, C?"),
              ElementsAre("Cole Port | 0.5"));
  EXPECT_THAT(Rows("any linked-to(X, _) @ S, modality(S, M), polarity(S, P), X = \"Dray Lines\" "
                   "select M, P?"),
              ElementsAre("rumored | affirmed"));
  EXPECT_THAT(Rows("linked-to(\"Ada Mill\", _) @ S, said-by(S, W) select W?"),
              ElementsAre("Jo Fenn"));
  EXPECT_THAT(
      Rows("invested-in(X, _) @ S, sentence(S, T), contains(T, \"three million\") select X?"),
      ElementsAre("Cole Port"));
  EXPECT_THAT(
      Rows("invested-in(\"Cole Port\", _) @ S, qualifier(S, R, V) select R, V order by R?").size(),
      2u);
  EXPECT_THAT(Rows("any linked-to(_, _) @ S, via(S, X) select X?"), ElementsAre("Wire Desk"));
  EXPECT_THAT(Rows("supplies(_, _) @ S, premise(S, P), linked-to(A, B) @ P select A, B?"),
              ElementsAre("Ada Mill | Borg Works", "Borg Works | Ada Mill"));
  EXPECT_THAT(Rows("any triple(X, linked-to, _) @ S, modality(S, rumored) select X?"),
              ElementsAre("Cole Port", "Dray Lines"));
}

TEST_F(StatementAtomsTest, SeesNothingLessSureThanWasAskedFor) {
  const auto rows = [&](const std::string& text, double least) {
    QueryOptions options;
    options.min_confidence = least;
    return Ask(world, text, options).rows();
  };
  EXPECT_THAT(rows("invested-in(X, _)?", 0.5), ElementsAre("Cole Port", "Dray Lines"));
  EXPECT_THAT(rows("invested-in(X, _)?", 0.501), ElementsAre("Dray Lines"));
  EXPECT_THAT(rows("invested-in(X, _) @ S select X?", 0.9), ElementsAre("Dray Lines"));
  EXPECT_THAT(rows("buys(X, Y) :- invested-in(X, Y). buys(X, _)?", 0.9), ElementsAre("Dray Lines"));
}

TEST_F(StatementAtomsTest, SaysHowSureAnAnswerIs) {
  QueryOptions options;
  options.with_confidence = true;
  const auto sure = [&](const std::string& text) {
    return Ask(world, text, options).answers.at(0).confidence;
  };
  EXPECT_THAT(sure("invested-in(X, _)?"), ElementsAre(0.5, 1.0));
  EXPECT_THAT(sure("invested-in(X, Y), linked-to(Z, Y) select X, Z?"), ElementsAre(0.5, 1.0))
      << "as sure as the least sure step";
  EXPECT_THAT(sure("invested-in(\"Cole Port\", _)?"), ElementsAre(0.5));
  EXPECT_THAT(sure("buys(X, Y) :- invested-in(X, Y). buys(X, _)?"), ElementsAre(0.5, 1.0));
  EXPECT_THAT(sure("invested-in(X, _) select count(X)?"), IsEmpty());
  EXPECT_THAT(sure("why invested-in(\"Cole Port\", X)?"), ElementsAre(0.5));
}

TEST_F(StatementAtomsTest, ReadsAttributesOfArticles) {
  EXPECT_THAT(
      Rows("invested-in(X, _) @ S, article(S, A), published(A, D), D >= 2024-06 select X, D?"),
      ElementsAre("Cole Port | 2024-07-01"));
  EXPECT_THAT(Rows("source(A, \"harbour post\"), title(A, T) select T?"),
              ElementsAre("Mills and ports"));
  EXPECT_THAT(Rows("article(S, \"a:2\"), invested-in(X, _) @ S select X?"),
              ElementsAre("Cole Port"));
}

TEST_F(StatementAtomsTest, BindsStatementsBeforeTheirAtoms) {
  EXPECT_THAT(Rows("premise(_, S), linked-to(X, Y) @ S, X = \"Ada Mill\" select X, Y?"),
              ElementsAre("Ada Mill | Borg Works"));
}

}  // namespace
}  // namespace lode
