// How sure a statement is, from how it was read.

#include "loaders/extraction/confidence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "loaders/language/conllu.h"

namespace lode {
namespace {

constexpr char kSentence[] =
    "# text = Orrin, which owns two mills, sells paper.\n"
    "1\tOrrin\tOrrin\tPROPN\tNNP\t_\t8\tnsubj\t_\tSpaceAfter=No\n"
    "2\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_\n"
    "3\twhich\twhich\tPRON\tWDT\t_\t4\tnsubj\t_\t_\n"
    "4\towns\town\tVERB\tVBZ\t_\t1\tacl:relcl\t_\t_\n"
    "5\ttwo\ttwo\tNUM\tCD\t_\t6\tnummod\t_\t_\n"
    "6\tmills\tmill\tNOUN\tNNS\t_\t4\tobj\t_\tSpaceAfter=No\n"
    "7\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_\n"
    "8\tsells\tsell\tVERB\tVBZ\t_\t0\troot\t_\t_\n"
    "9\tpaper\tpaper\tNOUN\tNN\t_\t8\tobj\t_\tSpaceAfter=No\n"
    "10\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\t_\n\n";

struct ConfidenceTest : testing::Test {
  void SetUp() override {
    auto read = ReadConllu(kSentence);
    ASSERT_TRUE(read.ok()) << read.status().message();
    sentence = read->front();
    for (Token& token : sentence.tokens) token.head_margin = 6;
    node.identity = IdentityClass::kName;
    node.name = "Orrin";
  }

  Span Word(std::size_t number) const { return sentence.tokens[number - 1].span; }
  StatementRecord Sells() const {
    StatementRecord statement;
    statement.predicate = statement.relation = "sell";
    statement.extractor = "clause/1";
    statement.subject_span = {Word(1)};
    statement.predicate_span = {Word(8)};
    statement.object_span = {Word(9)};
    statement.object.node = 0;
    return statement;
  }
  double Confidence(const StatementRecord& statement) const {
    return ConfidenceOf(SignsOf(statement, SentenceGraph(sentence), BlockKind::kParagraph, {node}));
  }
  static double Sign(const Signs& signs, std::string_view name) {
    const auto at = std::find(kSignNames.begin(), kSignNames.end(), name);
    return signs[static_cast<std::size_t>(at - kSignNames.begin())];
  }

  Sentence sentence;
  EntityNode node;
};

TEST_F(ConfidenceTest, SeesHowTheWordsStand) {
  const Signs signs = SignsOf(Sells(), SentenceGraph(sentence), BlockKind::kParagraph, {node});
  EXPECT_EQ(Sign(signs, "commas"), 2);
  EXPECT_EQ(Sign(signs, "subject-apart"), 0);
  EXPECT_EQ(Sign(signs, "object-distance"), 0);
  EXPECT_NEAR(Sign(signs, "subject-distance"), std::log(7.0), 1e-9);
  EXPECT_EQ(Sign(signs, "named-subject"), 1);
  EXPECT_EQ(Sign(signs, "least-margin"), 6);
}

TEST_F(ConfidenceTest, AParserInDoubtMakesItLessSure) {
  const double sure = Confidence(Sells());
  sentence.tokens[8].head_margin = 0.1F;
  EXPECT_LT(Confidence(Sells()), sure - 0.05);
}

TEST_F(ConfidenceTest, ASubjectOfAnotherVerbMakesItLessSure) {
  const double sure = Confidence(Sells());
  sentence.tokens[0].head = 4;
  sentence.tokens[3].head = 8;
  EXPECT_LT(Confidence(Sells()), sure);
}

TEST_F(ConfidenceTest, IsNeverCertain) {
  Signs signs{};
  EXPECT_EQ(ConfidenceOf(signs), 0.5);
  signs.fill(1e6);
  EXPECT_LE(ConfidenceOf(signs), 0.98);
  signs.fill(-1e6);
  EXPECT_GE(ConfidenceOf(signs), 0.02);
}

// What has no place in the text is judged by what is known.
TEST_F(ConfidenceTest, MissingWordsAreNoFault) {
  StatementRecord statement = Sells();
  statement.predicate_span = statement.object_span = statement.subject_span = {};
  EXPECT_GT(Confidence(statement), 0.02);
}

}  // namespace
}  // namespace lode
