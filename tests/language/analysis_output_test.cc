// `lode analyze` as a whole: what it prints depends on the text alone, and no text is
// too long or too strange for it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "loaders/language/model/matrix_product.h"
#include "loaders/language/output/sentence_drawing.h"
#include "loaders/language/text/tokenizer.h"
#include "lode/analysis.h"
#include "tests/language/model_fixture.h"

namespace lode {
namespace {

const Analyzer& TheAnalyzer() {
  static const Result<Analyzer> analyzer = Analyzer::Open(LODE_DATA_DIR);
  if (!analyzer.ok()) {
    ADD_FAILURE() << analyzer.status().message();
    std::abort();
  }
  return *analyzer;
}

std::string Analysis(std::string_view text, const AnalyzeOptions& options = {}) {
  std::string out;
  const Status status = TheAnalyzer().Analyze(text, options, [&](std::string_view piece) {
    out += piece;
    return true;
  });
  EXPECT_TRUE(status.ok()) << status.message();
  return out;
}

std::string SomeText(std::size_t sentences) {
  static const char* const kSentences[] = {
      "The harbour of Tromsø was closed on Friday, officials said.",
      "\"We can't wait,\" Ines Okafor told the council; nobody answered.",
      "Wheat and barley which farmers had hoped to sell rot in the barns!",
      "Why would the U.S. buyer, a rival of Halden Foods Inc., pay 40 % more?"};
  std::mt19937 random(11);
  std::string text = "\n Ferry strike\n\n";
  for (std::size_t i = 0; i < sentences; ++i) {
    text += kSentences[random() % 4];
    text += random() % 5 == 0 ? "\n\n" : random() % 7 == 0 ? "  " : " ";
  }
  return text;
}

TEST(Analyzer, PrintsTheSameForAnyNumberOfJobsAndAnyBatch) {
  const std::string text = SomeText(150);
  for (const AnalysisFormat format :
       {AnalysisFormat::kConllu, AnalysisFormat::kJson, AnalysisFormat::kTree}) {
    AnalyzeOptions options;
    options.format = format;
    const std::string expected = Analysis(text, options);
    EXPECT_GT(expected.size(), text.size());
    for (const unsigned jobs : {1U, 2U, 5U}) {
      for (const std::size_t batch : {1U, 7U, 64U, 0U}) {
        options.jobs = jobs;
        options.batch_sentences = batch;
        EXPECT_EQ(Analysis(text, options), expected) << jobs << " jobs, batch " << batch;
      }
    }
  }
}

// Sentences as CoNLL-U, words parted by spaces; "#" in front begins a document.
std::string Conllu(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& sentence : sentences) {
    const bool document = sentence.starts_with("#");
    std::istringstream in(sentence.substr(document ? 1 : 0));
    if (document) out += "# newdoc\n";
    int number = 0;
    for (std::string word; in >> word;) {
      out += std::to_string(++number) + "\t" + word + "\t_\t_\t_\t_\t_\t_\t_\t_\n";
    }
    out += "\n";
  }
  return out;
}

TEST(Analyzer, TypesANameByEarlierSentencesOfItsDocument) {
  const std::string full = "Maria Orlando , the minister , denied it .";
  const std::string surname = "Orlando later agreed .";
  AnalyzeOptions options;
  options.input = AnalysisInput::kTokenized;
  for (const unsigned jobs : {1U, 2U}) {
    for (const std::size_t batch : {1U, 0U}) {
      options.jobs = jobs;
      options.batch_sentences = batch;
      const auto is_place = [&](const std::vector<std::string>& sentences) {
        return Analysis(Conllu(sentences), options).find("Mention=B-place") != std::string::npos;
      };
      EXPECT_TRUE(is_place({surname}));
      EXPECT_FALSE(is_place({full, surname}));
      EXPECT_TRUE(is_place({full, "#" + surname}));
    }
  }
}

TEST(Analyzer, SaysTheSameOnEveryKernel) {
  std::vector<Sentence> expected = Tokenize(SomeText(60), Model().splitter());
  const std::vector<Sentence> fresh = expected;
  Model().Analyze(expected);
  for (const MatrixKernel kernel : {MatrixKernel::kPortable, MatrixKernel::kAvx2}) {
    const auto model = LanguageModel::Open(ModelPath(), kernel);
    ASSERT_TRUE(model.ok());
    std::vector<Sentence> sentences = fresh;
    (*model)->Analyze(sentences);
    for (std::size_t i = 0; i < fresh.size(); ++i)
      ASSERT_EQ(Printed(sentences[i]), Printed(expected[i]));
  }
}

TEST(Analyzer, KeepsEveryCharacterOfItsInput) {
  const std::string text = "\n\t Head line \n\nIt  is\r\n“so”.\t\n She can't.\n\n";
  std::istringstream lines(Analysis(text));
  std::string rebuilt;
  int covered = 0;  // words of a range that was printed as a whole
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> row;
    std::istringstream columns(line);
    for (std::string column; std::getline(columns, column, '\t');) row.push_back(column);
    ASSERT_EQ(row.size(), 10U);
    const std::size_t dash = row[0].find('-');
    if (dash == std::string::npos && covered-- > 0) continue;
    covered = dash == std::string::npos ? 0 : 2;
    const auto unescaped = [&](const std::string& key) {
      std::string out;
      std::size_t at = row[9].find(key);
      if (at == std::string::npos) return out;
      const std::string value =
          row[9].substr(at + key.size(), row[9].find('|', at) - at - key.size());
      for (std::size_t i = 0; i < value.size(); i += 2)
        out += value[i + 1] == 's'   ? ' '
               : value[i + 1] == 'n' ? '\n'
               : value[i + 1] == 'r' ? '\r'
                                     : '\t';
      return out;
    };
    const std::string after = unescaped("SpacesAfter=");
    const bool none = row[9].find("SpaceAfter=No") != std::string::npos;
    rebuilt += unescaped("SpacesBefore=") + row[1] + (none ? "" : after.empty() ? " " : after);
  }
  EXPECT_EQ(rebuilt, text);
}

