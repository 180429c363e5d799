// Whatever a parser may say, reading ends, stays inside the text and says the same
// twice: random trees with random tags over plausible words.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "tests/extraction/reading.h"

namespace lode {
namespace {

constexpr std::array<std::string_view, 24> kWords = {
    "said", "“",    "”", "Novak", "that",      "the",     "bank",    "plans",
    "to",   "sell", ",", "not",   "according", "Reuters", "of",      "which",
    "is",   "30",   "%", "and",   "it",        "denied",  "between", ":"};
constexpr std::array<std::string_view, 22> kRelations = {
    "nsubj",     "obj",   "obl",      "nmod",      "nmod:poss", "conj",      "cc",  "xcomp",
    "ccomp",     "advcl", "acl",      "acl:relcl", "mark",      "case",      "cop", "aux",
    "parataxis", "appos", "compound", "amod",      "iobj",      "nsubj:pass"};
constexpr std::array<std::string_view, 9> kTags = {"NOUN", "PROPN", "VERB", "ADJ", "PRON",
                                                   "ADP",  "PUNCT", "NUM",  "ADV"};
constexpr std::array<std::string_view, 6> kFineTags = {"VBG", "VBN", "VBD", "NN", "NNP", "JJR"};

template <std::size_t N>
std::string Any(std::mt19937& random, const std::array<std::string_view, N>& from) {
  return std::string(from[random() % N]);
}

std::vector<Sentence> RandomSentences(std::mt19937& random, std::string& text) {
  std::vector<Sentence> sentences(1 + random() % 3);
  for (Sentence& sentence : sentences) {
    const int n = 1 + static_cast<int>(random() % 25);
    sentence.block = 0;
    sentence.span.begin = static_cast<std::uint32_t>(text.size());
    for (int i = 0; i < n; ++i) {
      Token token;
      token.form = Any(random, kWords);
      token.lemma = token.form == "said" ? "say" : token.form;
      token.span.begin = static_cast<std::uint32_t>(text.size());
      text += token.form;
      token.span.end = static_cast<std::uint32_t>(text.size());
      text += ' ';
      token.upos = Any(random, kTags);
      token.xpos = Any(random, kFineTags);
      if (token.lemma == "say" && random() % 2 == 0) token.upos = "VERB", token.xpos = "VBD";
      token.feats = "_";
      token.head = static_cast<int>(random() % static_cast<unsigned>(n + 3)) - 1;
      token.deprel = token.head == 0 ? "root" : Any(random, kRelations);
      sentence.tokens.push_back(token);
    }
    sentence.span.end = static_cast<std::uint32_t>(text.size());
  }
  return sentences;
}

TEST(BrokenTrees, GiveStatementsInsideTheText) {
  ASSERT_TRUE(testing::Rules());
  for (unsigned seed = 1; seed <= 1000; ++seed) {
    std::mt19937 random(seed);
    Article article;
    const std::vector<Sentence> sentences = RandomSentences(random, article.text);
    article.blocks.emplace_back().text = {0, static_cast<std::uint32_t>(article.text.size())};
    const ArticleRecord once = ExtractStatements(article, sentences, *testing::Rules());
    const ArticleRecord again = ExtractStatements(article, sentences, *testing::Rules());
    ASSERT_EQ(testing::LinesOf(once), testing::LinesOf(again)) << "seed " << seed;
    for (const StatementRecord& statement : once.statements) {
      ASSERT_LT(statement.subject, once.nodes.size()) << "seed " << seed;
      ASSERT_GE(statement.sentence, 1u);
      ASSERT_LE(statement.sentence, sentences.size());
      ASSERT_FALSE(statement.predicate.empty());
      ASSERT_GT(statement.confidence, 0);
      for (const Spans* spans :
           {&statement.subject_span, &statement.predicate_span, &statement.object_span})
        for (const Span& span : *spans) {
          ASSERT_LE(span.begin, span.end) << "seed " << seed;
          ASSERT_LE(span.end, article.text.size()) << "seed " << seed;
        }
      for (std::uint32_t premise : statement.premises) ASSERT_LT(premise, once.statements.size());
    }
  }
}

}  // namespace
}  // namespace lode
