#include "loaders/language/conllu.h"

#include <gtest/gtest.h>

namespace lode {
namespace {

const std::string kAnalysed =
    "# text = Ana didn't stay.\n"
    "1\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tMention=B-person\n"
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
    "4\tstay\tstay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

TEST(Conllu, ReadsBackWhatItWrites) {
  Result<std::vector<Sentence>> once = ReadConllu(kAnalysed);
  ASSERT_TRUE(once.ok()) << once.status().message();
  const std::string written = WriteConllu(*once);
  Result<std::vector<Sentence>> twice = ReadConllu(written);
  ASSERT_TRUE(twice.ok()) << twice.status().message();
  EXPECT_EQ(WriteConllu(*twice), written);
  EXPECT_EQ(written.substr(written.find("1\tAna")), kAnalysed.substr(kAnalysed.find("1\tAna")));
}

TEST(Conllu, WordsOfARangeShareItsBytes) {
  Result<std::vector<Sentence>> read = ReadConllu(kAnalysed);
  ASSERT_TRUE(read.ok());
  const Sentence& sentence = read->front();
  EXPECT_EQ(sentence.tokens[1].span, (Span{4, 10}));
  EXPECT_EQ(sentence.tokens[2].span, (Span{4, 10}));
  EXPECT_FALSE(sentence.tokens[1].space_after);
  EXPECT_TRUE(sentence.tokens[2].space_after);
  ASSERT_EQ(sentence.mentions.size(), 1u);
  EXPECT_EQ(sentence.mentions[0].type, "person");
}

TEST(Conllu, TokensAloneLeaveTheAnalysisOut) {
  Result<std::vector<Sentence>> read = ReadConlluTokens(kAnalysed);
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->front().tokens[0].lemma.empty());
  EXPECT_TRUE(read->front().mentions.empty());
  EXPECT_EQ(read->front().multiword.size(), 1u);
}

TEST(Conllu, WhiteSpaceIsKeptToTheCharacter) {
  Sentence first{{0, 2}, {}, {}, {}, -1}, second{{5, 7}, {}, {}, {}, -1};
  first.tokens.push_back({{0, 2}, "No", "", "", "", "", 0, "", true});
  second.tokens.push_back({{5, 7}, "Go", "", "", "", "", 0, "", true});
  ConlluOptions options;
  options.text = "No\n\n\tGo";
  const std::string written = WriteConllu({first, second}, options);
  EXPECT_NE(written.find("SpacesAfter=\\n\\n\\t"), std::string::npos) << written;
}

TEST(Conllu, DamageIsRefusedWithItsLine) {
  struct Case {
    const char* text;
    const char* message;
  };
  const Case cases[] = {
      {"1\ta\tb\n", "line 1: a CoNLL-U line has ten columns"},
      {"2\ta\t_\t_\t_\t_\t0\troot\t_\t_\n", "line 1: word '2' is out of order"},
      {"1-9\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\t_\t_\t_\t_\t0\troot\t_\t_\n\n",
       "line 3: a range goes past"},
      {"1\ta\t_\t_\t_\t_\t7\tdep\t_\t_\n\n", "line 2: the head 7 is past the end"},
      {"1\ta\t_\t_\t_\t_\tx\tdep\t_\t_\n\n", "line 1: the head 'x' is no number"},
  };
  for (const Case& c : cases) {
    Result<std::vector<Sentence>> read = ReadConllu(c.text);
    ASSERT_FALSE(read.ok()) << c.text;
    EXPECT_EQ(read.status().message().rfind(c.message, 0), 0u) << read.status().message();
  }
}

}  // namespace
}  // namespace lode
