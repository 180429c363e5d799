// The program as a user meets it: commands, wrong input, exit statuses.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/shell/program_fixture.h"

namespace {

using lode::shell::testing_program::Outcome;
using lode::shell::testing_program::Program;
using nlohmann::json;
namespace fs = std::filesystem;

TEST_F(Program, AnswersAQueryWithItsSpeaker) {
  const Outcome outcome = Run("query 'said(\"Lena Brandt\", Q)?' --format json");
  ASSERT_EQ(outcome.status, 0) << outcome.out;
  const json rows = json::parse(outcome.out);
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows[0]["Q"]["kind"], "quote");
  EXPECT_NE(rows[0]["Q"]["value"].get<std::string>().find("We will not sell the port"),
            std::string::npos);
}

TEST_F(Program, EveryFormatHoldsTheAnswer) {
  for (const char* format : {"table", "csv", "tsv", "json", "jsonl"}) {
    const Outcome outcome = Run(std::string("query 'owns(X, Y)?' --format ") + format);
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    EXPECT_NE(outcome.out.find("Nordhaven"), std::string::npos) << format << outcome.out;
  }
}

TEST_F(Program, AConnectionIsShownHopByHop) {
  const Outcome table = Run("query 'shortest any{1,3}(X, \"Nordhaven\") as P limit 1?'");
  EXPECT_EQ(table.status, 0) << table.out;
  EXPECT_NE(table.out.find("path 1\n"), std::string::npos) << table.out;
  const Outcome outcome =
      Run("query 'shortest any{1,3}(X, \"Nordhaven\") as P limit 1?' --format json");
  const json rows = json::parse(outcome.out);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0]["P"]["kind"], "path");
  EXPECT_EQ(rows[0]["P"]["nodes"].size(), rows[0]["P"]["hops"].size() + 1);
  EXPECT_FALSE(rows[0]["P"]["hops"][0]["statements"].empty());
}

TEST_F(Program, ParametersAndFilesWork) {
  Write("q.lode", "% who said what\nsaid($who, Q)?\n");
  const Outcome outcome = Run("query -f q.lode --param who='Lena Brandt'");
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_NE(outcome.out.find("sell the port"), std::string::npos) << outcome.out;
}

TEST_F(Program, LimitsAreNamedWithWhatRaisesThem) {
  const Outcome few = Run("query 'triple(X, P, Y)?' --max-rows 2");
  EXPECT_EQ(few.status, 2) << few.out;
  EXPECT_NE(few.out.find("--max-rows"), std::string::npos) << few.out;
  const Outcome small =
      Run("query 'p(0). p(Y) :- p(X), Y = X + 1, Y < 300000. p(X) select count(X)?' --memory-mb 1");
  EXPECT_EQ(small.status, 2) << small.out;
  EXPECT_NE(small.out.find("--memory-mb"), std::string::npos) << small.out;
  const std::string steps = "query 'p(0). p(Y) :- p(X), Y = X + 1, Y < 30. p(X) select count(X)?'";
  const Outcome short_of = Run(steps + " --max-rounds 10");
  EXPECT_EQ(short_of.status, 2) << short_of.out;
  EXPECT_NE(short_of.out.find("--max-rounds"), std::string::npos) << short_of.out;
  EXPECT_EQ(Run(steps + " --max-rounds 100").status, 0);
}

