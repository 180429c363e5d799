// What the interactive shell does with an answer beyond printing it: rows lead to their
// evidence, words to their meaning, settings to other ways of asking.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "shell/pages/readable_answer.h"
#include "tests/shell/program_fixture.h"
#include "views/row_question.h"

namespace lode::shell {
namespace {

using testing_program::Outcome;
using testing_program::Program;

class Repl : public Program {
 protected:
  static std::string Shell(const std::string& lines) {
    Write("lines.txt", lines);
    return Run("shell", "lines.txt").out;
  }
  static void Expect(const std::string& out, std::initializer_list<const char*> parts) {
    for (const char* part : parts)
      EXPECT_NE(out.find(part), std::string::npos) << part << " is not in:\n" << out;
  }
};

TEST_F(Repl, ARowLeadsToItsProofAndSentences) {
  const std::string out = Shell(
      "owns(X, Y), acquired(Z, W)?\n"
      "1\n"
      ":why 1\n"
      ":why 9\n");
  Expect(out, {"Halden Industries -owns-> Nordhaven\n  \"Halden Industries owns Nordhaven.\"",
               "Meridian Motors -acquired-> Lovik", "this-row(", "the rows go from 1 to 1"});
  Expect(Shell(":why 1\n:why x\n"), {"no answer with rows yet", "'x' is no number"});
}

TEST_F(Repl, TheRowIsTheOneThatWasSeen) {
  const std::string out = Shell(
      ":set numbers on\n"
      "triple(X, P, Y) select X, P, count(Y) as N order by N desc?\n"
      ":source 2\n");
  const std::size_t row = out.find("\n2  "), answer = out.find(" -", row);
  ASSERT_NE(row, std::string::npos) << out;
  const std::string name = out.substr(row + 4, out.find("  ", row + 4) - row - 4);
  EXPECT_EQ(out.substr(answer - name.size(), name.size()), name) << out;
}

TEST_F(Repl, SourcesAreAColumn) {
  Expect(Shell(":set sources on\nowns(X, Y)?\n"), {"sources", "Harbour Gazette 2025-06-03"});
  Expect(Shell(":set sources on\n:format json\nowns(X, Y)?\n"),
         {R"("sources": {"kind": "text", "value": "Harbour Gazette 2025-06-03"})"});
}

TEST_F(Repl, WordsAndNamesAreDescribed) {
  Expect(Shell(":describe owns\n"), {"a predicate of the schema", "says", "1 statement\n",
                                     "Halden Industries -owns-> Nordhaven"});
  Expect(Shell(":describe \"Meridian Motors\"\n"),
         {"Meridian Motors, company", "1 statement in 1 article", "as subject  acquired 1"});
  Expect(Shell(":describe lena brnt\n"), {"neither a predicate nor a name", "Lena Brandt"});
  Expect(Shell(":types\n"), {"company", "such as"});
  Expect(Shell(":predicates own\n"), {"owns"});
  Expect(Shell(":describe\n"), {"write it as  :describe NAME"});
}

TEST_F(Repl, ARoleIsDescribed) {
  Write("cells.txt", "Nordhaven supplies cells to Meridian Motors.\n");
  ASSERT_EQ(Run("load cells.txt --store cells.db --quiet").status, 0);
  const auto shell = [](const std::string& lines) {
    Write("lines.txt", lines);
    return Run("shell cells.db", "lines.txt").out;
  };
  for (const char* line : {"to:\n", ":describe to:\n", ":describe to\n"})
    Expect(shell(line), {"to:, a role", "carried by  supplies 1", "supplies(X, Y, to: Z)?",
                         "Nordhaven -supplies-> cells"});
  Expect(shell("about:\n"), {"no statement here has the role 'about:'"});
  Expect(shell("about: cells?\n"), {"write `triple(X, P, Y, about: \"cells\")?`"});
}

TEST_F(Repl, AGraphIsDrawnAsLinesOrIntoAFile) {
  Expect(Shell(":graph Meridian Motors\n"), {"Meridian Motors", "  -acquired-> Lovik"});
  Expect(Shell(":graph Lovik\n"), {"  <-acquired- Meridian Motors"});
  Expect(Shell(":graph \"Lovik\" -> drawn.svg\n"), {"drawn into 'drawn.svg'"});
  std::ifstream file(folder_ / "drawn.svg");
  EXPECT_TRUE(std::string(std::istreambuf_iterator<char>(file), {}).starts_with("<svg"));
  Expect(Shell(":graph Lovik -> drawn.png\n"), {"ends in .html, .svg, .dot or .txt"});
  Expect(Shell(":graph Lovk\n"), {"nothing in the store is called 'Lovk'; did you mean 'Lovik'?"});
}

TEST_F(Repl, APathIsAskedForByTwoNames) {
  const char* kHop = "Meridian Motors -acquired-> Lovik";
  Expect(Shell(":path \"Meridian Motors\" \"Lovik\"\n"), {kHop});
  Expect(Shell(":path Meridian Motors -> Lovik\n"), {kHop});
  Expect(Shell(":path Meridian Motors Lovik\n"), {kHop});
  Expect(Shell(":path Meridian Motors to Lovik\n"), {kHop});
  Expect(Shell("Meridian Motors\n"), {"a name alone asks nothing: type  :show Meridian Motors\n"});
  Expect(Shell("Lovik?\n"), {"a name alone asks nothing: type  :show Lovik\n"});
  Expect(Shell("show tables;\n"), {"commands begin with ':' here: type  :predicates\n"});
  Expect(Shell("quit()\n"), {"commands begin with ':' here: type  :quit\n"});
  Expect(Shell("\\d said\n"), {"commands begin with ':' here: type  :describe said\n"});
  Expect(Shell("\\d\n"), {"commands begin with ':' here: type  :predicates\n"});
  Expect(Shell(":MATCH (a)-[:SAID]->(b) RETURN b\n"),
         {"a question has no ':' before it\n", "this is Cypher", "write `said(X, Y)?`"});
  Expect(Shell(":select * from said\n"),
         {"a question has no ':' before it\n", "this is SQL", "write `said(X, Y)?`"});
  Expect(Shell(":find cobalt ore\n"),
         {"sentences are found by  sentences(A, N, T), contains(T, \"cobalt ore\") select T?"});
  Expect(Shell("Lovik AND Orvane?\n"),
         {"sentences that have both are found by  sentences(A, N, T), contains(T, \"Lovik\"), "
          "contains(T, \"Orvane\") select T?\n"});
  Expect(Shell(":shwo Lovik\n"), {"there is no command ':shwo'; did you mean :show?"});
  Expect(Shell(":describe suplies\n"), {"did you mean supplies?"});
  Expect(Shell(":articles Lovk | head\n"), {"no article has 'Lovk | head' in its title"});
  Expect(Shell(":entities Lovk\n"), {"no name has 'Lovk' in it; did you mean 'Lovik'?"});
  Expect(Shell(":path Meridian Motors\n"), {"nobody and nothing is known as \"Motors\""});
  Expect(Shell(":path Meridian Motors Nowhere Else\n"), {"write it as  :path"});
}

TEST_F(Repl, SettingsReachTheQuestions) {
  Expect(Shell(":set\n"), {"timeout", "60", "max-rows", "1000000"});
  Expect(Shell(":set max-rows 1\ntriple(X, P, Y)?\n"), {"max-rows is 1", "limit"});
  Expect(Shell(":set max-rounds 5\np(0). p(Y) :- p(X), Y = X + 1, Y < 30. p(X)?\n"),
         {"max-rounds is 5", "limit `rounds` of 5", "--max-rounds"});
  Expect(Shell(":set $who \"Lena Brandt\"\nsaid($who, Q)?\n:set $who\nsaid($who, Q)?\n"),
         {"$who is Lena Brandt", "We will not sell the port", "has no value"});
  Expect(Shell(":set timeout soon\n:set sauce on\n"),
         {"timeout takes a number of seconds", "there is no setting 'sauce'"});
}

TEST_F(Repl, AnswersHaveTheFormatThatIsWanted) {
  Expect(Shell(":format markdown\nowns(X, Y)?\n"),
         {"| X | Y |\n| --- | --- |\n| Halden Industries | Nordhaven |\n"});
  Expect(Shell(":format record\nowns(X, Y)?\n"),
         {"-- 1 --\nX  Halden Industries\nY  Nordhaven\n(1 answer"});
  Expect(Run("query 'owns(X, Y)?' --format markdown").out, {"| Halden Industries | Nordhaven |"});
  Expect(Shell(":format pie\n"), {"format takes table, record, markdown, csv, tsv, json or jsonl"});
}

TEST_F(Repl, AnswersGoToAFile) {
  const std::string out =
      Shell(":format csv\n:output rows.csv\nowns(X, Y)?\n:output\nacquired(X, Y)?\n");
  std::ifstream file(folder_ / "rows.csv");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}),
            "X,Y\r\nHalden Industries,Nordhaven\r\n");
  EXPECT_EQ(out.find("Nordhaven"), std::string::npos) << out;
  Expect(out, {"Meridian Motors,Lovik"});
  Expect(Shell(":output no/such/folder.csv\n"), {"cannot be written"});
}

