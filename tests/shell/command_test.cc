// Commands where something stands in the way: full disks, wrong words, files that end
// too early, parameters of every kind.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/shell/program_fixture.h"

namespace {

using lode::shell::testing_program::Outcome;
using lode::shell::testing_program::Program;
using nlohmann::json;
namespace fs = std::filesystem;

class Commands : public Program {
 protected:
  static std::string ReadFile(const std::string& name) {
    std::ifstream file(folder_ / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
  // Runs a line of the shell `sh` in which $LODE is the program.
  static Outcome Sh(const std::string& line) {
    return RunCommand("LODE='" LODE_PROGRAM "'; " + line);
  }
};

TEST_F(Commands, StatsNamesTheMostUsedPredicatesAndCountsTheRest) {
  std::string lines;
  for (int i = 0; i < 25; ++i) {
    const std::string predicate = "way-" + std::to_string(i);
    lines += "Nordhaven\t" + predicate + "\tVarberg\n";
    if (i == 24) lines += "Varberg\t" + predicate + "\tNordhaven\n";
  }
  Write("ways.tsv", lines);
  ASSERT_EQ(Run("--store ways.db import ways.tsv").status, 0);
  const auto stats = Run("--store ways.db stats");
  EXPECT_EQ(stats.status, 0) << stats.out;
  EXPECT_NE(stats.out.find("  way-24 "), std::string::npos) << stats.out;
  EXPECT_NE(stats.out.find("  statements of the other 5"), std::string::npos) << stats.out;
}

TEST_F(Commands, AFullDiskIsTold) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "this system has no /dev/full";
  for (const char* command : {"export", "query 'owns(X, Y)?'", "entities", "stats", "articles",
                              "show Lovik", "extract port.txt", "analyze port.txt"}) {
    const Outcome outcome = Sh("$LODE " + std::string(command) + " 2>&1 >/dev/full");
    EXPECT_EQ(outcome.status, 2) << command;
    EXPECT_NE(outcome.out.find("disk full"), std::string::npos) << command << outcome.out;
  }
  // What a command did to the store stays done.
  EXPECT_EQ(Sh("$LODE load port.txt --store full.db >/dev/full").status, 1);
  EXPECT_EQ(Run("stats --store full.db").status, 0);
}

TEST_F(Commands, AnExportNeverTakesTheNameOfADeviceOrPipe) {
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  const Outcome outcome = Sh("cat pipe > copied & $LODE export -o pipe && wait");
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_TRUE(fs::is_fifo(folder_ / "pipe"));
  EXPECT_EQ(ReadFile("copied"), Run("export").out);
  EXPECT_EQ(Sh("$LODE export -o /dev/stdout | cat").out, Run("export").out);
  EXPECT_EQ(Run("export -o .").status, 2);
  Write("old.jsonl", "old");
  fs::create_symlink("old.jsonl", folder_ / "link.jsonl");
  EXPECT_EQ(Run("export -o link.jsonl").status, 0);
  EXPECT_TRUE(fs::is_symlink(folder_ / "link.jsonl"));
  EXPECT_EQ(ReadFile("old.jsonl"), Run("export").out);
}

TEST_F(Commands, FilesOfAnImportAreOneStream) {
  ASSERT_EQ(Run("export --format articles -o ia.jsonl").status, 0);
  ASSERT_EQ(Run("export -o is.jsonl").status, 0);
  const Outcome import = Run("import ia.jsonl is.jsonl --store i1.db");
  EXPECT_EQ(import.status, 0);
  EXPECT_NE(import.out.find("1 article, "), std::string::npos) << import.out;
  EXPECT_EQ(Run("export --store i1.db").out, ReadFile("is.jsonl"));
  // Articles alone, then their statements; and a file that ends inside its last line.
  const std::string articles = ReadFile("ia.jsonl");
  Write("short.jsonl", articles.substr(0, articles.size() - 1));
  EXPECT_EQ(Run("import short.jsonl --store i2.db").status, 0);
  EXPECT_EQ(Run("import is.jsonl --store i2.db").status, 0);
  EXPECT_EQ(Run("export --store i2.db").out, ReadFile("is.jsonl"));
  EXPECT_EQ(Sh("cat is.jsonl | $LODE import short.jsonl - --store i3.db").status, 0);
  EXPECT_EQ(Run("export --store i3.db").out, ReadFile("is.jsonl"));
}

TEST_F(Commands, AFaultOfAnImportNamesTheFileAndItsLine) {
  ASSERT_EQ(Run("export --format articles -o fa.jsonl").status, 0);
  ASSERT_EQ(Run("export -o fs.jsonl").status, 0);
  std::string statements = ReadFile("fs.jsonl");
  statements.insert(statements.find('\n') + 1, "{oops\n");
  Write("fb.jsonl", statements);
  const Outcome outcome = Run("import fa.jsonl fb.jsonl --store f1.db");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.out.find("lode: fb.jsonl:2: "), std::string::npos) << outcome.out;
  EXPECT_NE(Run("import fs.jsonl fa.jsonl --store f2.db").out.find("fs.jsonl:1: "),
            std::string::npos);
  EXPECT_NE(Run("import fa.jsonl nowhere.jsonl --store f3.db").out.find("nowhere.jsonl"),
            std::string::npos);
  EXPECT_FALSE(fs::exists(folder_ / "f3.db"));  // looked at before anything is done
}

TEST_F(Commands, AKilledImportLeavesNothingHalfDone) {
  ASSERT_EQ(Run("export --format articles -o ka.jsonl").status, 0);
  ASSERT_EQ(mkfifo((folder_ / "never").c_str(), 0600), 0);
  // The first file is read, the second never comes.
  Sh("(sleep 60 > never & echo $! > writer) && $LODE import ka.jsonl never --store k.db & "
     "echo $! > pid; sleep 1; kill -9 $(cat pid) $(cat writer)");
  EXPECT_EQ(json::parse(Run("articles --store k.db --format json").out).size(), 0U);
}

TEST_F(Commands, ParametersAreMeasuresDatesAndNames) {
  auto value = [](const std::string& text) {
    const Outcome outcome = Run("query 'X = $v?' --format jsonl --param v='" + text + "'");
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    return json::parse(outcome.out)["X"];
  };
  EXPECT_EQ(value("100 million USD")["unit"], "USD");
  EXPECT_EQ(value("100 million USD")["value"], 1e8);
  for (const char* text : {"60%", "60 %", "60 percent"}) EXPECT_EQ(value(text)["kind"], "percent");
  EXPECT_EQ(value("3 days")["kind"], "duration");
  EXPECT_EQ(value("2025-07")["value"], "2025-07");
  EXPECT_EQ(value("-5")["value"], -5);
  EXPECT_EQ(value("Lovik")["name"], "Lovik");
  for (const char* text : {"\"60%\"", "inf", "nan", "5 - 3", "3 limit 5", "", "3 %x", "5. X = 4"})
    EXPECT_EQ(value(text)["kind"], "text") << text;
}

TEST_F(Commands, HelpIsAskedByAWordToo) {
  for (const auto& [word, option] : {std::pair{"help", "--help"},
                                     {"help load", "load --help"},
                                     {"version", "--version"},
                                     {"help rules add", "rules add --help"},
                                     {"path --help", "help path"}}) {
    const Outcome outcome = Run(word);
    EXPECT_EQ(outcome.status, 0) << word;
    EXPECT_EQ(outcome.out, Run(option).out) << word;
  }
}

TEST_F(Commands, ALoadNamesWhatIsNoDate) {
  Write("dated.json", R"({"title": "Mill sold", "text": "Ana Rivera sold the mill in Arn.",
                          "published": "last Tuesday"})");
  const Outcome load = Run("load dated.json --store dated.db");
  EXPECT_EQ(load.status, 0) << load.out;
  EXPECT_NE(load.out.find("no date: dated.json: \"last Tuesday\" is no date"), std::string::npos)
      << load.out;
  const Outcome again = Run("load dated.json --store dated.json.db --json");
  EXPECT_EQ(json::parse(again.out)["undated"].size(), 1u) << again.out;
}