TEST_F(Program, AFailedQueryShowsPlaceAndCaretAndIsNotDone) {
  const Outcome outcome = Run("query 'said(\"Lena Brandt\" Q)?'");
  EXPECT_EQ(outcome.status, 2) << outcome.out;
  EXPECT_NE(outcome.out.find("<query>:1:"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find('^'), std::string::npos) << outcome.out;
}

TEST_F(Program, AMisspeltNameIsMetWithASuggestion) {
  const Outcome outcome = Run("query 'said(\"Lena Brant\", Q)?'");
  EXPECT_EQ(outcome.status, 2) << outcome.out;
  EXPECT_NE(outcome.out.find("Lena Brandt"), std::string::npos) << outcome.out;
}

TEST_F(Program, RulesAreKeptShownReplacedRemoved) {
  Write("chain.lode", "feeds(X, Z) :- owns(X, Y), supplies(Y, Z).\n");
  EXPECT_EQ(Run("rules add chain.lode").status, 0);
  EXPECT_NE(Run("rules add chain.lode").status, 0);  // is there already
  EXPECT_NE(Run("rules show chain").out.find("feeds(X, Z)"), std::string::npos);
  EXPECT_EQ(Run("rules replace chain.lode").status, 0);
  EXPECT_EQ(Run("rules list").out.find("chain") == std::string::npos, false);
  EXPECT_EQ(Run("rules remove chain").status, 0);
  EXPECT_EQ(Run("rules remove chain").status, 2);
  Write("bad.lode", "feeds(X, Z) :- owns(X, Y).\n");
  const Outcome bad = Run("rules add bad.lode");
  EXPECT_EQ(bad.status, 2);
  EXPECT_NE(bad.out.find("bad.lode:1:"), std::string::npos) << bad.out;
}

TEST_F(Program, RulesAreKeptUpToDate) {
  Write("pairs.lode", "pairs(X, Y) :- owns(X, Y).\n");
  const Outcome added = Run("rules add --keep pairs.lode");
  ASSERT_EQ(added.status, 0) << added.out;
  EXPECT_NE(added.out.find("up to date"), std::string::npos) << added.out;
  Write("yards.txt", "Tarn Mills owns Eide Yards.\n");
  ASSERT_EQ(Run("load yards.txt").status, 0);
  EXPECT_NE(Run("query 'pairs(X, Y)?'").out.find("Eide Yards"), std::string::npos);
  EXPECT_NE(Run("query 'explain pairs(X, Y)?'").out.find("kept rows"), std::string::npos);
  EXPECT_NE(Run("rules list").out.find(" row"), std::string::npos) << Run("rules list").out;
  EXPECT_NE(Run("check").out.find("kept rules"), std::string::npos);
  EXPECT_EQ(Run("forget yards.txt").status, 0);
  EXPECT_EQ(Run("query 'pairs(X, Y)?'").out.find("Eide Yards"), std::string::npos);
  EXPECT_EQ(Run("rules remove pairs").status, 0);
}

TEST_F(Program, ExportImportedExportsTheSameBytes) {
  ASSERT_EQ(Run("export --format articles -o a.jsonl").status, 0);
  ASSERT_EQ(Run("export -o s.jsonl").status, 0);
  const Outcome import = Run("import a.jsonl s.jsonl --store copy.db");
  ASSERT_EQ(import.status, 0) << import.out;
  EXPECT_EQ(Run("export --store copy.db").out, Run("export").out);
  EXPECT_EQ(Run("export --format articles --store copy.db").out,
            Run("export --format articles").out);
  EXPECT_NE(Run("export --format ntriples").out.find(" ."), std::string::npos);
}

TEST_F(Program, AForgottenArticleLeavesNoTrace) {
  Write("one.txt", "Orvane Semiconductor makes the Q40 chip.\n");
  Write("two.txt", "Shenhai Microsystems makes the Tianlong chip in Hangzhou.\n");
  ASSERT_EQ(Run("load one.txt --quiet --store f.db").status, 0);
  const std::string before = Run("export --store f.db").out;
  ASSERT_EQ(Run("load two.txt --quiet --store f.db").status, 0);
  EXPECT_NE(Run("export --store f.db").out, before);
  EXPECT_EQ(Run("forget two.txt --store f.db").status, 0);
  EXPECT_EQ(Run("export --store f.db").out, before);
  EXPECT_EQ(Run("forget two.txt --store f.db").status, 2);
  EXPECT_EQ(Run("forget two.txt three.txt --store f.db").status, 2);
  EXPECT_EQ(Run("forget one.txt three.txt --store f.db").status, 1);
}

TEST_F(Program, ABadFileCostsOnlyItself) {
  Write("good.txt", "Halden Industries bought Lovik for $90 million.\n");
  Write("bad.json", "{\"title\": \"x\", ");
  Write("noise.bin", std::string("\x00\x01\x02\x7f"
                                 "ELF\x00\x00\x01",
                                 10));
  const Outcome outcome = Run("load good.txt bad.json noise.bin nowhere.txt --store b.db");
  EXPECT_EQ(outcome.status, 1) << outcome.out;
  for (const char* name : {"bad.json", "noise.bin", "nowhere.txt"})
    EXPECT_NE(outcome.out.find(name), std::string::npos) << name << "\n" << outcome.out;
  EXPECT_NE(outcome.out.find("1 article added"), std::string::npos) << outcome.out;
}

TEST_F(Program, TheSameArticleIsNotLoadedTwice) {
  Write("twice.txt", "Arctura Mining owns the Kitwe mine.\n");
  ASSERT_EQ(Run("load twice.txt --store t.db").status, 0);
  const Outcome again = Run("load twice.txt --store t.db");
  EXPECT_NE(again.out.find("0 articles added, 1 unchanged"), std::string::npos) << again.out;
  Write("twice.txt", "Arctura Mining sold the Kitwe mine.\n");
  const Outcome changed = Run("load twice.txt --store t.db");
  EXPECT_NE(changed.out.find("1 replaced"), std::string::npos) << changed.out;
  EXPECT_EQ(Run("query 'owns(\"Arctura Mining\", X)?' --store t.db").out.find("Kitwe"),
            std::string::npos);
}

TEST_F(Program, TheNumberOfThreadsChangesNothing) {
  const std::string samples = "'" LODE_SOURCE_DIR "/examples/articles'";
  ASSERT_EQ(Run("load " + samples + " --jobs 1 --quiet --store j1.db").status, 0);
  ASSERT_EQ(Run("load " + samples + " --jobs 4 --quiet --store j4.db").status, 0);
  EXPECT_EQ(Run("export --store j1.db").out, Run("export --store j4.db").out);
  EXPECT_EQ(Run("export --format articles --store j1.db").out,
            Run("export --format articles --store j4.db").out);
}

TEST_F(Program, AMissingStoreIsNamed) {
  const Outcome outcome = Run("query 'said(X, Y)?' --store none.db");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.out.find("none.db"), std::string::npos) << outcome.out;
  EXPECT_FALSE(fs::exists(folder_ / "none.db"));
}

