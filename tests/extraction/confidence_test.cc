// How sure a statement is, from how it was read.

#include "loaders/extraction/confidence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "loaders/extraction/extract.h"
#include "loaders/extraction/open_rules.h"
#include "loaders/language/output/conllu.h"

namespace lode {
namespace {

constexpr char kSentence[] =
    "# text = Orrin, which owns two mills, sells paper in Lovik.\n"
    "1\tOrrin\tOrrin\tPROPN\tNNP\t_\t8\tnsubj\t_\tSpaceAfter=No\n"
    "2\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_\n"
    "3\twhich\twhich\tPRON\tWDT\t_\t4\tnsubj\t_\t_\n"
    "4\towns\town\tVERB\tVBZ\t_\t1\tacl:relcl\t_\t_\n"
    "5\ttwo\ttwo\tNUM\tCD\t_\t6\tnummod\t_\t_\n"
    "6\tmills\tmill\tNOUN\tNNS\t_\t4\tobj\t_\tSpaceAfter=No\n"
    "7\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_\n"
    "8\tsells\tsell\tVERB\tVBZ\t_\t0\troot\t_\t_\n"
    "9\tpaper\tpaper\tNOUN\tNN\t_\t8\tobj\t_\t_\n"
    "10\tin\tin\tADP\tIN\t_\t11\tcase\t_\t_\n"
    "11\tLovik\tLovik\tPROPN\tNNP\t_\t8\tobl\t_\tSpaceAfter=No\n"
    "12\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\t_\n\n";

// The signs of the statement with that predicate in the sentence.
class SignsTest : public testing::Test {
 protected:
  void SetUp() override {
    auto read = ReadConllu(kSentence);
    ASSERT_TRUE(read.ok()) << read.status().message();
    sentences = *read;
    for (Token& token : sentences[0].tokens) token.head_margin = 6;
    sentences[0].mentions = {{1, 1, "organization"}, {11, 11, "place"}};
    auto opened = OpenExtractionRules(LODE_DATA_DIR);
    ASSERT_TRUE(opened.ok()) << opened.status().message();
    rules = *opened;
  }

  Signs SignsOfStatement(std::string_view relation) {
    Article article;
    article.text = "Orrin, which owns two mills, sells paper in Lovik.";
    const Span all{0, static_cast<std::uint32_t>(article.text.size())};
    article.blocks.push_back({BlockKind::kParagraph, all, all, "", "", -1});
    sentences[0].block = 0;
    Signs found;
    ExtractStatements(
        article, sentences, *rules,
        [&](const StatementRecord& statement, const Signs& signs) {
          if (statement.relation != relation || !found.numbers.empty()) return;
          found = signs;
          confidence = statement.confidence;
        },
        states);
    EXPECT_FALSE(found.numbers.empty()) << relation;
    return found;
  }
  static double Sign(const Signs& signs, std::string_view name) {
    const std::vector<std::string_view> names = SignNames();
    const auto at = std::ranges::find(names, name);
    EXPECT_NE(at, names.end()) << name;
    return signs.numbers.at(static_cast<std::size_t>(at - names.begin()));
  }

