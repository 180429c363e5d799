// lode eval: the user's own facts, forms to judge, the table back; and how words are compared.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "shell/eval/eval_text.h"
#include "tests/shell/program_fixture.h"

namespace {

using lode::shell::testing_program::Outcome;
using lode::shell::testing_program::Program;
namespace shell = lode::shell;

TEST(EvalText, WordsAreComparedWithoutTheirDress) {
  using shell::Words;
  EXPECT_EQ(shell::WordsOf("The U.S. firm's 1,200 boats"),
            (Words{"unitedstates", "firm", "1200", "boats"}));
  EXPECT_EQ(shell::WordsOf("US"), shell::WordsOf("United States of America"));
  EXPECT_EQ(shell::WordsOf("USE"), Words{"use"});
  EXPECT_EQ(shell::WordsOf("12.5 per cent"), shell::WordsOf("12.5%"));
  EXPECT_EQ(shell::WordsOf("Straße"), shell::WordsOf("STRASSE"));
  EXPECT_EQ(shell::WordsOf("中文 port"), (Words{"中", "文", "port"}));
  EXPECT_EQ(shell::WordsOf(""), Words{});
}

TEST(EvalText, ANameMayHaveATitleBeforeItAndNobodyElse) {
  EXPECT_TRUE(shell::IsName("Trade Minister Ana Rivera", "Ana Rivera"));
  EXPECT_TRUE(shell::IsName("these chips", "chips"));
  EXPECT_FALSE(shell::IsName("allies of President Ana Rivera", "Ana Rivera"));
  EXPECT_FALSE(shell::IsName("lawyer for Ana Rivera", "Ana Rivera"));
  EXPECT_FALSE(shell::IsName("Port Rivera", "Rivera"));
  EXPECT_TRUE(shell::IsName("the ban on chips from Norway", "~ban on chips"));
}

TEST(EvalText, PredicatesAreComparedByTheirStems) {
  EXPECT_TRUE(shell::IsPredicate("sold-to", {"sell-to"}));
  EXPECT_TRUE(shell::IsPredicate("pushed-back-on", {"push*"}));
  EXPECT_FALSE(shell::IsPredicate("pushed-by", {"push*"}));
  EXPECT_FALSE(shell::IsPredicate("resells", {"sell*"}));
  EXPECT_TRUE(shell::IsSymmetric("competes-with"));
  EXPECT_TRUE(shell::IsSpeech("told"));
}

TEST(EvalText, OneNumberIsReadAndNoMore) {
  EXPECT_EQ(shell::NumberIn("about 1.2 million tons"), 1.2e6);
  EXPECT_EQ(shell::NumberIn("twelve"), 12);
  EXPECT_EQ(shell::NumberIn("$3bn"), 3e9);
  EXPECT_EQ(shell::NumberIn("5 of 7"), std::nullopt);
  EXPECT_EQ(shell::NumberIn("tons"), std::nullopt);
}

// The store of the fixture holds what port.txt says.
const char kFacts[] =
    "{\"d\": \"port.txt\", \"id\": \"1\", \"s\": [\"Halden Industries\"], \"p\": [\"owns\"], "
    "\"o\": [\"Nordhaven\"], \"evidence\": \"Halden Industries owns Nordhaven\"}\n"
    "\n"
    "{\"d\": \"port.txt\", \"id\": \"2\", \"s\": [\"Lena Brandt\"], \"p\": [\"said\"], "
    "\"o\": [\"not sell the port\"], \"kind\": \"quote\", \"by\": [\"Lena Brandt\"], "
    "\"evidence\": \"We will not sell the port\", \"must\": true}\n"
    "{\"d\": \"port.txt\", \"id\": \"3\", \"s\": [\"Halden Industries\"], \"p\": [\"sold\"], "
    "\"o\": [\"Nordhaven\"], \"evidence\": \"sold Nordhaven\", \"weight\": 2}\n"
    "{\"d\": \"port.txt\", \"boilerplate\": \"Share this page\"}\n";

TEST_F(Program, FactsOfTheUserAreCountedByWeight) {
  Write("facts.jsonl", kFacts);
  const Outcome outcome = Run("eval facts.jsonl --show");
  ASSERT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_NE(outcome.out.find("gold: 3 facts in 1 documents"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("recall             0.500  2/4"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("attribution        1.000  2/2"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("must-have facts    1/1"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("MISSED 3 Halden Industries -sold-> Nordhaven"), std::string::npos)
      << outcome.out;
}

TEST_F(Program, FactsThatAreNoneAreRefusedByFileAndLine) {
  const auto refused = [&](const std::string& line, const std::string& why) {
    Write("wrong.jsonl", "\n" + line + "\n");
    const Outcome outcome = Run("eval wrong.jsonl");
    EXPECT_EQ(outcome.status, 2) << outcome.out;
    EXPECT_NE(outcome.out.find("wrong.jsonl:2: "), std::string::npos) << outcome.out;
    EXPECT_NE(outcome.out.find(why), std::string::npos) << outcome.out;
  };
  refused("{", "is not a JSON object");
  refused("{\"id\": \"1\"}", "needs 'd'");
  const std::string start = "{\"d\": \"x\", \"id\": \"1\", \"evidence\": \"e\", ";
  refused(start + "\"s\": \"Kano\", \"p\": [], \"o\": []}", "needs 's', a list of strings");
  refused(start + "\"s\": [], \"p\": [], \"o\": [], \"polarity\": \"no\"}", "'no' is no polarity");
  refused(start + "\"s\": [], \"p\": [], \"o\": [], \"alt\": [3]}", "a list of strings");
  EXPECT_EQ(Run("eval nowhere.jsonl").status, 2);
  EXPECT_EQ(Run("eval").status, 2);
  Write("facts.jsonl", kFacts);
  EXPECT_EQ(Run("eval facts.jsonl --store none.db").status, 2);
}

TEST_F(Program, AFormIsDrawnFilledInAndReadBack) {
  const Outcome form = Run("eval --sample 4 --seed 2");
  ASSERT_EQ(form.status, 0) << form.out;
  EXPECT_EQ(Run("eval --sample 4 --seed 2").out, form.out);
  std::istringstream lines(form.out);
  std::string line, filled;
  for (int i = 0; std::getline(lines, line); ++i) {
    if (i == 1) line = "strict" + line;
    if (i == 2) line = "lenient\tobject cut, speaker wrong" + line.substr(1);
    if (i == 3) line = "wrong\tpolarity" + line.substr(1);
    filled += line + "\n";
  }
  Write("form.tsv", filled);
  const Outcome table = Run("eval --judged form.tsv");
  ASSERT_EQ(table.status, 0) << table.out;
  EXPECT_NE(table.out.find("all                        3    0.333    0.667"), std::string::npos)
      << table.out;
  EXPECT_NE(table.out.find("speaker wrong"), std::string::npos) << table.out;
  EXPECT_NE(table.out.find("1 lines without a verdict"), std::string::npos) << table.out;
}

TEST_F(Program, AFormPrintsDeedsWithoutObjectAndDatesOnce) {
  Write("quit.txt", "Nora Vik resigned on 3 May 2024.");
  ASSERT_EQ(Run("load quit.txt --store quit.db").status, 0);
  const std::string form = Run("eval --sample 1 --store quit.db").out;
  EXPECT_NE(form.find("Nora Vik -resign-> true (time=2024-05-03)"), std::string::npos) << form;
}

TEST_F(Program, AFormWithASlipIsRefusedByFileAndLine) {
  const std::string header = "verdict\tkind\tconfidence\textractor\n";
  const auto refused = [&](const std::string& form, const std::string& why) {
    Write("slip.tsv", form);
    const Outcome outcome = Run("eval --judged slip.tsv");
    EXPECT_EQ(outcome.status, 2) << outcome.out;
    EXPECT_NE(outcome.out.find("slip.tsv:" + why), std::string::npos) << outcome.out;
  };
  refused(header + "rigth\t\t0.5\tclause/1\n", "2: 'rigth' is no verdict");
  refused(header + "\n" + "strict\t\tmuch\tclause/1\n", "3: 'much' is no confidence");
  refused("kind\tconfidence\textractor\n", "1: has no column 'verdict'");
  refused("", "1: is empty");
  Write("open.tsv", header + "\t\t0.5\tclause/1\n");
  EXPECT_EQ(Run("eval --judged open.tsv").status, 0);
}

}  // namespace
