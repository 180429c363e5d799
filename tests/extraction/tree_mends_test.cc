// The examples and counter-examples of the mends in schema/*.patterns are their tests; and
// what a mend never does.
#include "loaders/extraction/patterns/tree_mends.h"

#include <gtest/gtest.h>

#include "loaders/extraction/patterns/mend_lines.h"
#include "tests/extraction/reading.h"

namespace lode {
namespace {

std::string Shown(const Sentence& sentence) {
  std::string text;
  for (const Token& token : sentence.tokens)
    text +=
        token.form + "/" + token.upos + ":" + token.deprel + ">" + std::to_string(token.head) + " ";
  return text;
}

Sentence Mended(Sentence tree, const PatternSet& set) {
  std::vector<Sentence> sentences = {std::move(tree)};
  MendByPatterns(sentences, set);
  return std::move(sentences.front());
}

TEST(TreeMends, DoWhatTheirExamplesShow) {
  ASSERT_TRUE(testing::Rules());
  const PatternSet& set = *testing::Rules()->patterns;
  EXPECT_GE(set.mend_examples().size(), 2 * set.mends().size());
  for (const MendExample& example : set.mend_examples())
    EXPECT_EQ(Shown(Mended(example.tree, set)), Shown(example.mended))
        << example.file << ", line " << example.line << ": " << example.text;
}

// A set with one mend of the test's own.
PatternSet SetOf(const std::string& changes) {
  PatternSet set;
  const Status added =
      set.Add("mend own\n  find noun: NOUN; as obj\n  with verb: VERB; head of noun\n" + changes +
                  "  example: sold/VBD:root>0 mills/NNS:obj>sold | mills:obl>sold\n"
                  "  not: mills/NNS:root>0\n",
              "own.patterns");
  EXPECT_TRUE(added.ok()) << added.message();
  const Status compiled = set.Compile(testing::Rules()->lists, *testing::Rules()->lexicon);
  EXPECT_TRUE(compiled.ok()) << compiled.message();
  return set;
}

TEST(TreeMends, LeaveATreeAsItIsWhereItWouldBeNone) {
  ASSERT_TRUE(testing::Rules());
  const Result<Sentence> tree = ReadTree("sold/VBD:root>0 mills/NNS:obj>sold");
  ASSERT_TRUE(tree.ok());
  for (const char* changes : {"  hang verb on noun\n", "  place noun for verb\n",
                              "  call noun obl\n  hang noun on noun\n"})
    EXPECT_EQ(Shown(Mended(*tree, SetOf(changes))), Shown(*tree)) << changes;
  EXPECT_EQ(Shown(Mended(*tree, SetOf("  call noun obl\n  tag noun VERB VB\n"))),
            "sold/VERB:root>0 mills/VERB:obl>1 ");
}

TEST(TreeMends, SayWhatIsWrongWithAFile) {
  for (const auto& [text, message] : std::vector<std::pair<std::string, std::string>>{
           {"mend a\n  find x: name\n", "before its names are known"},
           {"mend a\n  find x: NOUN\n  hang x to y\n", "write hang x on y"},
           {"mend a\n  find x: NOUN\n  hang x on y\n", "no line above has a node y"},
           {"mend a\n  find x: NOUN\n  make x -is-a-> x\n", "a line of a mend begins with"},
           {"mend a\n  find x: NOUN\n  call x obl\n  example: mill | mill:obl>0\n",
            "form/TAG:relation>head"},
           {"mend a\n  find x: NOUN\n  call x obl\n", "needs an example: and a not: line"}}) {
    PatternSet set;
    const Status status = set.Add(text, "a.patterns");
    EXPECT_FALSE(status.ok());
    EXPECT_NE(status.message().find(message), std::string::npos) << status.message();
  }
}

}  // namespace
}  // namespace lode
