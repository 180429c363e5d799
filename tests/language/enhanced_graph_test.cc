// What the enhanced graph adds to a tree, sentence by sentence.
#include "loaders/language/output/enhanced_graph.h"

#include <gtest/gtest.h>

#include <sstream>

namespace lode {
namespace {

// "form/UPOS/head/deprel" for each word, with "+FEATS" where they matter.
Sentence TreeOf(const std::string& words) {
  Sentence sentence;
  std::istringstream in(words);
  for (std::string item; in >> item;) {
    std::vector<std::string> part;
    std::istringstream fields(item);
    for (std::string field; std::getline(fields, field, '/');) part.push_back(field);
    Token token;
    token.form = token.lemma = part[0];
    token.upos = part[1];
    token.head = std::stoi(part[2]);
    token.deprel = part[3];
    token.feats = part.size() > 4 ? part[4] : "_";
    sentence.tokens.push_back(token);
  }
  return sentence;
}

// The arcs of one word: "4:nsubj|6:nsubj:xsubj".
std::string ArcsOf(const Sentence& sentence, int word) {
  std::string arcs;
  for (const EnhancedArc& arc : EnhancedArcs(sentence))
    if (arc.word == word)
      arcs += (arcs.empty() ? "" : "|") + std::to_string(arc.head) + ":" + arc.relation;
  return arcs;
}

struct Case {
  const char* claim;
  const char* tree;
  int word;
  const char* arcs;
};

class EnhancedGraph : public testing::TestWithParam<Case> {};

TEST_P(EnhancedGraph, AddsWhatTheTreeLeavesUnsaid) {
  const Case& c = GetParam();
  EXPECT_EQ(ArcsOf(TreeOf(c.tree), c.word), c.arcs) << c.claim;
}

const char* const kBoth =
    "Ships/NOUN/2/nsubj dock/VERB/0/root and/CCONJ/4/cc leave/VERB/2/conj in/ADP/6/case "
    "May/PROPN/4/obl";
const char* const kPassive =
    "It/PRON/3/nsubj:pass was/AUX/3/aux:pass sold/VERB/0/root because/ADP/6/case of/ADP/4/fixed "
    "debts/NOUN/3/obl and/CCONJ/8/cc closed/VERB/3/conj by/ADP/10/case banks/NOUN/8/obl:agent";
const char* const kRelative =
    "a/DET/2/det man/NOUN/0/root who/PRON/4/nsubj/PronType=Rel tried/VERB/2/acl:relcl "
    "to/PART/6/mark leave/VERB/4/xcomp";
const char* const kGap = "boats/NOUN/0/root he/PRON/3/nsubj sold/VERB/1/acl:relcl";
const char* const kStranded =
    "posts/NOUN/0/root I/PRON/3/nsubj relate/VERB/1/acl:relcl to/ADP/3/obl";
const char* const kControl =
    "She/PRON/2/nsubj told/VERB/0/root him/PRON/2/obj to/PART/5/mark go/VERB/2/xcomp";
const char* const kList =
    "red/ADJ/0/root ,/PUNCT/3/punct green/ADJ/1/conj &/CCONJ/5/cc blue/ADJ/1/conj";
const char* const kClause =
    "stay/VERB/0/root if/SCONJ/4/mark you/PRON/4/nsubj can/AUX/1/advcl when/ADV/7/advmod "
    "it/PRON/7/nsubj rains/VERB/1/advcl";

INSTANTIATE_TEST_SUITE_P(
    Arcs, EnhancedGraph,
    testing::Values(
        Case{"conjuncts share their subject", kBoth, 1, "2:nsubj|4:nsubj"},
        Case{"a conjunct is named by its coordinator", kBoth, 4, "2:conj:and"},
        Case{"an oblique is named by its preposition", kBoth, 6, "4:obl:in"},
        Case{"one of several words is joined", kPassive, 6, "3:obl:because_of"},
        Case{"an agent stays an agent", kPassive, 10, "8:obl:agent"},
        Case{"a shared subject fits the conjunct's voice", kPassive, 1, "3:nsubj:pass|8:nsubj"},
        Case{"an antecedent stands where its pronoun stood, and controls", kRelative, 2,
             "0:root|4:nsubj|6:nsubj:xsubj"},
        Case{"the pronoun refers", kRelative, 3, "2:ref"},
        Case{"a clause without a pronoun has a gap for the object", kGap, 1, "0:root|3:obj"},
        Case{"or behind a stranded preposition", kStranded, 1, "0:root|3:obl"},
        Case{"an object controls before a subject", kControl, 3, "2:obj|5:nsubj:xsubj"},
        Case{"the subject does not then", kControl, 1, "2:nsubj"},
        Case{"a conjunct without a coordinator takes a later one", kList, 3, "1:conj:and"},
        Case{"an adverbial clause is named by its marker", kClause, 4, "1:advcl:if"},
        Case{"or its adverb of time", kClause, 7, "1:advcl:when"}));

TEST(EnhancedGraphLimits, TakesHeadsThatMakeNoTree) {
  EXPECT_EQ(ArcsOf(TreeOf("a/X/2/conj b/X/1/acl:relcl c/X/9/xcomp d/X/4/conj"), 3), "9:xcomp");
  EXPECT_TRUE(EnhancedArcs(Sentence()).empty());
}

TEST(EnhancedGraphLimits, BoundsTheHeadsOfAWordHoweverLongAListIs) {
  std::string tree = "Ships/NOUN/2/nsubj dock/VERB/0/root ";
  for (int i = 0; i < 800; ++i) tree += "leave/VERB/2/conj ";
  const std::vector<EnhancedArc> arcs = EnhancedArcs(TreeOf(tree));
  EXPECT_LE(arcs.size(), 802 + kMaxEnhancedHeads);
}

}  // namespace
}  // namespace lode