TEST_F(Program, NothingLoadedLeavesNoStore) {
  EXPECT_EQ(Run("load nowhere.txt --store none.db").status, 2);
  fs::create_directory(folder_ / "hollow");
  Run("load hollow --store none.db");
  Write("noise.bin", std::string("\x00\x01\x02", 3));
  EXPECT_EQ(Run("load noise.bin --store none.db").status, 1);
  Write("noise.jsonl", "{\"kind\": 3}\n");
  EXPECT_EQ(Run("import noise.jsonl --store none.db").status, 2);
  for (const char* command : {"articles", "entities", "stats", "show x", "export", "forget x",
                              "rules list", "shell", "query 'p(X)?'"}) {
    const Outcome outcome = Run(std::string(command) + " --store none.db");
    EXPECT_EQ(outcome.status, 2) << command;
    EXPECT_NE(outcome.out.find("there is no store at 'none.db'"), std::string::npos) << command;
    EXPECT_FALSE(fs::exists(folder_ / "none.db")) << command;
  }
  fs::create_directory(folder_ / "mine.db");  // not made by the program
  Run("load nowhere.txt --store mine.db");
  EXPECT_TRUE(fs::exists(folder_ / "mine.db"));
}

TEST_F(Program, WrongOptionsAreNotDone) {
  EXPECT_EQ(Run("").status, 2);
  EXPECT_EQ(Run("frobnicate").status, 2);
  EXPECT_EQ(Run("query 'said(X, Y)?' --format poem").status, 2);
  EXPECT_EQ(Run("query").status, 2);
  EXPECT_EQ(Run("show Nobody-At-All").status, 2);
  EXPECT_EQ(Run("--help").status, 0);
  for (const char* command : {"load", "extract", "analyze", "shell", "query", "articles",
                              "entities", "show", "stats", "rules", "export", "import", "forget"}) {
    const Outcome help = Run(std::string(command) + " --help");
    EXPECT_EQ(help.status, 0) << command;
    EXPECT_NE(help.out.find("Examples:"), std::string::npos) << command;
  }
}

