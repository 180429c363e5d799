// lode extract --sentences: sentences in, tuples out.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/shell/program_fixture.h"

namespace {

using lode::shell::testing_program::Outcome;
using lode::shell::testing_program::Program;
using nlohmann::json;

TEST_F(Program, TuplesComeTabSeparatedInTheOrderOfTheLines) {
  Write("lines.txt", "Kelda Rail sells sails to Norway.\n\n   \r\nShe did not buy the mill.\r\n");
  const Outcome outcome = Run("extract --sentences lines.txt --format tuples");
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  std::istringstream lines(outcome.out);
  std::string first, second, rest;
  std::getline(lines, first);
  std::getline(lines, second);
  EXPECT_TRUE(first.starts_with("Kelda Rail sells sails to Norway.\t0.")) << first;
  EXPECT_TRUE(first.ends_with("\tKelda Rail\tsells\tsails\tto Norway")) << first;
  EXPECT_TRUE(second.starts_with("She did not buy the mill.\t0.")) << second;
  EXPECT_TRUE(second.ends_with("\tShe\tdid not buy\tthe mill")) << second;
  EXPECT_FALSE(std::getline(lines, rest)) << rest;
}

TEST_F(Program, TuplesAreTheSameForAnyNumberOfThreads) {
  std::string text;
  for (int i = 0; i < 300; ++i)
    text += "Firm " + std::to_string(i) + " bought the mill and sold its boats to Norway.\n";
  Write("many.txt", text);
  const std::string one = Run("extract --sentences many.txt --jobs 1").out;
  EXPECT_GT(one.size(), text.size());
  EXPECT_EQ(Run("extract --sentences many.txt --jobs 3").out, one);
}

TEST_F(Program, TuplesAsJsonNameTheirLine) {
  Write("one.txt", "\nTessa Moll owns the \"Ida\"\tferry.\n");
  const Outcome outcome = Run("extract --sentences one.txt --format jsonl --arguments whole");
  ASSERT_EQ(outcome.status, 0) << outcome.out;
  const json tuple = json::parse(outcome.out.substr(0, outcome.out.find('\n')));
  EXPECT_EQ(tuple["line"], 2);
  EXPECT_EQ(tuple["subject"], "Tessa Moll");
  EXPECT_EQ(tuple["relation"], "owns");
  EXPECT_EQ(Run("extract --sentences one.txt").out.find("\t\""), std::string::npos)
      << "tabs of the text part no columns";
}

TEST_F(Program, BadSentencesAreRefusedByPlaceAndReason) {
  Write("bad.txt", "Kelda Rail sells sails.\nKelda \xff Rail.\n");
  const Outcome bytes = Run("extract --sentences bad.txt");
  EXPECT_EQ(bytes.status, 2);
  EXPECT_NE(bytes.out.find("bad.txt"), std::string::npos) << bytes.out;
  EXPECT_NE(bytes.out.find("line 2"), std::string::npos) << bytes.out;
  EXPECT_EQ(bytes.out.find('\t'), std::string::npos) << "nothing is printed of a bad file";
  EXPECT_EQ(Run("extract --sentences nowhere.txt").status, 2);
  EXPECT_EQ(Run("extract --sentences .").status, 2);
  EXPECT_EQ(Run("extract port.txt --sentences bad.txt").status, 2);
  EXPECT_EQ(Run("extract port.txt --format tuples").status, 2);
  EXPECT_EQ(Run("extract").status, 2);
  EXPECT_EQ(Run("extract --sentences /dev/null").status, 0);
}

TEST_F(Program, ALineLongerThanAnySentenceIsReadSentenceBySentence) {
  std::string line;
  while (line.size() < (1U << 17U)) line += "Kelda Rail bought the old mill in Lindau. ";
  Write("long.txt", line + "\nShe left the mill.\n");
  const Outcome outcome = Run("extract --sentences long.txt");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_LT(outcome.out.size(), 8 * line.size()) << "the line is not printed with each tuple";
  EXPECT_NE(outcome.out.find("\tShe\tleft\tthe mill\n"), std::string::npos);
}

TEST_F(Program, AFullDiskEndsTheTuples) {
  Write("lines.txt", "Kelda Rail sells sails to Norway.\n");
  EXPECT_EQ(RunCommand("'" LODE_PROGRAM "' extract --sentences lines.txt > /dev/full 2>&1").status,
            2);
}

}  // namespace
