// Relations that cannot stand together are not chosen together.
#include "loaders/language/heads/relation_choice.h"

#include <gtest/gtest.h>

#include <string>

namespace lode {
namespace {

// A table of relations as a model file holds it.
class Relations {
 public:
  explicit Relations(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      text_ += name;
      at_.push_back(static_cast<std::uint32_t>(text_.size()));
    }
  }
  StringList list() const { return {at_, text_}; }

 private:
  std::vector<std::uint32_t> at_ = {0};
  std::string text_;
};

struct Word {
  std::string upos;
  int head;
  std::vector<float> scores;
  std::string lemma = "";
};

std::vector<std::string> Chosen(const Relations& relations, const std::vector<Word>& words,
                                std::vector<int>* heads = nullptr) {
  std::vector<Token> tokens(words.size());
  std::vector<Token*> pointers;
  std::vector<float> scores;
  const std::size_t stride = relations.list().size() + 3;  // rows may be padded
  for (std::size_t i = 0; i < words.size(); ++i) {
    tokens[i].upos = words[i].upos;
    tokens[i].head = words[i].head;
    tokens[i].lemma = words[i].lemma;
    pointers.push_back(&tokens[i]);
    scores.insert(scores.end(), words[i].scores.begin(), words[i].scores.end());
    scores.resize((i + 1) * stride, 99.0F);
  }
  RelationChoice(relations.list()).Choose(scores, stride, pointers);
  std::vector<std::string> names;
  for (const Token& token : tokens) {
    names.push_back(token.deprel);
    if (heads != nullptr) heads->push_back(token.head);
  }
  return names;
}

using Names = std::vector<std::string>;

TEST(RelationChoice, TakesTheBestOfEachWordWhereNothingIsInTheWay) {
  const Relations relations({"root", "nsubj", "obj"});
  const std::vector<Word> words = {
      {"NOUN", 2, {9, 3, 2}}, {"VERB", 0, {0, 5, 1}}, {"NOUN", 2, {9, 1, 2}}};
  EXPECT_EQ(Chosen(relations, words), (Names{"nsubj", "root", "obj"}));
}

// "it gives firms access": the dearer object stays, the other takes its next best.
TEST(RelationChoice, GivesAVerbOneObject) {
  const Relations relations({"root", "obj", "iobj", "obl"});
  const std::vector<Word> words = {
      {"VERB", 0, {9, 0, 0, 0}}, {"NOUN", 1, {0, 5, 4, 1}}, {"NOUN", 1, {0, 8, 2, 3}}};
  EXPECT_EQ(Chosen(relations, words), (Names{"root", "iobj", "obj"}));
  const std::vector<Word> turned = {
      {"VERB", 0, {9, 0, 0, 0}}, {"NOUN", 1, {0, 8, 2, 3}}, {"NOUN", 1, {0, 5, 4, 1}}};
  EXPECT_EQ(Chosen(relations, turned), (Names{"root", "obj", "iobj"}));
}

TEST(RelationChoice, MakesNoObjectOfWhatHasAPreposition) {
  const Relations relations({"root", "obj", "obl", "case"});
  const std::vector<Word> words = {{"VERB", 3, {0, 0, 0, 7}},  // "according"
                                   {"ADP", 1, {0, 0, 0, 7}},   // "to"
                                   {"PROPN", 4, {0, 6, 5, 0}},
                                   {"VERB", 0, {9, 0, 0, 0}}};
  EXPECT_EQ(Chosen(relations, words), (Names{"case", "case", "obl", "root"}));
}

// "the firm's chief Anna Berg met the minister"
TEST(RelationChoice, HangsANameOnItsOffice) {
  const Relations relations({"root", "nsubj", "flat", "appos", "obj"});
  const std::vector<Word> words = {{"NOUN", 4, {0, 9, 0, 1, 0}},
                                   {"PROPN", 4, {0, 9, 0, 1, 0}},
                                   {"PROPN", 2, {0, 0, 9, 0, 0}},
                                   {"VERB", 0, {9, 0, 0, 0, 0}}};
  std::vector<int> heads;
  EXPECT_EQ(Chosen(relations, words, &heads), (Names{"nsubj", "appos", "flat", "root"}));
  EXPECT_EQ(heads, (std::vector<int>{4, 1, 2, 0}));
}

// "hand our rivals our ships"
TEST(RelationChoice, TellsTheGiftFromTheReceiver) {
  const Relations relations({"root", "nmod:poss", "nmod", "obj", "iobj"});
  const std::vector<Word> words = {{"VERB", 0, {9, 0, 0, 0, 0}, "hand"},
                                   {"PRON", 3, {0, 9, 0, 0, 0}},
                                   {"NOUN", 1, {0, 0, 0, 9, 5}},
                                   {"PRON", 5, {0, 9, 0, 0, 0}},
                                   {"NOUN", 3, {0, 0, 9, 0, 0}}};
  std::vector<int> heads;
  EXPECT_EQ(Chosen(relations, words, &heads),
            (Names{"root", "nmod:poss", "iobj", "nmod:poss", "obj"}));
  EXPECT_EQ(heads, (std::vector<int>{0, 3, 1, 5, 1}));
}

// "claims that ships sank": the network's relative clause says what was claimed,
// unless its "that" is a pronoun.
TEST(RelationChoice, OpensNoRelativeClauseWithAMereThat) {
  const Relations relations({"root", "mark", "nsubj", "acl:relcl", "acl"});
  std::vector<Word> words = {{"NOUN", 0, {9, 0, 0, 0, 0}, "claim"},
                             {"SCONJ", 4, {0, 9, 0, 0, 0}, "that"},
                             {"NOUN", 4, {0, 0, 9, 0, 0}, "ship"},
                             {"VERB", 1, {0, 0, 0, 9, 5}, "sink"}};
  EXPECT_EQ(Chosen(relations, words), (Names{"root", "mark", "nsubj", "acl"}));
  words[1].upos = "PRON";
  EXPECT_EQ(Chosen(relations, words), (Names{"root", "mark", "nsubj", "acl:relcl"}));
}

TEST(RelationChoice, IsNotUsableWithoutARootOrWithoutAnythingElse) {
  EXPECT_FALSE(RelationChoice(Relations({"obj", "obl"}).list()).usable());
  EXPECT_FALSE(RelationChoice(Relations({"root", "obj"}).list()).usable());
  EXPECT_TRUE(RelationChoice(Relations({"root", "dep"}).list()).usable());
}

}  // namespace
}  // namespace lode
