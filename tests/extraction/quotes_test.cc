#include "loaders/extraction/speech/quotes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace lode {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Block> Paragraphs(const std::string& text) {
  std::vector<Block> blocks;
  std::uint32_t begin = 0;
  for (std::uint32_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '\n') continue;
    Block block;
    block.text = {begin, at};
    blocks.push_back(block);
    begin = at + 1;
  }
  return blocks;
}

std::vector<std::string> Quoted(const std::string& text) {
  std::vector<std::string> out;
  for (const Quotation& q : FindQuotations(text, Paragraphs(text)))
    out.emplace_back(QuotedWords(text, q.inner));
  return out;
}

TEST(Quotes, FindsEveryKindOfMark) {
  EXPECT_THAT(Quoted("She said “we sail at dawn” again."), ElementsAre("we sail at dawn"));
  EXPECT_THAT(Quoted("She said \"we sail at dawn\" again."), ElementsAre("we sail at dawn"));
  EXPECT_THAT(Quoted("She said «we sail at dawn» again."), ElementsAre("we sail at dawn"));
  EXPECT_THAT(Quoted("She said „we sail at dawn“ again."), ElementsAre("we sail at dawn"));
  EXPECT_THAT(Quoted("She said ‘we sail at dawn’ again."), ElementsAre("we sail at dawn"));
  EXPECT_THAT(Quoted("She said 'we sail at dawn' again."), ElementsAre("we sail at dawn"));
}

TEST(Quotes, TellsApostrophesFromMarks) {
  EXPECT_THAT(Quoted("The ship's crew didn't sail; the owners' men did."), IsEmpty());
  EXPECT_THAT(Quoted("The ship’s crew didn’t sail; the owners’ men did."), IsEmpty());
  EXPECT_THAT(Quoted("He called it 'the crew's choice' twice."), ElementsAre("the crew's choice"));
}

TEST(Quotes, NestsQuotations) {
  const std::string text = "“They shouted ‘cast off’ and left,” she said.";
  const auto found = FindQuotations(text, Paragraphs(text));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].depth, 0);
  EXPECT_EQ(found[1].depth, 1);
  EXPECT_EQ(QuotedWords(text, found[0].inner), "They shouted ‘cast off’ and left");
}

TEST(Quotes, ContinuesOverParagraphs) {
  const std::string text =
      "“The first part goes on.\n“The second ends it,” she said.\n“Another one.”";
  const auto found = FindQuotations(text, Paragraphs(text));
  ASSERT_EQ(found.size(), 3u);
  EXPECT_FALSE(found[0].closed);
  EXPECT_TRUE(found[1].continues);
  EXPECT_FALSE(found[2].continues);
}

TEST(Quotes, EndsAnUnclosedMarkWithItsParagraph) {
  const std::string text = "He wrote \"no more ships\nThe next day \"came\" early.";
  EXPECT_THAT(Quoted(text), ElementsAre("no more ships", "came"));
}

TEST(Quotes, SurvivesMarksAlone) {
  EXPECT_THAT(Quoted("\""), IsEmpty());
  EXPECT_THAT(Quoted("” ’ » “"), IsEmpty());
  EXPECT_THAT(Quoted("\"\""), IsEmpty());
}

TEST(Quotes, NestNoDeeperThanTheLimit) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "« ";
  EXPECT_EQ(FindQuotations(text, Paragraphs(text)).size(), 8u);
}

TEST(Quotes, AnApostropheOpensOnlyWhereAPartnerFollows) {
  for (const auto& [text, count] : std::initializer_list<std::pair<std::string, std::size_t>>{
           {"He said 'tis late and 'twas cold.", 0u},
           {"He said 'it is late' and 'twas cold.", 1u},
           {"He said ‘it is late’ and ‘it is cold’.", 2u}})
    EXPECT_EQ(FindQuotations(text, Paragraphs(text)).size(), count) << text;
}

}  // namespace
}  // namespace lode
