// Classes of pronouns from the mentions before them.
#include "loaders/language/heads/antecedent_memory.h"

#include <gtest/gtest.h>

#include "tests/language/model_fixture.h"

namespace lode {
namespace {

// Words "form/UPOS/relation/Number", each a root; and the entities among them.
Sentence With(const std::string& words, std::vector<Mention> nominals) {
  Sentence sentence = SentenceOf(words);
  for (Token& token : sentence.tokens) {
    std::istringstream in(token.form);
    std::string number;
    std::getline(in, token.form, '/');
    std::getline(in, token.upos, '/');
    std::getline(in, token.deprel, '/');
    std::getline(in, number, '/');
    if (!number.empty()) token.feats = "Number=" + number;
    token.lemma = token.form;
  }
  sentence.nominals = std::move(nominals);
  return sentence;
}

const Sentence kIt = With("it/PRON/nsubj/Sing sank/VERB/root", {{1, 1, "abstract", 0.5}});
const Sentence kThey = With("they/PRON/nsubj/Plur left/VERB/root", {{1, 1, "abstract", 0.5}});

TEST(AntecedentMemory, GivesItTheClassOfTheSubjectBefore) {
  AntecedentMemory memory;
  Sentence ship = With("ship/NOUN/nsubj/Sing left/VERB/root port/NOUN/obj/Sing",
                       {{1, 1, "object", 5}, {3, 3, "place", 5}});
  Sentence it = kIt;
  memory.Settle(&ship);
  memory.Settle(&it);
  EXPECT_EQ(it.nominals[0].type, "object");
}

TEST(AntecedentMemory, NeverTakesAPersonForItNorOneThingForThey) {
  AntecedentMemory memory;
  Sentence before = With("captain/NOUN/nsubj/Sing met/VERB/root ships/NOUN/obj/Plur",
                         {{1, 1, "person", 5}, {3, 3, "object", 5}});
  Sentence it = kIt, they = kThey;
  memory.Settle(&before);
  memory.Settle(&it);
  EXPECT_EQ(it.nominals[0].type, "abstract");
  memory.Settle(&they);
  EXPECT_EQ(they.nominals[0].type, "object");
}

TEST(AntecedentMemory, LeavesWhatTheModelIsSureOf) {
  AntecedentMemory memory;
  Sentence ship = With("ship/NOUN/nsubj/Sing left/VERB/root", {{1, 1, "object", 5}});
  Sentence it = kIt;
  it.nominals[0].margin = 4;
  memory.Settle(&ship);
  memory.Settle(&it);
  EXPECT_EQ(it.nominals[0].type, "abstract");
}

TEST(AntecedentMemory, LooksTwoSentencesBackAndNotIntoAnotherDocument) {
  AntecedentMemory memory;
  const Sentence ship = With("ship/NOUN/nsubj/Sing left/VERB/root", {{1, 1, "object", 5}});
  const Sentence rain = With("rained/VERB/root", {});
  for (const int sentences_between : {1, 2}) {
    Sentence first = ship, it = kIt;
    memory.Clear();
    memory.Settle(&first);
    for (int i = 0; i < sentences_between; ++i) {
      Sentence between = rain;
      memory.Settle(&between);
    }
    memory.Settle(&it);
    EXPECT_EQ(it.nominals[0].type, sentences_between == 1 ? "object" : "abstract");
  }
  Sentence first = ship, it = kIt;
  memory.Settle(&first);
  memory.Clear();
  memory.Settle(&it);
  EXPECT_EQ(it.nominals[0].type, "abstract");
}

}  // namespace
}  // namespace lode
