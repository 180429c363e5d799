// What a sentence says as open tuples, as plain files: tests/extraction/tuple_cases/*.conllu.
// A case is one sentence with its tree, parted from the next by "# newdoc id = name";
// "# tuple = subject | relation | object | object" must be among its tuples, "# never = ..."
// must not ("*" fits all); "# arguments = whole" asks for whole arguments.
#include "loaders/extraction/tuples/tuples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/extraction/reading.h"

namespace lode {
namespace {

struct TupleCase {
  std::string name, conllu;
  std::vector<std::string> expected, never;
  TupleArguments arguments = TupleArguments::kShort;
};

void PrintTo(const TupleCase& one, std::ostream* out) {
  *out << one.name;
}

std::vector<TupleCase> AllTupleCases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(LODE_SOURCE_DIR "/tests/extraction/tuple_cases"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<TupleCase> cases;
  for (const auto& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("# newdoc id = ")) {
        cases.push_back({line.substr(14), "", {}, {}});
      } else if (cases.empty()) {
        continue;
      } else if (line.starts_with("# tuple = ")) {
        cases.back().expected.push_back(line.substr(10));
      } else if (line.starts_with("# never = ")) {
        cases.back().never.push_back(line.substr(10));
      } else if (line == "# arguments = whole") {
        cases.back().arguments = TupleArguments::kWhole;
      } else {
        cases.back().conllu += line + "\n";
      }
    }
  }
  return cases;
}

std::vector<std::string> ColumnsOf(const std::string& line) {
  std::vector<std::string> columns(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line.compare(i, 3, " | ") == 0) {
      columns.emplace_back();
      i += 2;
    } else {
      columns.back() += line[i];
    }
  }
  return columns;
}

bool TupleFits(const std::string& pattern, const std::string& line) {
  const auto wanted = ColumnsOf(pattern), have = ColumnsOf(line);
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (wanted[i] != "*" && (i >= have.size() || wanted[i] != have[i])) return false;
  return true;
}

std::vector<std::string> TuplesIn(const Sentence& sentence, TupleArguments arguments) {
  std::vector<std::string> lines;
  for (const OpenTuple& tuple :
       FindTuples(SentenceGraph(sentence), testing::Rules()->lists, arguments)) {
    std::string line = tuple.subject + " | " + tuple.relation;
    for (const std::string& object : tuple.objects) line += " | " + object;
    lines.push_back(std::move(line));
    EXPECT_GT(tuple.confidence, 0);
    EXPECT_LT(tuple.confidence, 1);
  }
  return lines;
}

class TupleCases : public ::testing::TestWithParam<TupleCase> {};

TEST_P(TupleCases, GivesWhatTheFileSays) {
  ASSERT_TRUE(testing::Rules());
  const Result<std::vector<Sentence>> read = ReadConllu(GetParam().conllu);
  ASSERT_TRUE(read.ok()) << read.status().message();
  ASSERT_EQ(read->size(), 1U);
  const std::vector<std::string> lines = TuplesIn(read->front(), GetParam().arguments);
  const auto any = [&](const std::string& pattern) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const std::string& line) { return TupleFits(pattern, line); });
  };
  for (const std::string& pattern : GetParam().expected)
    EXPECT_TRUE(any(pattern)) << "missing: " << pattern << "\nhave:\n"
                              << ::testing::PrintToString(lines);
  for (const std::string& pattern : GetParam().never)
    EXPECT_FALSE(any(pattern)) << "should not be: " << pattern << "\nhave:\n"
                               << ::testing::PrintToString(lines);
}

INSTANTIATE_TEST_SUITE_P(Files, TupleCases, ::testing::ValuesIn(AllTupleCases()),
                         [](const auto& param) {
                           std::string name = param.param.name;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); },
                               '_');
                           return name;
                         });

// A chain of verbs that lead to each other is walked once, however long.
TEST(Tuples, AnEndlessChainOfVerbsCostsNoMoreThanItsLength) {
  Sentence sentence;
  const auto add = [&](const char* form, const char* upos, const char* xpos, int head,
                       const char* relation) {
    Token token;
    token.form = token.lemma = form;
    token.upos = upos;
    token.xpos = xpos;
    token.head = head;
    token.deprel = relation;
    sentence.tokens.push_back(token);
  };
  add("Kano", "PROPN", "NNP", 2, "nsubj");
  add("want", "VERB", "VBP", 0, "root");
  for (int i = 0; i < 150; ++i) {
    const int verb = static_cast<int>(sentence.tokens.size());
    add("to", "PART", "TO", verb + 2, "mark");
    add("try", "VERB", "VB", verb, "xcomp");
  }
  const int last = static_cast<int>(sentence.tokens.size());
  add("boats", "NOUN", "NNS", last, "obj");
  ASSERT_TRUE(testing::Rules());
  const std::vector<std::string> lines = TuplesIn(sentence, TupleArguments::kShort);
  for (const std::string& line : lines) EXPECT_TRUE(line.starts_with("Kano | want to try"));
}

}  // namespace
}  // namespace lode