TEST_F(Program, TheShellTakesAPipe) {
  Write("session.txt",
        "chain(X, Y) :- owns(X, Y).\nchain(X, Y) :- supplies(X,\n  Y).\nchain(X, "
        "Y)?\n:stats\n:nonsense\n:quit\n");
  const Outcome outcome = Run("shell", "session.txt");
  EXPECT_EQ(outcome.status, 1) << outcome.out;  // for the nonsense
  Write("session2.txt", "owns(X, Y)?\n:stats\n");
  EXPECT_EQ(Run("shell", "session2.txt").status, 0);
  EXPECT_NE(outcome.out.find("Halden Industries"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("articles"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("no command ':nonsense'"), std::string::npos) << outcome.out;
}

TEST_F(Program, TheShellTakesWordsThatPeopleTryFirst) {
  Write("first.txt", "help\n:HELP\n?\nquit\nowns(X, Y)?\n");
  const Outcome outcome = Run("shell", "first.txt");
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  std::size_t helps = 0;
  for (std::size_t at = 0;
       (at = outcome.out.find("A question is a pattern", at)) != outcome.out.npos; ++at)
    ++helps;
  EXPECT_EQ(helps, 3u) << outcome.out;
  EXPECT_EQ(outcome.out.find("Nordhaven"), std::string::npos) << outcome.out;
  Write("bare.txt", ":show\n");
  EXPECT_NE(Run("shell", "bare.txt").out.find(":show ENTITY"), std::string::npos);
}

TEST_F(Program, WordsOfOtherShellsGetTheLineThatIsRight) {
  Write("other.txt", "show Nordhaven\n\\q\nload x.txt\nSELECT * FROM owns;\nowns(X, Y)?\n");
  const Outcome outcome = Run("shell", "other.txt");
  EXPECT_EQ(outcome.status, 1) << outcome.out;
  for (const char* part : {"type  :show Nordhaven", "type  :quit", "type  :load x.txt",
                           "write `owns(X, Y)?`", "Halden Industries"})
    EXPECT_NE(outcome.out.find(part), std::string::npos) << part << "\n" << outcome.out;
}

TEST_F(Program, AWordIsUnderstoodByItsSense) {
  const Outcome outcome = Run("query 'halted(X, Y)?'");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.out.find("did you mean `suspends`"), std::string::npos) << outcome.out;
}

TEST_F(Program, WhatAnEntryOfATimelineTellsHappenedOnItsDay) {
  Write("hours.txt",
        "The port affair hour by hour\n\nHarbour Gazette\nPublished: June 4, 2025\n\n"
        "The Gazette has followed the port since it was put up for sale.\n\nWhat Happened When\n"
        "November 2024:\nHalden Industries bought Nordhaven. Lena Brandt sued Solvik Line.\n"
        "June 2, 2025, 10:30 a.m.:\nMeridian Motors acquired Lovik in May.\n"
        "June 3, 2025, 14:20:\nCorvane Mining did not close its mine in Kitwe. \n");
  ASSERT_EQ(Run("load hours.txt --quiet --store hours.db").status, 0);
  const Outcome times =
      Run("query 'any triple(X, P, Y) @ S, time(S, D) select X, D?' --format csv --store hours.db");
  EXPECT_NE(times.out.find("Halden Industries,2024-11\r\n"), std::string::npos) << times.out;
  EXPECT_NE(times.out.find("Meridian Motors,2025-05\r\n"), std::string::npos) << times.out;
  // Of a second sentence nobody knows, nor of what did not happen.
  EXPECT_EQ(times.out.find("Brandt"), std::string::npos) << times.out;
  EXPECT_EQ(times.out.find("Corvane"), std::string::npos) << times.out;
}

TEST_F(Program, AParameterTakesOneValue) {
  const Outcome outcome = Run("query --param who='Lena Brandt' 'said($who, Q)?'");
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_NE(outcome.out.find("sell the port"), std::string::npos) << outcome.out;
  const Outcome two =
      Run("query --param a='Lena Brandt' --param b=port "
          "'said($a, Q), contains(Q, $b)?'");
  EXPECT_EQ(two.status, 0) << two.out;
}

TEST_F(Program, ALineOfAPageLeadsToItsSentences) {
  const Outcome page = Run("show Nordhaven");
  EXPECT_EQ(page.status, 0);
  for (const char* part : {"what others did", "   1  ", "Halden Industries -owns-> Nordhaven"})
    EXPECT_NE(page.out.find(part), std::string::npos) << part << "\n" << page.out;
  EXPECT_EQ(page.out.find("sentence "), std::string::npos) << page.out;
  EXPECT_NE(Run("show Nordhaven --sources").out.find("sentence "), std::string::npos);
  Write("page.txt", "1\n:show Nordhaven\n1\n:source 999\n:stats twice\n:timing maybe\n");
  const Outcome shell = Run("shell", "page.txt");
  for (const char* part : {"ask something first", "Harbour Gazette", "the lines go from 1 to ",
                           "`:stats` takes nothing behind it", "timing takes on or off"})
    EXPECT_NE(shell.out.find(part), std::string::npos) << part << "\n" << shell.out;
}

// A clause that begins before what was said first, in words that make no sentence.
TEST_F(Program, ATextWithoutSenseIsRead) {
  Write("odd.txt",
        "One address the one who reported says us makes somebody else is called so rivera is a "
        "word falls into.\n");
  EXPECT_EQ(Run("extract odd.txt").status, 0);
}

TEST_F(Program, AQuestionGoesOnOverAnEmptyLine) {
  Write("gap.txt", "owns(X, Y),\n\nowns(X, Y)?\n");
  const Outcome outcome = Run("shell", "gap.txt");
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_NE(outcome.out.find("Halden Industries"), std::string::npos) << outcome.out;
}

TEST_F(Program, RulesAreListedByWhatTheyDefine) {
  Write("kin.lode",
        "% no. rule(\nfar(X, Y) :- owns(X, Y).\nfar(X, \"a. b(\") :- owns(X, _).\n"
        "near(X, 0.5) :- owns(X, _).\n");
  ASSERT_EQ(Run("rules add kin.lode").status, 0);
  const Outcome list = Run("rules list --format csv");
  EXPECT_NE(list.out.find("kin,3,\"far, near\""), std::string::npos) << list.out;
  EXPECT_EQ(Run("rules list").out.find(":-"), std::string::npos);
  EXPECT_EQ(Run("rules remove kin").status, 0);
}

TEST_F(Program, AnOpenShellSeesWhatIsLoadedBesideIt) {
  Write("first.txt", "Tarn Mills owns Lund Docks.\n");
  Write("second.txt", "Tarn Mills owns Eide Yards.\n");
  ASSERT_EQ(Run("load --store beside.db first.txt --quiet").status, 0);
  const Outcome outcome = RunCommand(
      "{ echo 'mine(X) :- owns(_, X).'; echo 'mine(X)?';"
      "  until grep -q '1 answer' seen.txt 2>/dev/null; do sleep 0.02; done;"
      "  '" LODE_PROGRAM
      "' load --store beside.db second.txt --quiet >&2 || echo ':failed';"
      "  echo 'mine(X)?'; echo ':rule kept(X) :- owns(X, _).'; echo 'kept(X)?'; }"
      " | '" LODE_PROGRAM "' shell --store beside.db > seen.txt 2>&1; cat seen.txt");
  for (const char* part :
       {"(the store has changed: 2 articles", "Eide Yards", "kept in the store", "Tarn Mills"})
    EXPECT_NE(outcome.out.find(part), std::string::npos) << part << "\n" << outcome.out;
  EXPECT_EQ(outcome.out.find("failed"), std::string::npos) << outcome.out;
}

TEST_F(Program, AnArticleIsShownWithWhatWasReadInIt) {
  const Outcome plain = Run("article port.txt");
  EXPECT_EQ(plain.status, 0) << plain.out;
  EXPECT_NE(plain.out.find("Port stays public\nHarbour Gazette, 2025-06-03\n#a:"),
            std::string::npos)
      << plain.out;
  EXPECT_NE(plain.out.find("\nJade Harbour Capital is based in Hong Kong. Halden"),
            std::string::npos)
      << plain.out;
  const Outcome read = Run("article 'Port stays public' --statements");
  EXPECT_NE(read.out.find("Halden Industries owns Nordhaven.\n      Halden Industries -owns-> "),
            std::string::npos)
      << read.out;
  EXPECT_NE(Run("article nowhere.txt").out.find("`lode articles PART` finds one"),
            std::string::npos);
  // Every id that is printed is taken.
  const std::string article = plain.out.substr(plain.out.find("a:"), 14);
  EXPECT_EQ(Run("show " + article).out, plain.out);
  const json rows = json::parse(Run("query 'owns(X, Y) @ S limit 1?' --format json").out);
  const Outcome statement = Run("show " + rows[0]["S"]["value"].get<std::string>());
  EXPECT_NE(statement.out.find("Halden Industries -owns-> Nordhaven"), std::string::npos)
      << statement.out;
}

// One name in two spellings: joined with a reason, parted by hand, joined again.
TEST_F(Program, ConfidenceIsShownAndAskedFor) {
  const Outcome plain = Run("query 'owns(X, Y)?'");
  EXPECT_EQ(plain.out.find("confidence"), std::string::npos) << plain.out;
  const Outcome shown = Run("query 'owns(X, Y)?' --confidence");
  EXPECT_NE(shown.out.find("confidence"), std::string::npos) << shown.out;
  EXPECT_NE(Run("query 'owns(X, Y)?' --min-confidence 1").out.find("no answers"),
            std::string::npos);
  EXPECT_EQ(Run("query 'owns(X, Y)?' --min-confidence 2").status, 2);
  EXPECT_NE(Run("show Nordhaven --confidence").out.find("(0."), std::string::npos)
      << Run("show Nordhaven --confidence").out;
  Write("set.txt", ":set confidence on\nowns(X, Y)?\n:set min-confidence 1\nowns(X, Y)?\n:set x\n");
  const Outcome shell = Run("shell", "set.txt");
  for (const char* part :
       {"confidence is on", "min-confidence is 1.00", "no answers", "there is no setting 'x'"})
    EXPECT_NE(shell.out.find(part), std::string::npos) << part << "\n" << shell.out;
}

TEST_F(Program, WhatIsLeftOutForItsConfidenceIsCounted) {
  Write("one.txt", "Halden Foods owns Tarn Docks.\n");
  const Outcome read = Run("extract one.txt --min-confidence 0.99");
  EXPECT_NE(read.out.find("left out; --min-confidence 0 shows all"), std::string::npos) << read.out;
  const Outcome all = Run("extract one.txt --min-confidence 0");
  EXPECT_EQ(all.out.find("left out"), std::string::npos) << all.out;
  const Outcome load = Run("load one.txt --min-confidence 0.99");
  EXPECT_NE(load.out.find("less sure one"), std::string::npos) << load.out;
}

TEST_F(Program, ContradictionsAreListedWithTheirSources) {
  Write("one.txt", "Halden Foods owns Tarn Docks.\n");
  Write("two.txt", "Halden Foods does not own Tarn Docks.\n");
  ASSERT_EQ(Run("load --store conflict.db one.txt two.txt --quiet").status, 0);
  const Outcome found = Run("conflicts --store conflict.db");
  EXPECT_EQ(found.status, 0);
  for (const char* part :
       {"negated", "(sources: 1)", "Halden Foods owns Tarn Docks.", "(1 contradiction)"})
    EXPECT_NE(found.out.find(part), std::string::npos) << part << "\n" << found.out;
  EXPECT_NE(Run("conflicts 'Tarn Docks' --store conflict.db").out.find("(1 contradiction)"),
            std::string::npos);
  EXPECT_NE(Run("conflicts 'Halden Foods' --store conflict.db --format jsonl").out.find("\"one\""),
            std::string::npos);
  EXPECT_NE(Run("conflicts").out.find("(0 contradictions)"), std::string::npos);
}

TEST_F(Program, MergesAreListedAndUndone) {
  Write("a.txt",
        "Port News\n\nJos\xC3\xA9 Almeida runs the harbour. Jos\xC3\xA9 Almeida said it would "
        "grow.\n");
  Write("b.txt",
        "Ship News\n\nJose Almeida sold two ferries. Jose Almeida said the ferries were old.\n");
  ASSERT_EQ(Run("load a.txt b.txt --quiet --store two.db").status, 0);
  const std::string ask = "query 'spoke(\"Jose Almeida\", X)?' --store two.db";
  const std::string names = "'Jos\xC3\xA9 Almeida' 'Jose Almeida' --store two.db";
  EXPECT_NE(Run("merges --store two.db").out.find("same-letters"), std::string::npos);
  EXPECT_NE(Run(ask).out.find("would grow"), std::string::npos);
  EXPECT_EQ(Run("apart " + names).status, 0);
  EXPECT_EQ(Run("merges --store two.db").out.find("same-letters"), std::string::npos);
  EXPECT_EQ(Run(ask).out.find("would grow"), std::string::npos);
  EXPECT_EQ(Run("apart --undo " + names).status, 0);
  EXPECT_NE(Run(ask).out.find("would grow"), std::string::npos);
  const Outcome strangers = Run("apart Nobody 'Jose Almeida' --store two.db");
  EXPECT_EQ(strangers.status, 2);
  EXPECT_NE(strangers.out.find("merges"), std::string::npos) << strangers.out;
}

TEST_F(Program, AStoreThatMayNotBeWrittenIsRead) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  Run("load port.txt --quiet --store fixed.db");
  RunCommand("chmod -R a-w fixed.db");
  Write("ask.txt", "owns(X, Y)?\n");
  const Outcome outcome = Run("shell --store fixed.db", "ask.txt");
  EXPECT_NE(outcome.out.find("Nordhaven"), std::string::npos) << outcome.out;
  EXPECT_EQ(Run("load port.txt --store fixed.db").status, 2);
  RunCommand("chmod -R u+w fixed.db");
}

