// What is read from analysed sentences, as plain files: tests/extraction/cases/*.conllu.
// A case is a paragraph of sentences with its trees, parted from the next by a line
// "# newdoc id = name"; "# expect = subject | predicate | object | speaker | polarity |
// modality" must be among its statements, "# never = ..." must not ("*" fits all). Fields
// behind the sixth are what the statement must have besides: "ended", or "-" for not ended,
// and qualifiers: "to: Norway", "time: May".
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/extraction/reading.h"

namespace lode {
namespace {

struct ReadingCase {
  std::string name, conllu;
  std::vector<std::string> expected, never;
};

void PrintTo(const ReadingCase& reading, std::ostream* out) {
  *out << reading.name;
}

std::vector<ReadingCase> AllCases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(LODE_SOURCE_DIR "/tests/extraction/cases"))
    if (entry.path().extension() == ".conllu") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<ReadingCase> cases;
  for (const auto& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("# newdoc id = ")) cases.push_back({line.substr(14), "", {}, {}});
      if (cases.empty()) continue;
      if (line.starts_with("# expect = "))
        cases.back().expected.push_back(line.substr(11));
      else if (line.starts_with("# never = "))
        cases.back().never.push_back(line.substr(10));
      else if (!line.starts_with("# newdoc"))
        cases.back().conllu += line + "\n";
    }
  }
  return cases;
}

std::vector<std::string> Fields(const std::string& line) {
  std::vector<std::string> fields(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line.compare(i, 3, " | ") == 0) {
      fields.emplace_back();
      i += 2;
    } else
      fields.back() += line[i];
  }
  return fields;
}

bool Fits(const std::string& pattern, const std::string& line) {
  const auto wanted = Fields(pattern), have = Fields(line);
  constexpr std::size_t kQualifiers = 6;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == "*" || (i < have.size() && wanted[i] == have[i])) continue;
    if (i < kQualifiers) return false;
    const bool not_ended = wanted[i] == "-";
    const bool there = std::find(have.begin() + kQualifiers, have.end(),
                                 not_ended ? "ended" : wanted[i]) != have.end();
    if (there == not_ended) return false;
  }
  return true;
}

class ReadingCases : public ::testing::TestWithParam<ReadingCase> {};

TEST_P(ReadingCases, GivesWhatTheFileSays) {
  ASSERT_TRUE(testing::Rules());
  const Result<std::vector<Sentence>> read = ReadConllu(GetParam().conllu);
  ASSERT_TRUE(read.ok()) << read.status().message();
  std::vector<Sentence> sentences = *read;
  for (Sentence& sentence : sentences) sentence.block = 0;
  const ArticleRecord record = ExtractStatements(testing::ParagraphOf(GetParam().conllu, sentences),
                                                 sentences, *testing::Rules());
  const std::vector<std::string> lines = testing::LinesOf(record);
  const auto any = [&](const std::string& pattern) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const std::string& line) { return Fits(pattern, line); });
  };
  for (const std::string& pattern : GetParam().expected)
    EXPECT_TRUE(any(pattern)) << "missing: " << pattern << "\nhave:\n"
                              << ::testing::PrintToString(lines);
  for (const std::string& pattern : GetParam().never)
    EXPECT_FALSE(any(pattern)) << "should not be: " << pattern << "\nhave:\n"
                               << ::testing::PrintToString(lines);
}

INSTANTIATE_TEST_SUITE_P(Files, ReadingCases, ::testing::ValuesIn(AllCases()),
                         [](const auto& param) {
                           std::string name = param.param.name;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); },
                               '_');
                           return name;
                         });

}  // namespace
}  // namespace lode