TEST_F(Commands, APathIsACommand) {
  const Outcome one = Run("path 'Meridian Motors' Lovik");
  EXPECT_EQ(one.status, 0) << one.out;
  EXPECT_NE(one.out.find("Meridian Motors -acquired-> Lovik"), std::string::npos) << one.out;
  EXPECT_NE(Run("path 'Lena Brandt' Lovik --hops 1").out.find("(no answers)"), std::string::npos);
  EXPECT_EQ(Run("path 'Halden Industries' Nobody").status, 2);
  EXPECT_EQ(
      json::parse(Run("path 'Meridian Motors' Lovik --format json").out)[0]["P"]["hops"].size(),
      1u);
}

TEST_F(Commands, AnEmptyAnswerSaysWhatIsNear) {
  const Outcome outcome = Run("query 'owns(\"Nordhaven\", X)?'");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("there is 1 answer: `owns(X, \"Nordhaven\")?`"), std::string::npos)
      << outcome.out;
}

TEST_F(Commands, AQuestionInEnglishGetsThePredicateThatItMeans) {
  const std::pair<const char*, const char*> asked[] = {
      {"What did Lena Brandt say about the port?",
       "write `said(\"Lena Brandt\", Q), contains(Q, \"port\")?`, which has 1 answer"},
      {"who said something about rare earths?",
       "write `said(Who, Q), contains(Q, \"rare earths\")?`"},
      {"who competes with Nvidia?", "write `competes-with(Who, \"Nvidia\")?`"},
      {"who bought Lovik?", "write `acquired(Who, \"Lovik\")?`, which has 1 answer"},
      {"was Lovik acquired by Meridian Motors?",
       "write `acquired(\"Meridian Motors\", \"Lovik\")?`"},
      {"when did Meridian Motors sue Lovik?",
       "write `any triple(\"Meridian Motors\", P, \"Lovik\")?`, which has 1 answer, the nearest to "
       "it in the store"},
      {"how much did Apple invest in Lovik?",
       "write `invested-in(\"Apple\", \"Lovik\", amount: M)?`"},
  };
  for (const auto& [question, line] : asked) {
    const Outcome outcome = Run("query '" + std::string(question) + "'");
    EXPECT_EQ(outcome.status, 2) << question;
    EXPECT_NE(outcome.out.find(line), std::string::npos) << outcome.out;
  }
}

