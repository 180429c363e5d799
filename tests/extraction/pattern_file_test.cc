// What a pattern file may say, and what its reader says of one that is wrong.
#include "loaders/extraction/patterns/pattern_file.h"

#include <gtest/gtest.h>

#include "loaders/extraction/patterns/pattern_set.h"
#include "loaders/extraction/words/rules.h"
#include "tests/extraction/reading.h"

namespace lode {
namespace {

constexpr char kExamples[] =
    "  example: Ada met Per. | Ada | met | Per\n"
    "  not: Ada slept.\n";

TEST(PatternFile, ReadsNodesLinksAndMakings) {
  const auto file = ReadPatternFile(std::string(R"(
# kin
list kin
  sibling-of: brother, sister
pattern kin-and-name
  find kin: @kin|"cousin" NOUN !plural
  with other: name :person; each appos|nmod(of, @places) of kin; after kin
  or other: 'per'; right after kin past "," "("
  maybe owner: Number=Sing; nmod:poss of each kin; other than other
  without bar: ';'; between kin and other
  make other -[kin]-> owner of: text(owner) ended by owner sure 0.9 if owner is :person|NOUN
  make kin -also-known-as-> "kin" alias parenthesis unless owner
)") + kExamples,
                                    "a.patterns");
  ASSERT_TRUE(file.ok()) << file.status().message();
  ASSERT_EQ(file->patterns.size(), 1u);
  const Pattern& pattern = file->patterns.front();
  ASSERT_EQ(pattern.nodes.size(), 4u);
  EXPECT_EQ(pattern.nodes[0].choices[0].tests.size(), 3u);
  EXPECT_EQ(pattern.nodes[0].choices[0].tests[0].any.size(), 2u);
  EXPECT_TRUE(pattern.nodes[0].choices[0].tests[2].negated);
  ASSERT_EQ(pattern.nodes[1].choices.size(), 2u);
  const Link& link = pattern.nodes[1].choices[0].links[0];
  EXPECT_TRUE(link.each);
  EXPECT_EQ(link.relations, (std::vector<std::string>{"appos", "nmod"}));
  EXPECT_EQ(link.prepositions, (std::vector<std::string>{"of", "@places"}));
  EXPECT_EQ(link.to, 0);
  EXPECT_EQ(pattern.nodes[1].choices[1].links[0].marks, (std::vector<std::string>{",", "("}));
  EXPECT_EQ(pattern.nodes[2].duty, NodeDuty::kMaybe);
  EXPECT_TRUE(pattern.nodes[2].choices[0].links[0].each_head);
  EXPECT_EQ(pattern.nodes[3].choices[0].links[0].other, 1);
  ASSERT_EQ(pattern.makings.size(), 2u);
  EXPECT_EQ(pattern.makings[0].predicate_at, 0);
  EXPECT_EQ(pattern.makings[0].ended_at, 2);
  EXPECT_DOUBLE_EQ(pattern.makings[0].confidence, 0.9);
  EXPECT_EQ(pattern.makings[0].conditions[0].tests[0].any.size(), 2u);
  EXPECT_EQ(pattern.makings[1].alias, "parenthesis");
  EXPECT_FALSE(pattern.makings[1].conditions[0].wanted);
  EXPECT_EQ(file->examples.size(), 2u);
}

struct WrongFile {
  const char* text;
  const char* message;
};

TEST(PatternFile, SaysWhereItIsWrongAndWhatWouldBeRight) {
  const WrongFile kWrong[] = {
      {"find a: NOUN\n", "line 1, column 1: begin with pattern NAME, mend NAME or list NAME"},
      {"pattern x\n  with a: NOUN\n", "line 2, column 1: a pattern begins with find"},
      {"pattern x\n  find a: NOUN; appos of b\n", "column 8: no line above has a node b"},
      {"pattern x\n  find a: noun\n",
       "line 2, column 11: expected a test (\"lemma\", 'form', @list, :type"},
      {"pattern x\n  find a: NOUN\n  with b: PROPN\n", "column 8: nothing leads to b"},
      {"pattern x\n  find a: NOUN\n  with b: PROPN; right after\n",
       "line 3, column 29: expected the name of a node"},
      {"pattern x\n  find a: NOUN\n  make a is b\n", "line 3, column 10: expected"},
      {"pattern x\n  find a: NOUN\n  make a -knows-> b\n", "no line above has a node b"},
      {"pattern x\n  find a: NOUN\n  make a -knows-> \"b\" often\n",
       "line 3, column 23: this is none"},
      {"pattern x\n  find a: NOUN\n  make a -knows-> \"b\"\n",
       "line 1, column 1: pattern x needs an example: and a not: line"},
      {"pattern x\n  find a: NOUN\n  find b: NOUN\n", "a pattern has one find"},
      {"pattern x\n  find a: NOUN\n  with a: NOUN; appos of a\n", "there is a node a already"},
      {"pattern x\n  finds a: NOUN\n", "a line of a pattern begins with find, with"},
      {"pattern x\n  find a: NOUN\n  example: One | two\n", "write example: sentence | subject"},
      {"list kin\n  brother\n", "line 2, column 3: in a list, write key: word, word"},
      {"pattern x on\n", "only off may follow the name"},
  };
  for (const WrongFile& wrong : kWrong) {
    const auto file = ReadPatternFile(wrong.text, "a.patterns");
    ASSERT_FALSE(file.ok()) << wrong.text;
    EXPECT_EQ(file.status().code(), Code::kInvalidInput);
    EXPECT_NE(file.status().message().find(wrong.message), std::string::npos)
        << wrong.text << file.status().message();
    EXPECT_EQ(file.status().message().rfind("a.patterns, line ", 0), 0u);
  }
}

std::string OneNoun(const std::string& name, const std::string& test) {
  return "pattern " + name + "\n  find a: " + test + "\n  make a -is-a-> \"thing\"\n" + kExamples;
}

TEST(PatternSet, LetsALaterFileReplaceAndSwitchOff) {
  ASSERT_TRUE(testing::Rules());
  PatternSet set;
  ASSERT_TRUE(set.Add(OneNoun("x", "\"lamp\"") + OneNoun("y", "\"cup\""), "first").ok());
  ASSERT_TRUE(
      set.Add(OneNoun("x", "@things") + "pattern y off\nlist things\n  yes: red lamp\n", "second")
          .ok());
  ASSERT_TRUE(set.Compile(testing::Rules()->lists, *testing::Rules()->lexicon).ok());
  ASSERT_EQ(set.patterns().size(), 1u);
  EXPECT_EQ(set.patterns().front().file, "second");
  EXPECT_EQ(set.examples().size(), 2u);
  EXPECT_NE(set.WithWord("lamp"), nullptr);  // by its last word
  EXPECT_EQ(set.WithWord("cup"), nullptr);
  EXPECT_EQ(set.Find("things", "red lamp"), "yes");
}

TEST(PatternSet, KeepsNothingOfAFileThatIsWrong) {
  PatternSet set;
  EXPECT_FALSE(set.Add(OneNoun("x", "\"lamp\"") + "pattern y\n  find a: ?\n", "first").ok());
  EXPECT_TRUE(set.patterns().empty());
  EXPECT_TRUE(set.examples().empty());
}

TEST(PatternSet, WantsATriggerAndTheListsItNames) {
  ASSERT_TRUE(testing::Rules());
  const auto compile = [](const std::string& test) {
    PatternSet set;
    EXPECT_TRUE(set.Add(OneNoun("x", test), "file").ok());
    return set.Compile(testing::Rules()->lists, *testing::Rules()->lexicon);
  };
  EXPECT_TRUE(compile("\"lamp\"").ok());
  EXPECT_TRUE(compile("office").ok());
  EXPECT_NE(compile("plural").message().find("needs a word, a list"), std::string::npos);
  EXPECT_NE(compile("\"*lamp\"").message().find("needs a word, a list"), std::string::npos);
  EXPECT_NE(compile("@no-such").message().find("there is no list no-such"), std::string::npos);
}

}  // namespace
}  // namespace lode
