#include "loaders/language/output/conllu.h"

#include <gtest/gtest.h>

#include "loaders/language/output/conllu_writer.h"

namespace lode {
namespace {

const std::string kAnalysed =
    "# text = Ana didn't stay.\n"
    "1\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t4:nsubj\tEntity=(person)|Mention=B-person\n"
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t4:aux\t_\n"
    "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t4:advmod\t_\n"
    "4\tstay\tstay\tVERB\tVB\t_\t0\troot\t0:root\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t4:punct\t_\n\n";

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
  Result<std::vector<Sentence>> read = ReadConllu(kAnalysed, ConlluColumns::kTokens);
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->front().tokens[0].lemma.empty());
  EXPECT_TRUE(read->front().mentions.empty());
  EXPECT_EQ(read->front().multiword.size(), 1u);
}

TEST(Conllu, WhiteSpaceIsKeptToTheCharacter) {
  Sentence first, second;
  first.span = {1, 3};
  second.span = {6, 8};
  first.tokens.push_back({{1, 3}, "No", "", "", "", "", 0, "", true});
  second.tokens.push_back({{6, 8}, "Go", "", "", "", "", 0, "", true});
  const std::string written = WriteConllu({first, second}, "\tNo\n\n\tGo");
  EXPECT_NE(written.find("SpacesBefore=\\t|SpacesAfter="), std::string::npos) << written;
  EXPECT_NE(written.find("SpacesAfter=\\n\\n\\t"), std::string::npos) << written;
}

// "the mayor of Bergen and her deputy": a span in a span, two that begin or end together.
const std::string kNested =
    "1\tthe\tthe\tDET\t_\t_\t2\tdet\t2:det\tEntity=(group(person\n"
    "2\tmayor\tmayor\tNOUN\t_\t_\t0\troot\t0:root\t_\n"
    "3\tof\tof\tADP\t_\t_\t4\tcase\t4:case\t_\n"
    "4\tBergen\tBergen\tPROPN\t_\t_\t2\tnmod\t2:nmod:of\tEntity=(place)person)|Mention=B-place\n"
    "5\tand\tand\tCCONJ\t_\t_\t7\tcc\t7:cc\t_\n"
    "6\ther\the\tPRON\t_\t_\t7\tnmod:poss\t7:nmod:poss\tEntity=(person(person)\n"
    "7\tdeputy\tdeputy\tNOUN\t_\t_\t2\tconj\t0:root|2:conj:and\tEntity=person)group)\n\n";

TEST(Conllu, NestedEntitiesComeBackAsTheyWere) {
  Result<std::vector<Sentence>> read = ReadConllu(kNested);
  ASSERT_TRUE(read.ok()) << read.status().message();
  std::string spans;
  for (const Mention& m : read->front().nominals)
    spans += std::to_string(m.first) + "-" + std::to_string(m.last) + " " + m.type + "; ";
  EXPECT_EQ(spans, "1-7 group; 1-4 person; 4-4 place; 6-7 person; 6-6 person; ");
  const std::string written = WriteConllu(*read);
  std::string entities, expected;
  for (const auto& [text, out] : {std::pair{&written, &entities}, std::pair{&kNested, &expected}})
    for (std::size_t at = text->find("Entity="); at != text->npos;
         at = text->find("Entity=", at + 1))
      *out += text->substr(at, text->find_first_of("|\n", at) - at) + " ";
  EXPECT_EQ(entities, expected);
}

TEST(Conllu, BracketsThatDoNotMatchAreNoEntities) {
  Result<std::vector<Sentence>> read =
      ReadConllu("1\ta\t_\t_\t_\t_\t0\troot\t_\tEntity=person)(place(()x)((\n\n");
  ASSERT_TRUE(read.ok());
  for (const Mention& m : read->front().nominals) EXPECT_EQ(m.last, 1);
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
