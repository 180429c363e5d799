// The examples and counter-examples in schema/*.patterns are their tests, read with the
// shipped model.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "loaders/extraction/patterns/pattern_set.h"
#include "loaders/language/analyzer.h"
#include "loaders/language/tokenizer.h"
#include "tests/extraction/reading.h"

namespace lode {
namespace {

bool Holds(std::string name, std::string wanted) {
  for (std::string* s : {&name, &wanted})
    std::ranges::transform(*s, s->begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name.find(wanted) != std::string::npos;
}

// Does the article state, as a fact, what the example speaks of? Empty parts fit anything.
bool States(const ArticleRecord& record, const PatternExample& example) {
  return std::ranges::any_of(record.statements, [&](const StatementRecord& statement) {
    return statement.polarity == Polarity::kAffirmed &&
           (example.predicate.empty() || statement.predicate == example.predicate) &&
           Holds(record.nodes[statement.subject].name, example.subject) &&
           Holds(testing::NameOf(record, statement.object), example.object);
  });
}

TEST(PatternExamples, AreReadAndCounterExamplesAreNot) {
  const auto model = LanguageModel::Open(std::string(LODE_DATA_DIR) + "/models/english.lode");
  ASSERT_TRUE(model.ok()) << model.status().message();
  ASSERT_TRUE(testing::Rules());
  const std::vector<PatternExample>& examples = testing::Rules()->patterns->examples();
  ASSERT_GT(examples.size(), 50u);
  for (const PatternExample& example : examples) {
    Article article;
    article.text = example.sentence;
    article.blocks.emplace_back().text = {0, static_cast<std::uint32_t>(article.text.size())};
    std::vector<Sentence> sentences = Tokenize(article.text, (*model)->splitter());
    for (Sentence& sentence : sentences) sentence.block = 0;
    (*model)->Analyze(sentences);
    const ArticleRecord record =
        ExtractStatements(std::move(article), sentences, *testing::Rules());
    std::string lines;
    for (const std::string& line : testing::LinesOf(record)) lines += "    " + line + "\n";
    EXPECT_EQ(States(record, example), example.wanted)
        << example.file << ", line " << example.line << ": " << example.sentence << "\n"
        << lines;
  }
}

}  // namespace
}  // namespace lode