  std::vector<Sentence> sentences;
  std::vector<WordStates> states;
  std::shared_ptr<const ExtractionRules> rules;
  double confidence = 0;
};

TEST_F(SignsTest, SeesHowTheWordsStand) {
  const Signs signs = SignsOfStatement("sell");
  EXPECT_EQ(Sign(signs, "subject-commas"), 2);
  EXPECT_EQ(Sign(signs, "subject-distance"), 6);
  EXPECT_EQ(Sign(signs, "object-distance"), 0);
  EXPECT_EQ(Sign(signs, "subject-verbs-between"), 1);
  EXPECT_EQ(Sign(signs, "subject-apart"), 0);
  EXPECT_EQ(Sign(signs, "subject-left-clauses"), 1);
  EXPECT_EQ(Sign(signs, "named-subject"), 1);
  EXPECT_EQ(Sign(signs, "least-margin"), 6);
  EXPECT_EQ(Sign(signs, "sentence-words"), 12);
}

TEST_F(SignsTest, MarksTellWhatStandsAtTheEdges) {
  const Signs signs = SignsOfStatement("sell");
  for (const char* mark : {"subject-after=,", "object-after=in", "object-after-class=ADP",
                           "subject-relation=nsubj", "below=obl", "extractor=clause"})
    EXPECT_TRUE(std::ranges::binary_search(signs.marks, mark)) << mark;
}

TEST_F(SignsTest, DoubtOfTheParserIsSeen) {
  sentences[0].tokens[8].head_margin = 0.25F;
  const Signs signs = SignsOfStatement("sell");
  EXPECT_EQ(Sign(signs, "object-margin"), 0.25);
  EXPECT_EQ(Sign(signs, "least-margin"), 0.25);
  EXPECT_EQ(Sign(signs, "subject-margin"), 6);
}

// Two numbers a word: its place in the sentence, in halves, and 1.
TEST_F(SignsTest, TakeWhatTheEncoderMadeOfTheWords) {
  EXPECT_TRUE(SignsOfStatement("sell").words.empty());
  states.push_back({2, {}, std::vector<float>(12, 0.5F)});
  for (std::int8_t word = 1; word <= 12; ++word) {
    states[0].values.push_back(word);
    states[0].values.push_back(2);
  }
  const std::vector<float> words = SignsOfStatement("sell").words;
  const std::vector<std::string_view> places = WordPlaces();
  ASSERT_EQ(words.size(), places.size() * 3);
  const auto row = [&](std::string_view name) {
    const auto at = std::ranges::find(places, name) - places.begin();
    return std::vector<float>(words.begin() + 3 * at, words.begin() + 3 * at + 3);
  };
  EXPECT_EQ(row("predicate"), (std::vector<float>{4, 1, 1}));        // sells
  EXPECT_EQ(row("subject"), (std::vector<float>{0.5, 1, 1}));        // Orrin
  EXPECT_EQ(row("object-last"), (std::vector<float>{4.5, 1, 1}));    // paper
  EXPECT_EQ(row("behind-object"), (std::vector<float>{5, 1, 1}));    // in
  EXPECT_EQ(row("above-object"), (std::vector<float>{4, 1, 1}));     // sells
  EXPECT_EQ(row("before-subject"), (std::vector<float>{0, 0, 0}));   // nothing
  EXPECT_EQ(row("above-predicate"), (std::vector<float>{0, 0, 0}));  // the root
  EXPECT_NEAR(row("sentence")[0], 3.25, 1e-5);
  states[0].scales.pop_back();  // of another sentence
  EXPECT_TRUE(SignsOfStatement("sell").words.empty());
}

// The shipped trees: doubt of every arc makes a statement less sure.
TEST_F(SignsTest, AParserInDoubtMakesItLessSure) {
  SignsOfStatement("sell");
  const double sure = confidence;
  for (Token& token : sentences[0].tokens) token.head_margin = 0.1F;
  SignsOfStatement("sell");
  EXPECT_LT(confidence, sure - 0.05);
}

TEST(Critic, AddsUpItsTrees) {
  const auto critic = Critic::Read(
      "# two\nsign depth\nsign object-after=of  # a mark\nscale 2 0.5\n"
      "tree ? 0 3 1.25 ? 1 0.5 0 -1\ntree 0.5\n",
      "x.trees");
  ASSERT_TRUE(critic.ok()) << critic.status().message();
  Signs signs;
  signs.numbers.resize(SignNames().size());
  const auto names = SignNames();
  double& depth =
      signs.numbers[static_cast<std::size_t>(std::ranges::find(names, "depth") - names.begin())];
  depth = 3;                                      // not above the limit
  EXPECT_EQ((*critic)->Confidence(signs), 0.98);  // 2 * 1.75 + 0.5
  depth = 4;
  EXPECT_EQ((*critic)->Confidence(signs), 0.82);  // 2 * 0.5 + 0.5
  signs.marks = {"object-after=of"};
  EXPECT_EQ((*critic)->Confidence(signs), 0.38);  // 2 * -0.5 + 0.5
}

TEST(Critic, KnowsHowCommonAMarkIs) {
  const auto critic = Critic::Read(
      "sign common:predicate\ncommon predicate=sell 5\ncommon word=sell 9\n"
      "tree ? 0 4 -1 ? 0 6 1 2\n",
      "x.trees");
  ASSERT_TRUE(critic.ok()) << critic.status().message();
  Signs signs;
  signs.numbers.resize(SignNames().size());
  EXPECT_EQ((*critic)->Confidence(signs), 0.27);
  signs.marks = {"predicate=sell", "word=sell"};  // of other families nothing counts
  EXPECT_EQ((*critic)->Confidence(signs), 0.73);
}

// Two components of vectors of two numbers; two units, the second of which is never above 0.
TEST(Critic, ItsNetworkSeesSignsAndWords) {
  const std::vector<std::string_view> places = WordPlaces();
  std::string text = "sign depth\ninput 0 2 0.5\ncomponent 1 0 0.25\ncomponent 0 2 0\nplaces";
  for (const std::string_view place : places) text += " " + std::string(place);
  text += "\nunit 0.5 1 0.25";  // adds half of its sum: 1 and a quarter of the depth
  for (const std::string_view place : places) text += place == "subject" ? " 1 0.5 2" : " 0 0 0";
  text += "\nunit 9 -100 0";
  for (std::size_t i = 0; i < places.size() * 3; ++i) text += " 1";
  const auto critic = Critic::Read(text + "\n", "x.trees");
  ASSERT_TRUE(critic.ok()) << critic.status().message();
  const auto printed = [](double sum) { return std::round(100 / (1 + std::exp(-sum))) / 100; };
  Signs signs;
  signs.numbers.resize(SignNames().size());
  const auto names = SignNames();
  double& depth =
      signs.numbers[static_cast<std::size_t>(std::ranges::find(names, "depth") - names.begin())];
  depth = 3;  // two deviations above
  EXPECT_EQ((*critic)->Confidence(signs), printed(0.5 * 1.5));
  depth = 9;  // no more than three count
  EXPECT_EQ((*critic)->Confidence(signs), printed(0.5 * 1.75));
  depth = 1;
  EXPECT_EQ((*critic)->Confidence(signs), printed(0.5 * 0.5));
  signs.words.resize(places.size() * 3);
  const auto put = [&](std::string_view name, float first, float second) {
    const auto at = std::ranges::find(places, name) - places.begin();
    float* const row = &signs.words[static_cast<std::size_t>(at) * 3];
    row[0] = first, row[1] = second, row[2] = 1;
  };
  put("predicate", 7, 7);  // has no weights
  EXPECT_EQ((*critic)->Confidence(signs), printed(0.5 * 0.5));
  put("subject", -1, 0.5);  // 1 * (-1 + 0.25) + 0.5 * (2 * 0.5) + 2
  EXPECT_EQ((*critic)->Confidence(signs), printed(0.5 * (0.5 + 1.75)));
  put("subject", -9, 0.5);  // below 0
  EXPECT_EQ((*critic)->Confidence(signs), 0.5);
  signs.words.resize(places.size() * 2);  // of another encoder
  EXPECT_EQ((*critic)->Confidence(signs), printed(0.5 * 0.5));
}

TEST(Critic, IsNeverCertain) {
  EXPECT_EQ((*Critic::Read("tree 1e6\n", "x"))->Confidence({}), 0.98);
  EXPECT_EQ((*Critic::Read("tree -1e6\n", "x"))->Confidence({}), 0.02);
  EXPECT_EQ((*Critic::Read("", "x"))->Confidence({}), 0.5);
}

TEST(Critic, RefusesWhatIsNoTree) {
  std::string deep = "sign depth\ntree ";
  for (int i = 0; i < 40; ++i) deep += "? 0 1 0 ";
  for (const std::string& text : {std::string("sign dept\n"),
                                  std::string("weight 3\n"),
                                  std::string("tree\n"),
                                  std::string("tree ? 0 1 2 3\n"),
                                  std::string("sign depth\ntree ? 0 1 2\n"),
                                  std::string("sign depth\ntree ? 0 x 2 3\n"),
                                  std::string("tree 1 2\n"),
                                  std::string("tree nan\n"),
                                  std::string("common sell 3\n"),
                                  std::string("common a=b\n"),
                                  std::string("scale 1\n"),
                                  std::string("input 0 1 1\n"),
                                  std::string("sign depth\ninput 0 1 0\n"),
                                  std::string("sign depth\ninput 0 1\n"),
                                  std::string("places heart\n"),
                                  std::string("places\n"),
                                  std::string("component 1\n"),
                                  std::string("component 1 x\n"),
                                  std::string("component 1 2\ncomponent 1 2 3\n"),
                                  std::string("unit 1\n"),
                                  std::string("unit 1 2 3\n"),
                                  std::string("component 1 2\nunit 1 2\n"),
                                  std::string("sign depth\nunit 1 2\ninput 0 1 1\n"),
                                  deep + "0\n"}) {
    const auto critic = Critic::Read(text, "x.trees");
    ASSERT_FALSE(critic.ok()) << text;
    EXPECT_EQ(critic.status().message().rfind("x.trees:", 0), 0u) << critic.status().message();
  }
}

}  // namespace
}  // namespace lode