TEST_F(Commands, WrongWordsOfTheCommandLineAreNamed) {
  EXPECT_NE(Run("frobnicate").out.find("no command 'frobnicate'"), std::string::npos);
  EXPECT_NE(Run("rules frob").out.find("no command 'rules frob'; see `lode rules --help`"),
            std::string::npos);
  EXPECT_NE(Run("").out.find("name a command"), std::string::npos);
  EXPECT_NE(Run("load").out.find("'paths' is missing; see `lode load --help`"), std::string::npos);
  const std::pair<const char*, const char*> meant[] = {
      {"shwo Lovik", "there is no command 'shwo'; did you mean `lode show`? See `lode --help`"},
      {"quer", "did you mean `lode query`?"},
      {"rules lst", "did you mean `lode rules list`?"},
      {"query --stor s.db 'said(X, Y)?'",
       "`lode query` has no option --stor; did you mean --store?"},
      {"query 'said(X, Y)?' --limit 3", "'said(X, Q) limit 3?'"},
      {"query 'said(X, Y)?' --json", "--format json"},
      {"entities --csv", "--format csv"},
      {"show lode.db Lovik", "a store is named by an option: --store lode.db"},
      {"show Meridian Motors", "`lode show` takes 1 argument, and 'Motors' is one too many"},
      {"--stor s.db stats", "`lode` has no option --stor; did you mean --store?"},
      {"ask 'owns(X, Y)?'", "there is no command 'ask'; did you mean `lode query`?"},
      {"repl", "did you mean `lode shell`?"},
      {"search --n 5 port", "`lode search` has no option --n; did you mean --limit?"},
      {"query --output csv 'owns(X, Y)?'",
       "`lode query` has no option --output; did you mean --format?"},
      {"search port --from 2025", "`lode search` has no option --from; did you mean --since?"},
      {"stats --db s.db", "`lode stats` has no option --db; did you mean --store?"},
      {"conflicts --about Lovik", "it takes that without an option: `lode conflicts WORDS`"},
      {"query ':help'", "a command such as :help is typed into `lode shell`"},
      {"query '   '", "no query; write it as"},
      {"conflicts 'Meridien Motors'", "did you mean 'Meridian Motors'?"},
      {"show Capitol", "did you mean 'Jade Harbour Capital'?"},
      {"entities Capitol", "no name has 'Capitol' in it; did you mean 'Jade Harbour Capital'?"},
      {"serve --token ''", "--token has no value"},
      {"load port.txt --store port.txt/x", "the store 'port.txt/x' cannot be written: "},
      {"load port.txt --store port.txt", "'port.txt' is a file, and a store is a folder"},
  };
  for (const auto& [command, hint] : meant)
    EXPECT_NE(Run(command).out.find(hint), std::string::npos) << command << "\n"
                                                              << Run(command).out;
  EXPECT_EQ(Run("rules --store lode.db list").status, 0);
  for (const char* command : {"query 'owns(X, Y)?' --timeout -1", "entities --limit -3",
                              "load port.txt --jobs -1", "query 'owns(X, Y)?' -f port.txt"})
    EXPECT_EQ(Run(command).status, 2) << command;
  EXPECT_EQ(Run("--store lode.db stats").status, 0);
  for (const char* command : {"check", "check --mend"}) {
    const auto check = Run(command);
    EXPECT_EQ(check.status, 0) << check.out;
    EXPECT_NE(check.out.find(" entries, 0 of them wrong\n"), std::string::npos) << check.out;
  }
  EXPECT_NE(Run("entities zzzz").out.find("(none)"), std::string::npos);
}

}  // namespace