TEST(Analyzer, StopsWhenTheSinkHasEnough) {
  std::string text;
  while (text.size() < 2'000'000) text += "Sheep graze where the old line ran. ";
  for (const unsigned jobs : {1U, 2U}) {
    AnalyzeOptions options;
    options.jobs = jobs;
    std::size_t pieces = 0;
    const Status status = TheAnalyzer().Analyze(text, options, [&](std::string_view piece) {
      EXPECT_LT(piece.size(), 5'000U) << "the first piece is a sentence, not the text";
      ++pieces;
      return false;
    });
    EXPECT_EQ(status.code(), Code::kCancelled);
    EXPECT_EQ(pieces, 1U);
  }
}

TEST(Analyzer, TakesTextWithoutAFullStop) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += i % 2 == 0 ? "unsold " : "apples ";
  std::size_t words = 0;
  for (const char c : Analysis(text)) words += c == '\n' ? 1 : 0;
  EXPECT_GE(words, 5000U);
}

TEST(Analyzer, TakesASentenceOfFiveThousandWordsThatIsGiven) {
  std::string conllu;
  for (int i = 1; i <= 5000; ++i) conllu += std::to_string(i) + "\tand\t_\t_\t_\t_\t_\t_\t_\t_\n";
  for (const AnalysisFormat format : {AnalysisFormat::kConllu, AnalysisFormat::kTree}) {
    AnalyzeOptions options;
    options.input = AnalysisInput::kTokenized;
    options.format = format;
    EXPECT_LT(Analysis(conllu + "\n", options).size(), 10'000'000U);
  }
}

