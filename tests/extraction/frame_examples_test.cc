// The examples in schema/news.frames are its tests, read with the shipped model.
#include <gtest/gtest.h>

#include <filesystem>

#include "loaders/extraction/words/rules.h"
#include "loaders/language/analyzer.h"
#include "loaders/language/tokenizer.h"
#include "tests/extraction/reading.h"

namespace lode {
namespace {

// "Ruiz" fits "Senator Ruiz"; case counts only inside words.
bool EndsWith(std::string name, std::string wanted) {
  for (std::string* s : {&name, &wanted})
    for (char& c : *s) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name.ends_with(wanted) || name.find(wanted) != std::string::npos;
}

TEST(FrameExamples, GiveTheirStatements) {
  const std::string file = std::string(LODE_DATA_DIR) + "/models/english.lode";
  const auto model = LanguageModel::Open(file);
  ASSERT_TRUE(model.ok()) << model.status().message();
  ASSERT_TRUE(testing::Rules());
  int wrong = 0, all = 0;
  for (const FrameExample& example : testing::Rules()->frames.examples()) {
    Article article;
    article.text = example.sentence;
    article.blocks.emplace_back().text = {0, static_cast<std::uint32_t>(article.text.size())};
    std::vector<Sentence> sentences = Tokenize(article.text, (*model)->splitter());
    for (Sentence& sentence : sentences) sentence.block = 0;
    (*model)->Analyze(sentences);
    const ArticleRecord record =
        ExtractStatements(std::move(article), sentences, *testing::Rules());
    bool found = false;
    for (const StatementRecord& statement : record.statements)
      found = found || (statement.predicate == example.predicate &&
                        EndsWith(record.nodes[statement.subject].name, example.subject) &&
                        EndsWith(testing::NameOf(record, statement.object), example.object));
    ++all;
    if (found) continue;
    ++wrong;
    std::printf("line %d: %s\n", example.line, example.sentence.c_str());
    for (const std::string& line : testing::LinesOf(record)) std::printf("    %s\n", line.c_str());
  }
  // The parser may err on some; more would mean that frames are broken.
  EXPECT_LE(wrong * 10, all) << wrong << " of " << all << " examples failed";
}

}  // namespace
}  // namespace lode
