// The trained model on whole sentences: what it must get right, and that
// nothing but the sentence decides what it says.
#include "loaders/language/analyzer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "tests/language/model_fixture.h"

namespace lode {
namespace {

const Token& Word(const Sentence& sentence, const std::string& form) {
  for (const Token& token : sentence.tokens) {
    if (token.form == form) return token;
  }
  ADD_FAILURE() << "no word " << form;
  return sentence.tokens.front();
}

std::string HeadOf(const Sentence& sentence, const std::string& form) {
  const int head = Word(sentence, form).head;
  return head == 0 ? "ROOT" : sentence.tokens[static_cast<std::size_t>(head) - 1].form;
}

std::string MentionOf(const Sentence& sentence, const std::string& first_form) {
  for (const Mention& m : sentence.mentions) {
    std::string text;
    for (int i = m.first; i <= m.last; ++i) {
      text += (i == m.first ? "" : " ") + sentence.tokens[static_cast<std::size_t>(i) - 1].form;
    }
    if (text.starts_with(first_form)) return text + " = " + m.type;
  }
  return "none";
}

bool IsTreeWithOneRoot(const Sentence& sentence) {
  int roots = 0;
  for (const Token& token : sentence.tokens) {
    roots += token.head == 0 ? 1 : 0;
    EXPECT_EQ(token.head == 0, token.deprel == "root");
    std::size_t steps = 0;
    for (int at = token.head; at != 0;
         at = sentence.tokens[static_cast<std::size_t>(at) - 1].head) {
      if (++steps > sentence.tokens.size()) return false;
    }
  }
  return roots == 1;
}

std::string RandomWords(std::mt19937& random, std::size_t count) {
  static const char* const kWords[] = {
      "the",    "miners", "of",    "Chile", "said", ",",      "that",
      "prices", "fell",   "by",    "7",     "%",    "Ørsted", "\xF0\x9F\x98\x80",
      "(",      "“",      "which", "NOT",   "run",  "."};
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += std::string(kWords[random() % 20]) + " ";
  return text;
}

TEST(LanguageModel, ReadsAClauseWithItsArguments) {
  const Sentence s = Analyzed("The Portuguese retailer sold two old warehouses last year .");
  EXPECT_EQ(HeadOf(s, "sold"), "ROOT");
  EXPECT_EQ(HeadOf(s, "retailer"), "sold");
  EXPECT_EQ(Word(s, "retailer").deprel, "nsubj");
  EXPECT_EQ(Word(s, "warehouses").deprel, "obj");
  EXPECT_EQ(Word(s, "warehouses").lemma, "warehouse");
  EXPECT_EQ(Word(s, "sold").lemma, "sell");
  EXPECT_EQ(Word(s, "sold").upos, "VERB");
  EXPECT_EQ(Word(s, "sold").xpos, "VBD");
  EXPECT_EQ(HeadOf(s, "old"), "warehouses");
}

TEST(LanguageModel, TellsPassivesAndTheirSubjects) {
  const Sentence s = Analyzed("The bridge was closed by the harbour police on Sunday .");
  EXPECT_EQ(Word(s, "bridge").deprel, "nsubj:pass");
  EXPECT_EQ(Word(s, "was").deprel, "aux:pass");
  EXPECT_EQ(Word(s, "was").lemma, "be");
  EXPECT_EQ(Word(s, "police").deprel, "obl:agent");
}

TEST(LanguageModel, FindsWhatIsSaidUnderTheVerbOfSaying) {
  const Sentence s =
      Analyzed("Maria Keller , the mayor of Bremen , said the ferry would return in May .");
  EXPECT_EQ(HeadOf(s, "said"), "ROOT");
  EXPECT_EQ(HeadOf(s, "return"), "said");
  EXPECT_EQ(Word(s, "return").deprel, "ccomp");
  EXPECT_EQ(Word(s, "mayor").deprel, "appos");
  EXPECT_EQ(MentionOf(s, "Maria"), "Maria Keller = person");
  EXPECT_EQ(MentionOf(s, "Bremen"), "Bremen = place");
}

TEST(LanguageModel, NamesOrganizationsAndPlaces) {
  const Sentence s = Analyzed(
      "Siemens opened an office in Toronto , according to the Canadian Broadcasting Corporation .");
  EXPECT_EQ(MentionOf(s, "Siemens"), "Siemens = organization");
  EXPECT_EQ(MentionOf(s, "Toronto"), "Toronto = place");
}

TEST(LanguageModel, ReadsAHeadlineInCapitals) {
  const Sentence s = Analyzed("MINISTER VISITS FLOODED VILLAGES IN POLAND");
  EXPECT_EQ(HeadOf(s, "VISITS"), "ROOT");
  EXPECT_EQ(Word(s, "MINISTER").deprel, "nsubj");
  EXPECT_EQ(Word(s, "VILLAGES").deprel, "obj");
  EXPECT_EQ(Word(s, "VILLAGES").lemma, "village");
  EXPECT_EQ(MentionOf(s, "POLAND"), "POLAND = place");
}

TEST(LanguageModel, TakesNoSentencesAndEmptySentences) {
  Model().Analyze({});
  std::vector<Sentence> sentences = {Sentence(), SentenceOf("Yes ."), Sentence()};
  Model().Analyze(sentences);
  EXPECT_TRUE(sentences[0].tokens.empty());
  EXPECT_TRUE(IsTreeWithOneRoot(sentences[1]));
}

TEST(LanguageModel, SaysTheSameForEveryBatchSize) {
  std::mt19937 random(4);
  std::vector<Sentence> together;
  for (int i = 0; i < 60; ++i)
    together.push_back(SentenceOf(RandomWords(random, 1 + random() % 40)));
  std::vector<Sentence> alone = together;
  Model().Analyze(together);
  for (std::size_t i = 0; i < alone.size(); ++i) {
    Model().Analyze(std::span(&alone[i], 1));
    EXPECT_EQ(Printed(alone[i]), Printed(together[i]));
  }
}

TEST(LanguageModel, SaysTheSameInEveryThread) {
  std::mt19937 random(5);
  std::vector<Sentence> expected;
  for (int i = 0; i < 40; ++i) expected.push_back(SentenceOf(RandomWords(random, 20)));
  std::vector<std::vector<Sentence>> copies(4, expected);
  Model().Analyze(expected);
  std::vector<std::thread> threads;
  for (auto& copy : copies) threads.emplace_back([&copy] { Model().Analyze(copy); });
  for (auto& thread : threads) thread.join();
  for (const auto& copy : copies) {
    for (std::size_t i = 0; i < copy.size(); ++i) EXPECT_EQ(Printed(copy[i]), Printed(expected[i]));
  }
}

TEST(LanguageModel, MakesATreeWithOneRootOfAnything) {
  std::mt19937 random(6);
  for (int i = 0; i < 40; ++i) {
    const Sentence s = Analyzed(RandomWords(random, 1 + random() % 60));
    EXPECT_TRUE(IsTreeWithOneRoot(s)) << Printed(s);
  }
}

TEST(LanguageModel, CutsASentenceOfFiveThousandWordsIntoWindowsOfOneTree) {
  std::mt19937 random(9);
  Sentence s = SentenceOf(RandomWords(random, 5000));
  const std::size_t words = s.tokens.size();
  Model().Analyze(std::span(&s, 1));
  ASSERT_EQ(s.tokens.size(), words);
  EXPECT_TRUE(IsTreeWithOneRoot(s));
  int last = 0;
  for (const Mention& m : s.mentions) {
    EXPECT_GT(m.first, last);
    EXPECT_LE(m.first, m.last);
    last = m.last;
  }
  EXPECT_LE(last, static_cast<int>(words));
}

TEST(LanguageModel, HandsOutWhatItMakesOfEachWord) {
  std::mt19937 random(11);
  std::vector<Sentence> sentences;
  for (const std::size_t words : {7, 1, 500, 30})
    sentences.push_back(SentenceOf(RandomWords(random, words)));
  std::vector<Sentence> plain = sentences;
  std::vector<WordStates> states(9), alone;
  Model().Analyze(sentences, states);
  Model().Analyze(plain);
  ASSERT_EQ(states.size(), sentences.size());
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    EXPECT_EQ(Printed(sentences[i]), Printed(plain[i]));
    EXPECT_EQ(states[i].scales.size(), sentences[i].tokens.size());
    EXPECT_EQ(states[i].values.size(), sentences[i].tokens.size() * states[i].width);
    Model().Analyze(std::span(&sentences[i], 1), alone);
    ASSERT_EQ(alone.size(), 1u);
    EXPECT_GT(alone[0].width, 0u);
    EXPECT_EQ(alone[0].values, states[i].values);
    EXPECT_EQ(alone[0].scales, states[i].scales);
  }
}

TEST(LanguageModel, FindsWhatIsMentionedByNameNounAndPronoun) {
  const Sentence s = Analyzed("The mayor of the old town said that she had met Anna Keller .");
  std::vector<std::string> found;
  for (const Mention& m : s.nominals)
    found.push_back(std::to_string(m.first) + "-" + std::to_string(m.last) + " " + m.type);
  EXPECT_THAT(found, testing::ElementsAre("1-6 person", "4-6 place", "9-9 person", "12-13 person"));
}

TEST(LanguageModel, NestsWhatIsMentionedAndNeverCrossesIt) {
  std::mt19937 random(12);
  for (int round = 0; round < 40; ++round) {
    const Sentence s = Analyzed(RandomWords(random, 1 + random() % 400));
    for (const Mention& a : s.nominals) {
      EXPECT_GE(a.first, 1);
      EXPECT_LE(a.last, static_cast<int>(s.tokens.size()));
      for (const Mention& b : s.nominals) {
        EXPECT_FALSE(a.first < b.first && b.first <= a.last && a.last < b.last) << Printed(s);
        EXPECT_FALSE(&a != &b && a.first == b.first && a.last == b.last) << Printed(s);
      }
    }
  }
}

TEST(LanguageModel, AnalysesASentenceAgainFromItsFormsAlone) {
  Sentence s = Analyzed("Farmers in Kenya grow less maize .");
  const std::string first = Printed(s);
  Model().Analyze(std::span(&s, 1));
  EXPECT_EQ(Printed(s), first);
}

TEST(LanguageModel, GivesWholeFeaturesToEveryWord) {
  for (const Token& t : Analyzed("She did not say who paid him .").tokens) {
    EXPECT_FALSE(t.upos.empty());
    EXPECT_FALSE(t.xpos.empty());
    EXPECT_FALSE(t.feats.empty());
    EXPECT_FALSE(t.lemma.empty());
    EXPECT_FALSE(t.deprel.empty());
  }
}

}  // namespace
}  // namespace lode
