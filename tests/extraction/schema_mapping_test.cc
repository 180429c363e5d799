#include "loaders/extraction/words/schema_mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loaders/extraction/words/derivation_rules.h"
#include "loaders/extraction/words/frame_sentences.h"
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

TEST(Schema, SiftsByHeadNounsAndByWhatIsNot) {
  FrameTable table;
  ASSERT_TRUE(table
                  .Add("[open]\nverb (Y @progress/role): make\n[lifts]\nverb: lift (Y @ban/cap)\n"
                       "[makes]\nverb (X organization; Y not event): make\n",
                       "f")
                  .ok());
  FrameQuery query = Verb("make");
  query.subject_type = "company";
  EXPECT_EQ(table.Find(query)->predicate, "makes");
  query.object_lemma = "progress";
  EXPECT_EQ(table.Find(query), nullptr);  // keeps its verb, whatever follows
  query.object_lemma = "summit";
  query.object_type = "event";
  EXPECT_EQ(table.Find(query), nullptr);
  query = Verb("lift");
  query.object_lemma = "boat";
  EXPECT_EQ(table.Find(query), nullptr);
  query.object_lemma = "ban";
  EXPECT_EQ(table.Find(query)->predicate, "lifts");
}

TEST(Schema, ReadsThePhraseBesideTheObject) {
  FrameTable table;
  ASSERT_TRUE(table.Add("[arrests]\nverb: take into @custody\n", "f").ok());
  FrameQuery query = Verb("take", "into");
  query.noun = "custody";
  EXPECT_EQ(table.Find(query), nullptr);  // that is "take custody into"
  query.kind = FrameKind::kVerbPhrase;
  EXPECT_EQ(table.Find(query)->predicate, "arrests");
}

TEST(Schema, LetsTheNewerTextWin) {
  FrameTable table;
  ASSERT_TRUE(table.Add("[buys]\nverb: charter\n", "news").ok());
  ASSERT_TRUE(table.Add("[uses]\nverb: charter\n", "mine").ok());
  EXPECT_EQ(table.Find(Verb("charter"))->predicate, "uses");
}

TEST(Schema, RefusesWhatTheSchemaDoesNotKnow) {
  FrameTable table;
  EXPECT_THAT(table.Add("[flies-to]\nverb: fly to\n", "f").message(),
              HasSubstr("line 1: there is no predicate 'flies-to'"));
  EXPECT_THAT(table.Add("[buys]\nverb: buy (Y vessel)\n", "f").message(),
              HasSubstr("line 2: there is no type 'vessel'"));
}

FrameExample OnlyExample(std::string_view text) {
  FrameTable table;
  WordLists lists;
  EXPECT_TRUE(lists.Add("[participle]\nheld: hold\n[adverb-particle]\nyes: off\n", "l").ok());
  EXPECT_TRUE(table.Add(text, "f").ok());
  return SpellOut(table.examples().front(), table, lists).front();
}

TEST(FrameSentences, PutFramesIntoTheThirdPerson) {
  const auto sentence = [](const std::string& entry) {
    return OnlyExample("[uses]\n" + entry + "\neach: Ann * the mill. | Ann | mill\n").sentence;
  };
  EXPECT_EQ(sentence("verb: try on"), "Ann tries on the mill.");
  EXPECT_EQ(sentence("verb: take @interest in"), "Ann takes an interest in the mill.");
  EXPECT_EQ(sentence("verb: call+off"), "Ann calls off the mill.");
  EXPECT_EQ(sentence("verb: set+free"), "Ann sets the mill free.");
  EXPECT_EQ(sentence("verb: put on @hold"), "Ann puts the mill on hold.");
  EXPECT_EQ(sentence("passive: hold at"), "Ann is held at the mill.");
  EXPECT_EQ(sentence("is: owner of"), "Ann is an owner of the mill.");
  EXPECT_EQ(sentence("verb: pay (Y @bill/fee)"), "Ann pays the bill.");
}

TEST(DerivationRules, SayWhatIsWrongWithThem) {
  const auto message = [](std::string_view text) {
    return DerivationRules().Add(text, "r").message();
  };
  EXPECT_EQ(message("rule a\nowns(X, Z) :- owns(X, Y), owns(Y, Z), X != Z.\n"), "");
  EXPECT_THAT(message("owns(X, Y) :- buys(X, Y).\n"), HasSubstr("r, line 1: write 'rule NAME'"));
  EXPECT_THAT(message("rule a\nhas(X, Y) :- buys(X, Y).\n"), HasSubstr("no predicate 'has'"));
  EXPECT_THAT(message("rule a\nowns(X, Y) :- buys(X, Y), ship(X).\n"), HasSubstr("no type 'ship'"));
  EXPECT_THAT(message("rule a\nowns(X, Y) :- X != Y, buys(X, Y).\n"),
              HasSubstr("in no statement before"));
  EXPECT_THAT(message("rule a\nowns(X, Z) :- buys(X, Y).\n"), HasSubstr("'Z' of the head"));
  EXPECT_THAT(message("rule a\nowns(X, y) :- buys(X, y).\n"), HasSubstr("'y' is no variable"));
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
