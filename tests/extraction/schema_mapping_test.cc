#include "loaders/extraction/words/schema_mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loaders/extraction/words/word_lists.h"

namespace lode {
namespace {

using ::testing::HasSubstr;

FrameQuery Verb(std::string lemma, std::string preposition = {}) {
  FrameQuery query;
  query.lemma = std::move(lemma);
  query.preposition = std::move(preposition);
  return query;
}

TEST(Schema, TakesTheFirstFrameWhoseTypesFit) {
  FrameTable table;
  ASSERT_TRUE(table.Add("[acquired]\nverb: buy (Y organization)\n[buys]\nverb: buy\n", "f").ok());
  FrameQuery query = Verb("buy");
  query.object_type = "company";
  EXPECT_EQ(table.Find(query)->predicate, "acquired");
  query.object_type = "product";
  EXPECT_EQ(table.Find(query)->predicate, "buys");
}

TEST(Schema, KeepsParticlesPrepositionsAndNounsApart) {
  FrameTable table;
  ASSERT_TRUE(
      table.Add("[counters]\nverb: push+back on\n[contributed-to]\nverb: play @role in\n", "f")
          .ok());
  FrameQuery query = Verb("push", "on");
  EXPECT_EQ(table.Find(query), nullptr);
  query.particle = "back";
  EXPECT_EQ(table.Find(query)->predicate, "counters");
  query = Verb("play", "in");
  EXPECT_EQ(table.Find(query), nullptr);
  query.noun = "role";
  EXPECT_EQ(table.Find(query)->predicate, "contributed-to");
}

TEST(Schema, KnowsKindsOfTypes) {
  EXPECT_TRUE(IsType("company", "organization"));
  EXPECT_TRUE(IsType("company", "agent"));
  EXPECT_TRUE(IsType("percent", "measure"));
  EXPECT_FALSE(IsType("organization", "company"));
  EXPECT_FALSE(IsType("", "agent"));
}

TEST(Schema, NamesTheLineThatIsWrong) {
  FrameTable table;
  const Status no_section = table.Add("verb: buy\n", "my.frames");
  EXPECT_EQ(no_section.code(), Code::kInvalidInput);
  EXPECT_THAT(no_section.message(), HasSubstr("my.frames, line 1"));
  EXPECT_THAT(table.Add("[buys]\n\nverbs: buy\n", "my.frames").message(), HasSubstr("line 3"));
  EXPECT_FALSE(table.Add("[buys]\nverb: buy (Z company)\n", "f").ok());
  EXPECT_FALSE(table.Add("[buys]\nverb: buy (X company\n", "f").ok());
  EXPECT_FALSE(table.Add("[buys]\nexample: nothing here\n", "f").ok());
}

TEST(WordLists, FindTheKeyOfAWord) {
  WordLists lists;
  ASSERT_TRUE(lists.Add("# words\n[verb]\nplanned: plan, set out\n", "f").ok());
  EXPECT_EQ(lists.Find("verb", "set out"), "planned");
  EXPECT_EQ(lists.Find("verb", "set"), "");
  EXPECT_EQ(lists.Find("noun", "plan"), "");
  EXPECT_THAT(lists.Add("[verb]\nplan\n", "g").message(), HasSubstr("g, line 2"));
  EXPECT_FALSE(lists.Add("planned: plan\n", "g").ok());
}

}  // namespace
}  // namespace lode