TEST_F(Program, AnalyzeKeepsEveryCharacter) {
  const std::string text =
      "Title line\n\nIt isn't  over ,they said.[1]\n\n\xE5\x8D\x8E\xE4\xB8\xBA  "
      "\xE2\x80\x9Cno\xE2\x80\x9D \n";
  Write("odd.txt", text);
  const Outcome outcome = Run("analyze odd.txt");
  ASSERT_EQ(outcome.status, 0) << outcome.out;
  std::string rebuilt;
  std::istringstream lines(outcome.out);
  int covered = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) covered = 0;
    if (line.empty() || line[0] == '#') continue;
    const std::string id = line.substr(0, line.find('\t'));
    const std::string rest = line.substr(id.size() + 1);
    const std::string form = rest.substr(0, rest.find('\t'));
    if (const std::size_t dash = id.find('-'); dash != id.npos) {
      covered = std::stoi(id.substr(dash + 1));
      rebuilt += form;
    } else if (std::stoi(id) > covered) {
      rebuilt += form;
    }
  }
  std::string want;
  for (char c : text)
    if (c != ' ' && c != '\n') want += c;
  EXPECT_EQ(rebuilt, want);
}

TEST_F(Program, AMessageOfALimitNamesAnOptionThatRaisesIt) {
  Write("long.txt", "Yard sold\n\nAnn Berg sold the yard, and then she sold the boats.\n");
  for (const std::string name : {"--max-article-bytes", "--max-file-bytes"}) {
    const Outcome refused = Run("load long.txt --store limits.db " + name + " 20");
    EXPECT_NE(refused.status, 0);
    EXPECT_NE(refused.out.find("raise it with " + name), std::string::npos) << refused.out;
    EXPECT_EQ(Run("load long.txt --store limits.db " + name + " 2000").status, 0);
    std::filesystem::remove_all(folder_ / "limits.db");
  }
}

}  // namespace
