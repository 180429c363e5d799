// What earlier sentences say of a name's type.
#include "loaders/language/heads/name_memory.h"

#include <gtest/gtest.h>

#include "tests/language/model_fixture.h"

namespace lode {
namespace {

Sentence Named(const std::string& words, std::vector<Mention> names) {
  Sentence sentence = SentenceOf(words);
  for (Token& token : sentence.tokens) token.upos = "X";
  sentence.mentions = std::move(names);
  return sentence;
}

TEST(NameMemory, LetsAFullNameTypeItsLaterShortForms) {
  NameMemory memory;
  Sentence full = Named("Lena Brandt spoke .", {{1, 2, "person", 9}});
  Sentence surname = Named("Brandt left .", {{1, 1, "place", 0.5}});
  Sentence firm = Named("Orrin Motors grew .", {{1, 2, "organization", 9}});
  Sentence short_firm = Named("Orrin sold .", {{1, 1, "person", 1}});
  for (Sentence* s : {&full, &surname, &firm, &short_firm}) memory.Settle(s);
  EXPECT_EQ(surname.mentions[0].type, "person");
  EXPECT_EQ(short_firm.mentions[0].type, "organization");
}

TEST(NameMemory, KnowsAcronymsOfFullNames) {
  NameMemory memory;
  Sentence full = Named("the World Grain Board met", {{2, 4, "organization", 9}});
  Sentence acronym = Named("WGB denied it", {{1, 1, "product", 1}});
  memory.Settle(&full);
  memory.Settle(&acronym);
  EXPECT_EQ(acronym.mentions[0].type, "organization");
}

TEST(NameMemory, LeavesASureReadingAlone) {
  NameMemory memory;
  Sentence person = Named("Lena Florence spoke", {{1, 2, "person", 3}});
  Sentence town = Named("in Florence", {{2, 2, "place", 6}});
  memory.Settle(&person);
  memory.Settle(&town);
  EXPECT_EQ(town.mentions[0].type, "place");
}

TEST(NameMemory, CountsEarlierSentencesAlone) {
  NameMemory memory;
  Sentence surname = Named("Brandt left .", {{1, 1, "place", 0.5}});
  Sentence full = Named("Lena Brandt spoke .", {{1, 2, "person", 9}});
  memory.Settle(&surname);
  memory.Settle(&full);
  EXPECT_EQ(surname.mentions[0].type, "place");
}

TEST(NameMemory, FindsANameThatIsOverlookedOnceItWasClearTwice) {
  NameMemory memory;
  const Sentence clear = Named("Orrin grew .", {{1, 1, "organization", 9}});
  Sentence overlooked = Named("the Orrin deal", {});
  overlooked.tokens[1].upos = "PROPN";
  for (const std::size_t names : {0U, 1U}) {
    Sentence first = clear, second = overlooked;
    memory.Settle(&first);
    memory.Settle(&second);
    ASSERT_EQ(second.mentions.size(), names);
    if (names == 0) continue;
    EXPECT_EQ(second.mentions[0].first, 2);
    EXPECT_EQ(second.mentions[0].type, "organization");
  }
}

TEST(NameMemory, ForgetsWithTheDocument) {
  NameMemory memory;
  Sentence full = Named("Lena Brandt spoke .", {{1, 2, "person", 9}});
  Sentence surname = Named("Brandt left .", {{1, 1, "place", 0.5}});
  memory.Settle(&full);
  memory.Clear();
  memory.Settle(&surname);
  EXPECT_EQ(surname.mentions[0].type, "place");
}

TEST(NameMemory, StopsGrowingAtItsLimit) {
  NameMemory memory;
  for (std::size_t i = 0; i < NameMemory::kMaxNames; ++i) {
    Sentence sentence = Named("N" + std::to_string(i), {{1, 1, "person", 9}});
    memory.Settle(&sentence);
  }
  Sentence late = Named("Orrin grew", {{1, 1, "organization", 9}});
  Sentence again = Named("Orrin sold", {{1, 1, "person", 0.5}});
  memory.Settle(&late);
  memory.Settle(&again);
  EXPECT_EQ(again.mentions[0].type, "person");
}

}  // namespace
}  // namespace lode
