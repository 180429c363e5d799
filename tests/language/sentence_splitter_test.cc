// Where sentences end: news text above all.
#include "loaders/language/text/sentence_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "loaders/language/text/tokenizer.h"
#include "tests/language/model_fixture.h"

namespace lode {
namespace {

using testing::ElementsAre;

std::vector<std::string> Sentences(const std::string& text) {
  std::vector<std::string> out;
  for (const Sentence& s : Tokenize(text, Model().splitter())) {
    out.push_back(text.substr(s.span.begin, s.span.end - s.span.begin));
  }
  return out;
}

// Cases are written with "|" between the sentences and a space after each "|".
class SplitterTable : public testing::TestWithParam<const char*> {};

TEST_P(SplitterTable, EndsSentencesWhereTheBarsStand) {
  const std::string marked = GetParam();
  std::string text;
  for (char c : marked) {
    if (c != '|') text += c;
  }
  std::string found;
  for (const std::string& s : Sentences(text)) found += found.empty() ? s : "| " + s;
  EXPECT_EQ(found, marked);
}

INSTANTIATE_TEST_SUITE_P(
    News, SplitterTable,
    testing::Values(
        "Officials in the U.S. said on Tuesday that talks would go on.| The E.U. declined to "
        "comment.",
        "Shares of Harbor Foods Inc. rose 3% on Monday.| Rivals fell.",
        "\"We will not sell the mill,\" said Mr. Osei.| \"It is ours.\"| He then left.",
        "“We will not sell the mill.| It is ours,” Osei said.| He then left.",
        "The minister called the plan “a mistake.”| Others disagreed.",
        "Gov. Ruth Adeyemi met Sen. Paul Brandt at 5 p.m. on Jan. 12 in St. Paul.",
        "It shipped the grain to a port in the U.S.| Its chairman stayed behind.",
        "The mill moved to Portland.| U.S. Interior Secretary Ana Reyes said so on Monday.",
        "The firm, Harbor Foods Inc., told the U.S. Senate that it would pay.",
        "Output fell in the north 1.| The ministry blamed the weather 2 .| Others disagreed 3.",
        ".| It rained again.", "公司表示同意。| 部长没有回应。",
        "Did the bank know?| It says it did not.",
        "The deal was signed in April. [1]| Output doubled a year later.",
        "Prices fell 2.5 percent to $41.20 a barrel, the agency said.| Demand was weak.",
        "The mine, which opened in 1998, employs 1,200 people (most of them local).| It will "
        "close.",
        "Dr. A. B. Lund, who led the study, said the No. 2 reactor was safe.",
        "The dam holds, according to Norden.| EDF plans to close its gate.",
        "The guards asked that flags be lowered at noon.| “We cannot fathom their pain,” Mr. Osei "
        "said of the dead.",
        "Work stops, he said of his mill.| \"A few of us stay.\"",
        "He wrote to Mr. “Red” Lund of Acme Inc. “Red” answered.",
        "Lindqvist vs. Moreau is on appeal.| A ruling is due in Sept."));

TEST(SentenceSplitter, EndsSentencesAtBlankLinesAndLineBreaks) {
  EXPECT_THAT(Sentences("Harbor Foods sells its mill\n\nBy Jane Doe\nThe company said so."),
              ElementsAre("Harbor Foods sells its mill", "By Jane Doe", "The company said so."));
}

TEST(SentenceSplitter, ReadsOnAcrossAHardWrappedLine) {
  EXPECT_THAT(Sentences("The company that owned the old mill by the river said that it\n"
                        "would close the site and move the work to another town in the\n"
                        "north. Nobody was surprised."),
              ElementsAre("The company that owned the old mill by the river said that it\n"
                          "would close the site and move the work to another town in the\n"
                          "north.",
                          "Nobody was surprised."));
}

TEST(SentenceSplitter, CutsWhatNeverEnds) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "apples ";
  for (const Sentence& s : Tokenize(text, Model().splitter()))
    EXPECT_LE(s.tokens.size(), kMaxSentenceTokens);
}

TEST(SentenceSplitter, FindsNothingInNothing) {
  EXPECT_TRUE(Model().splitter().Ends("", {}).empty());
}

}  // namespace
}  // namespace lode