TEST(Analyzer, TakesTextThatIsNotEnglish) {
  for (const char* text :
       {"Die Fähre fährt erst am Montag wieder, sagte die Hafenbehörde.",
        "港口星期五关闭了。渡轮星期一才开。", "पुल शुक्रवार को बंद कर दिया गया।",
        "أُغلق الميناء يوم الجمعة.",
        "\xE2\x80\x8B\xF0\x9F\x9A\xA2\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x8C\xBE"}) {
    EXPECT_NE(Analysis(text).find("1\t"), std::string::npos) << text;
  }
}

TEST(Analyzer, NamesThePlaceOfWhatIsNoText) {
  const Status status =
      TheAnalyzer().Analyze("fine\nnot \xFF", {}, [](std::string_view) { return true; });
  EXPECT_EQ(status.code(), Code::kInvalidInput);
  EXPECT_NE(status.message().find("line 2"), std::string::npos) << status.message();
}

TEST(Analyzer, PrintsNothingForNothing) {
  EXPECT_EQ(Analysis(""), "");
  EXPECT_EQ(Analysis(" \n\n "), "");
}

TEST(AnalysisJson, HoldsEveryFieldWithOffsetsIntoTheText) {
  const std::string text = "Maria can't leave \"Tromsø\".\n\nWhy?";
  AnalyzeOptions options;
  options.format = AnalysisFormat::kJson;
  std::istringstream lines(Analysis(text, options));
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(json["id"], 1);
  EXPECT_EQ(json["text"], "Maria can't leave \"Tromsø\".");
  for (const auto& token : json["tokens"]) {
    for (const char* key : {"id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel",
                            "deps", "begin", "end", "space_after"})
      EXPECT_TRUE(token.contains(key)) << key;
    const std::size_t begin = token["begin"], end = token["end"];
    EXPECT_EQ(token["form"], text.substr(begin, end - begin));
  }
  EXPECT_EQ(json["multiword"][0]["form"], "can't");
  EXPECT_EQ(json["names"][0]["text"], "Maria");
  EXPECT_EQ(json["names"][0]["type"], "person");
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(nlohmann::json::parse(line)["begin"], text.find("Why"));
  EXPECT_FALSE(std::getline(lines, line));
}

TEST(AnalysisTree, DrawsArcsAndAlignsWideCharacters) {
  const std::string parsed =
      "1\t東京\t東京\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\tslept\tsleep\tVERB\t_\t_\t0\troot\t_\t_\n"
      "3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No\n\n";
  AnalyzeOptions options;
  options.input = AnalysisInput::kParsed;
  options.format = AnalysisFormat::kTree;
  EXPECT_EQ(Analysis(parsed, options),
            "1  東京 slept .\n"
            "   ╭─╼ 東京  PROPN  nsubj  東京\n"
            "   ┾ slept   VERB   root   sleep\n"
            "   ╰─╼ .     PUNCT  punct  .\n\n");
  EXPECT_EQ(TerminalWidth("e\u0301"), 1U);
  EXPECT_EQ(TerminalWidth("渡轮"), 4U);
}

TEST(AnalysisTree, DrawsCrossingArcsAndHeadsThatMakeNoTree) {
  AnalyzeOptions options;
  options.input = AnalysisInput::kParsed;
  options.format = AnalysisFormat::kTree;
  const auto drawn = [&](std::vector<int> heads) {
    std::string conllu;
    for (std::size_t i = 0; i < heads.size(); ++i)
      conllu +=
          std::to_string(i + 1) + "\tw\tw\tX\t_\t_\t" + std::to_string(heads[i]) + "\tdep\t_\t_\n";
    return Analysis(conllu + "\n", options);
  };
  EXPECT_NE(drawn({0, 1, 1, 1, 3}).find("┼"), std::string::npos);
  EXPECT_NE(drawn({2, 1, 0}).find("dep"), std::string::npos);  // a circle
  EXPECT_NE(drawn({1, 2}).find("dep"), std::string::npos);     // no root
}

}  // namespace
}  // namespace lode
