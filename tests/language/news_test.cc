// The trained model on sentences and headlines as news writes them: most of
// tests/language/news_cases.txt must get the right main verb and subject.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/language/model_fixture.h"

namespace lode {
namespace {

struct NewsCase {
  std::string verb, subject, words;
  bool root;
};

std::vector<NewsCase> NewsCases() {
  std::ifstream in(LODE_SOURCE_DIR "/tests/language/news_cases.txt");
  std::vector<NewsCase> cases;
  for (std::string line; std::getline(in, line);) {
    const std::size_t less = line.find(" < "), bar = line.find(" | ");
    if (line.starts_with("#") || less == std::string::npos || bar == std::string::npos) continue;
    const bool root = line[0] != '~';
    const std::size_t begin = root ? 0 : 1;
    cases.push_back({line.substr(begin, less - begin), line.substr(less + 3, bar - less - 3),
                     line.substr(bar + 3), root});
  }
  return cases;
}

// The verb is a verb in both tag sets (and the root), the subject hangs on it;
// where the verb is a copula, both hang on the predicate.
bool IsRead(const NewsCase& news, const Sentence& sentence) {
  const Token *verb = nullptr, *subject = nullptr;
  for (const Token& token : sentence.tokens) {
    if (verb == nullptr && token.form == news.verb) verb = &token;
    if (subject == nullptr && token.form == news.subject) subject = &token;
  }
  if (verb == nullptr || subject == nullptr) return false;
  if (subject->deprel == "flat" && subject->head > 0) {  // a name may hang on its first word
    subject = &sentence.tokens[static_cast<std::size_t>(subject->head) - 1];
  }
  if (!subject->deprel.starts_with("nsubj") || !verb->xpos.starts_with("V")) return false;
  if (verb->deprel == "cop") return verb->head == subject->head;
  const auto number = static_cast<int>(verb - sentence.tokens.data()) + 1;
  return verb->upos == "VERB" && subject->head == number && (!news.root || verb->head == 0);
}

TEST(LanguageModel, TakesUsInCapitalsForTheCountry) {
  const Sentence headline = Analyzed("Ban on fruit ends in May , says US");
  EXPECT_NE(headline.tokens.back().upos, "PRON");
  EXPECT_NE(headline.tokens.back().lemma, "we");
}

TEST(LanguageModel, FindsVerbAndSubjectInNews) {
  const std::vector<NewsCase> cases = NewsCases();
  ASSERT_GE(cases.size(), 40U);
  std::size_t right = 0;
  std::string wrong;
  for (const NewsCase& news : cases) {
    const Sentence sentence = Analyzed(news.words);
    if (IsRead(news, sentence)) {
      ++right;
    } else {
      wrong += news.words + "\n" + Printed(sentence) + "\n";
    }
  }
  RecordProperty("right", static_cast<int>(right));
  EXPECT_GE(right, cases.size() * 9 / 10) << right << " of " << cases.size() << "; not these:\n"
                                          << wrong;
}

// Parts of speech come in pairs: no noun carries the finer tag of a verb.
TEST(LanguageModel, TagsAgreeWithEachOther) {
  for (const NewsCase& news : NewsCases()) {
    for (const Token& token : Analyzed(news.words).tokens) {
      const bool verb = token.upos == "VERB" || token.upos == "AUX";
      const bool finite = token.xpos == "VBZ" || token.xpos == "VBP" || token.xpos == "VBD";
      EXPECT_TRUE(verb || !finite) << token.form << " in " << news.words;
      EXPECT_FALSE(verb && token.xpos == "NNS") << token.form << " in " << news.words;
      EXPECT_TRUE(!finite || token.feats.find("VerbForm=Fin") != std::string::npos)
          << token.form << " in " << news.words;
    }
  }
}

}  // namespace
}  // namespace lode