TEST_F(Repl, StoresAreLoadedAndChangedFromInside) {
  Write("yard.txt", "Tarn Docks owns Lakeside Yard.\n");
  ASSERT_EQ(Run("load yard.txt --store other.db --quiet").status, 0);
  Expect(Shell(":open other.db\nowns(X, Y)?\n:open nowhere.db\nowns(X, Y)?\n"),
         {"Lakeside Yard", "there is no store at 'nowhere.db'", "Lakeside Yard"});
  Write("kiln.txt", "Orvik Foods owns Kiln Street Bakery.\n");
  Expect(Shell(":open other.db\n:load kiln.txt\nowns(X, Y)?\n"), {"Kiln Street Bakery"});
}

TEST_F(Repl, AnEditorChangesTheLastQuestion) {
  Write("editor", "#!/bin/sh\nsed -i s/owns/acquired/ \"$1\"\n");
  Write("lines.txt", "owns(X, Y)?\n:edit\n");
  const std::string shell = "'" LODE_PROGRAM "' shell < lines.txt 2>&1";
  Expect(RunCommand("chmod +x editor; EDITOR=./editor " + shell).out, {"acquired(X, Y)?", "Lovik"});
  Expect(RunCommand("VISUAL=false " + shell).out, {"nothing is run"});
}

