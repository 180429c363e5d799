// The examples and counter-examples in schema/*.patterns are their tests, read with the
// shipped model.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>

#include "loaders/extraction/patterns/pattern_set.h"
#include "loaders/language/analyzer.h"
#include "loaders/language/text/tokenizer.h"
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

// Reads every example with the model and the rules.
void CheckExamples(const std::vector<PatternExample>& examples, const ExtractionRules& rules) {
  const auto model = LanguageModel::Open(std::string(LODE_DATA_DIR) + "/models/english.lode");
  ASSERT_TRUE(model.ok()) << model.status().message();
  for (const PatternExample& example : examples) {
    Article article;
    article.text = example.sentence;
    article.blocks.emplace_back().text = {0, static_cast<std::uint32_t>(article.text.size())};
    std::vector<Sentence> sentences = Tokenize(article.text, (*model)->splitter());
    for (Sentence& sentence : sentences) sentence.block = 0;
    (*model)->Analyze(sentences);
    const ArticleRecord record = ExtractStatements(std::move(article), sentences, rules);
    std::string lines;
    for (const std::string& line : testing::LinesOf(record)) lines += "    " + line + "\n";
    EXPECT_EQ(States(record, example), example.wanted)
        << example.file << ", line " << example.line << ": " << example.sentence << "\n"
        << lines;
  }
}

TEST(PatternExamples, AreReadAndCounterExamplesAreNot) {
  ASSERT_TRUE(testing::Rules());
  const std::vector<PatternExample>& examples = testing::Rules()->patterns->examples();
  ASSERT_GT(examples.size(), 50u);
  CheckExamples(examples, *testing::Rules());
}

// The blocks of docs/patterns.md that hold patterns.
std::vector<std::string> SnippetsOfTheManual() {
  std::ifstream page(std::string(LODE_SOURCE_DIR) + "/docs/patterns.md");
  std::vector<std::string> snippets;
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    if (line == "```patterns") snippets.emplace_back();
    inside = line == "```patterns" || (inside && line != "```");
    if (inside && line != "```patterns") snippets.back() += line + "\n";
  }
  return snippets;
}

TEST(PatternExamples, OfTheManualAreRead) {
  ASSERT_TRUE(testing::Rules());
  ExtractionRules rules = *testing::Rules();
  const auto patterns = std::make_shared<PatternSet>(*rules.patterns);
  const std::vector<std::string> snippets = SnippetsOfTheManual();
  ASSERT_GE(snippets.size(), 3u);
  for (const std::string& snippet : snippets) {
    const Status added = patterns->Add(snippet, "docs/patterns.md");
    EXPECT_TRUE(added.ok()) << added.message();
  }
  const Status compiled = patterns->Compile(rules.lists, *rules.lexicon);
  ASSERT_TRUE(compiled.ok()) << compiled.message();
  rules.patterns = patterns;
  std::vector<PatternExample> own;
  std::ranges::copy_if(patterns->examples(), std::back_inserter(own),
                       [](const PatternExample& e) { return e.file == "docs/patterns.md"; });
  EXPECT_GE(own.size(), 4u);
  CheckExamples(own, rules);
}

}  // namespace
}  // namespace lode
