// `min`, `max` and `count` in a recursion: the best row of each group, with its proof.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/query/ask.h"

namespace lode {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// b is two from a directly, one through c; d and e go round.
constexpr const char* kRoads = R"(
road(a, b, 5). road(a, c, 1). road(c, b, 1). road(b, d, 2). road(d, e, 1). road(e, b, 1).
far(a, 0).
far(Y, min(D)) :- far(X, E), road(X, Y, W), D = E + W.
)";

class BestRowsTest : public testing::Test {
 protected:
  std::vector<std::string> Rows(const std::string& text, const QueryOptions& options = {}) {
    return Ask(world, text, options).rows();
  }
  std::shared_ptr<FakeSnapshot> world = std::make_shared<FakeSnapshot>("predicate supplies\n");
};

TEST_F(BestRowsTest, AShortestWayEndsInACircle) {
  EXPECT_THAT(Rows(std::string(kRoads) + "far(X, D)?"),
              ElementsAre("a | 0", "b | 2", "c | 1", "d | 4", "e | 5"));
  EXPECT_THAT(Rows(std::string(kRoads) + "far(b, D)?"), ElementsAre("2"));
  EXPECT_THAT(Rows(std::string(kRoads) + "far(b, 5)?"), ElementsAre("no"));
}

TEST_F(BestRowsTest, WhoReadsFromOutsideSeesTheBestOnly) {
  EXPECT_THAT(Rows(std::string(kRoads) + "far(X, D), D > 2?"), ElementsAre("d | 4", "e | 5"));
  EXPECT_THAT(Rows(std::string(kRoads) + "n(count()) :- far(X, D). n(N)?"), ElementsAre("5"));
  EXPECT_THAT(Rows(std::string(kRoads) + "place(X) :- road(X, _, _). place(X), not far(X, 2)?"),
              ElementsAre("a", "c", "d", "e"));
}

TEST_F(BestRowsTest, OneGroupMayBeAll) {
  EXPECT_THAT(Rows("p(9). top(max(X)) :- p(X). top(max(Y)) :- top(X), p(Z), Y = X + Z, Z > 9. "
                   "top(X)?"),
              ElementsAre("9"));
}

TEST_F(BestRowsTest, AFallWithoutAnEndMeetsALimit) {
  QueryOptions options;
  options.max_rounds = 50;
  EXPECT_THAT(Rows("d(a, 0). e(a, b). e(b, a). d(Y, min(D)) :- d(X, E), e(X, Y), D = E - 1. "
                   "d(X, D)?",
                   options),
              Contains(HasSubstr("`rounds`")));
}

TEST_F(BestRowsTest, CountsAsMuchAsThereIsInTheEnd) {
  const std::string goes = R"(
    friend(ann, bob). friend(ann, cy). friend(bob, ann). friend(bob, cy). friend(dee, ann).
    goes(cy). goes(bob).
    known(X, count(Y)) :- friend(X, Y), goes(Y).
    goes(X) :- known(X, N), N >= 2.
  )";
  EXPECT_THAT(Rows(goes + "known(X, N)?"), ElementsAre("ann | 2", "bob | 2", "dee | 1"));
  EXPECT_THAT(Rows(goes + "goes(X)?"), ElementsAre("ann", "bob", "cy"));
  EXPECT_THAT(Rows("p(1). all(count()) :- q(X). q(X) :- p(X), all(N), N >= 1. all(N)?"),
              ElementsAre("0"));
}

TEST_F(BestRowsTest, MeasuresAreComparedByTheirWorth) {
  EXPECT_THAT(Rows("leg(a, b, 50 hours). leg(a, b, 2 days). leg(b, c, 1 hour). at(a, 0 hours). "
                   "at(Y, min(T)) :- at(X, S), leg(X, Y, D), T = S + D. at(c, T)?"),
              ElementsAre("49 hours"));
}

TEST_F(BestRowsTest, WhyShowsTheWay) {
  const Asked asked = Ask(world, std::string(kRoads) + "why far(d, 4)?");
  ASSERT_TRUE(asked.status.ok()) << asked.status.message();
  ASSERT_EQ(asked.answers.back().proofs.size(), 1u);
  const Proof* proof = &asked.answers.back().proofs.front();
  std::vector<std::string> way;
  while (!proof->children.empty()) {
    way.push_back(proof->atom);
    EXPECT_THAT(proof->rule, HasSubstr("far("));
    proof = &proof->children.front();
  }
  way.push_back(proof->atom);
  EXPECT_THAT(way,
              ElementsAre(R"(far("d", 4))", R"(far("b", 2))", R"(far("c", 1))", R"(far("a", 0))"));
  EXPECT_THAT(Ask(world, std::string(kRoads) + "why far(b, 5)?").answers.back().proofs, IsEmpty());
}

TEST_F(BestRowsTest, WhyNotNamesTheBest) {
  const Asked asked = Ask(world, std::string(kRoads) + "why-not far(b, 5)?");
  ASSERT_TRUE(asked.status.ok()) << asked.status.message();
  const Proof& proof = asked.answers.back().proofs.front();
  EXPECT_EQ(proof.atom, R"(no far("b", 5))");
  ASSERT_EQ(proof.children.size(), 1u);
  EXPECT_EQ(proof.children.front().atom, R"(its best is far("b", 2))");
}

// r(b) holds since b was once at 4, and only so did b come to 1.
TEST_F(BestRowsTest, AProofMayRestOnAValueThatWasBettered) {
  const Asked asked = Ask(world, R"(d(b, 4). d(X, min(D)) :- d(X, _), r(X), one(D). one(1).
                                    r(X) :- d(X, D), D <= 5. why d(b, 1)?)");
  ASSERT_TRUE(asked.status.ok()) << asked.status.message();
  const Proof& proof = asked.answers.back().proofs.front();
  EXPECT_EQ(proof.atom, R"(d("b", 1))");
  ASSERT_EQ(proof.children.size(), 3u);
  EXPECT_EQ(proof.children[1].atom, R"(r("b"))");
  EXPECT_EQ(proof.children[1].children.front().atom, R"(d("b", 4))");
}

TEST_F(BestRowsTest, ExplainSaysWhatIsKept) {
  const Asked asked = Ask(world, std::string(kRoads) + "explain far(b, D)?");
  ASSERT_TRUE(asked.status.ok()) << asked.status.message();
  std::vector<std::string> lines;
  for (const auto& row : asked.answers.back().rows)
    lines.push_back(Display(row[0]) + ": " + Display(row[1]));
  EXPECT_THAT(lines, Contains(HasSubstr("until nothing better comes")));
  EXPECT_THAT(lines, Contains(HasSubstr("keeps the least")));
}

TEST_F(BestRowsTest, StatementsOfThePredicateAddTheirs) {
  world->Add("Ada", "supplies", "Bo");
  EXPECT_THAT(Rows("hops(\"Ada\", 0). hops(Y, min(D)) :- hops(X, E), supplies(X, Y), D = E + 1. "
                   "hops(X, D)?"),
              ElementsAre("Ada | 0", "Bo | 1"));
}

}  // namespace
}  // namespace lode