TEST(ConditionsOf, IsTheQuestionWithoutWhatAsksForRows) {
  EXPECT_EQ(views::ConditionsOf("?- p(X), q(X, \"select y\") select X limit 3."),
            "p(X), q(X, \"select y\")");
  EXPECT_EQ(views::ConditionsOf("Who: limit(X, Y) order by X?"), "Who: limit(X, Y)");
  EXPECT_EQ(views::ConditionsOf("denied p(X, Y)?"), "denied p(X, Y)");
  EXPECT_EQ(views::ConditionsOf("why p(X)?"), "");
  EXPECT_EQ(views::ConditionsOf("why(X, Y)?"), "why(X, Y)");
  EXPECT_EQ(views::ConditionsOf("p(X) :- q(X)."), "");
}

Answer AnswerOf(const std::string& query, const std::vector<std::string>& columns,
                const std::vector<std::vector<std::string>>& rows) {
  Answer answer;
  answer.query = query;
  answer.columns = columns;
  for (const auto& row : rows) {
    std::vector<Value>& values = answer.rows.emplace_back();
    for (const std::string& cell : row) {
      Value& value = values.emplace_back();
      value.kind = cell.starts_with("st:") ? ValueKind::kStatement : ValueKind::kEntity;
      value.text = value.entity.id = value.entity.name = cell;
    }
  }
  return answer;
}

using Places = std::vector<std::size_t>;

TEST(ReadableOf, IdsThatOnlyJoinAreLeftOut) {
  const std::vector<std::vector<std::string>> rows = {{"a", "st:1"}};
  EXPECT_EQ(ReadableOf(AnswerOf("p(X, y) @ S, confidence(S, 1)?", {"X", "S"}, rows)).columns,
            Places({0}));
  EXPECT_EQ(ReadableOf(AnswerOf("p(X, \"S\") @ S?", {"X", "S"}, rows)).columns, Places({0, 1}));
  EXPECT_EQ(ReadableOf(AnswerOf("p(X, y) @ S, q(S) select X, S?", {"X", "S"}, rows)).columns,
            Places({0, 1}));
}

TEST(ReadableOf, APairThatHoldsBothWaysStandsOnce) {
  const auto rows_of = [](const std::vector<std::vector<std::string>>& rows) {
    return ReadableOf(AnswerOf("p(X, Y)?", {"X", "Y"}, rows)).rows;
  };
  EXPECT_EQ(rows_of({{"a", "b"}, {"b", "a"}, {"c", "c"}}), Places({0, 2}));
  EXPECT_EQ(rows_of({{"a", "b"}, {"b", "a"}, {"c", "d"}}), Places({0, 1, 2}));
  const Answer with_speaker =
      AnswerOf("W: p(X, Y)?", {"W", "X", "Y"}, {{"w", "a", "b"}, {"w", "b", "a"}});
  EXPECT_EQ(ReadableOf(with_speaker).rows, Places({0}));
  EXPECT_TRUE(ReadableOf(with_speaker).both_ways);
}

}  // namespace
}  // namespace lode::shell
