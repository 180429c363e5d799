// Finding sentences, sets of articles, folders that are watched.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/shell/program_fixture.h"

namespace {

using lode::shell::testing_program::Outcome;
using lode::shell::testing_program::Program;
using nlohmann::json;
namespace fs = std::filesystem;

class Finding : public Program {
 protected:
  static Outcome Sh(const std::string& line) {
    return RunCommand("LODE='" LODE_PROGRAM "'; " + line);
  }
};

constexpr char kQuay[] = "Quay of Arn sold\n\nSolvik Line bought the quay of Arn on Monday.\n";
constexpr char kShip[] = "Ship launched\n\nThe yard in Lindau launched a ship for Solvik Line.\n";

TEST_F(Finding, APageShowsTheMostToldLinesOfAPredicateAndCountsTheOthers) {
  std::string text;
  for (const std::string firm : {"Nordhaven", "Lovik", "Orvik", "Fernhill"})
    text += "Kestrel Holdings owns " + firm + " Batteries.\n\n";
  Write("kestrel.txt", text);
  Write("lovik.txt", "Kestrel Holdings owns Lovik Batteries.\n");
  ASSERT_EQ(Run("load kestrel.txt lovik.txt --store kestrel.db --quiet").status, 0);
  const Outcome all = Run("show 'Kestrel Holdings' --limit 0 --store kestrel.db");
  EXPECT_NE(all.out.find(", 4 lines\n"), std::string::npos) << all.out;
  EXPECT_EQ(all.out, Run("show 'Kestrel Holdings' --store kestrel.db").out);
  const Outcome one = Run("show 'Kestrel Holdings' --limit 1 --store kestrel.db");
  EXPECT_NE(one.out.find(", 1 line of 4\n"), std::string::npos) << one.out;
  EXPECT_NE(one.out.find("-owns-> Lovik Batteries"), std::string::npos) << one.out;
  EXPECT_EQ(one.out.find("Orvik"), std::string::npos) << one.out;
  EXPECT_NE(one.out.find("left out, --limit 0 shows all\n  3 lines with owns\n"), std::string::npos)
      << one.out;
}

TEST_F(Finding, NamesAreSuggestedForWordsThatNoSentenceHas) {
  const Outcome odd = Run("search Nordhavem port");
  EXPECT_NE(odd.out.find("did you mean 'Nordhaven'"), std::string::npos) << odd.out;
  EXPECT_NE(odd.out.find("`lode search port` (2)"), std::string::npos) << odd.out;
  const Outcome apart = Run("search Nordhaven Monday");
  EXPECT_EQ(apart.out.find("did you mean"), std::string::npos) << apart.out;
}

TEST_F(Finding, LinesOfImportedTriplesAreFoundByTheirNames) {
  Write("quay.txt", kQuay);
  Write("lines.tsv",
        "Solvik Line\towns\tLindau Tower\nUna Moe\tworks-for\tSolvik Line\n"
        "Tor Lind\tvisited\tLindau Tower Museum\n");
  ASSERT_EQ(Run("load quay.txt --store both.db --quiet").status, 0);
  ASSERT_EQ(Run("import lines.tsv --store both.db").status, 0);
  const Outcome named = Run("search Solvik Line --store both.db");
  const std::size_t sentence = named.out.find("bought the quay of Arn");
  const std::size_t owns = named.out.find("Solvik Line owns Lindau Tower\n");
  const std::size_t works = named.out.find("Una Moe works-for Solvik Line\n");
  EXPECT_LT(sentence, owns) << named.out;
  EXPECT_LT(owns, works) << named.out;
  EXPECT_NE(works, std::string::npos) << named.out;
  EXPECT_NE(named.out.find("lines.tsv  #a:"), std::string::npos) << named.out;
  EXPECT_NE(named.out.find(", line 2\n"), std::string::npos) << named.out;
  const Outcome both = Run("search 'una moe' 'works for' --store both.db --format json");
  const json rows = json::parse(both.out);
  ASSERT_EQ(rows.size(), 1u) << both.out;
  EXPECT_EQ(rows[0]["sentence"], 2);
  EXPECT_EQ(rows[0]["begin"], 30);  // behind the first line
  EXPECT_EQ(rows[0]["marks"], json::parse("[[0, 3], [4, 7], [8, 13], [14, 17]]"));
  // All terms must stand in a line, and somebody be named whole.
  EXPECT_NE(Run("search 'Una Moe' Lindau --store both.db").out.find("no sentence found"),
            std::string::npos);
  EXPECT_NE(Run("search museum --store both.db").out.find("no sentence found"), std::string::npos);
  const std::string any = "search --any 'Tor Lind' 'Una Moe' --store both.db --limit ";
  const Outcome two = Run(any + "2");
  EXPECT_LT(two.out.find("Una Moe works-for"), two.out.find("Tor Lind visited")) << two.out;
  EXPECT_EQ(two.out.find("and more"), std::string::npos) << two.out;
  EXPECT_NE(Run(any + "1").out.find("and more: --limit 0 shows all"), std::string::npos);
  EXPECT_EQ(Run("search 'Una Moe' --since 2020 --store both.db").out.find("works-for"),
            std::string::npos);
}

TEST_F(Finding, OfLinesOnlySoManyAreRead) {
  std::string lines;
  for (int i = 0; i < 1100; ++i) lines += "Una Moe\tvisited\tTower " + std::to_string(i) + "\n";
  Write("many.tsv", lines + "Una Moe\tvisited\tThe Last Pier\n");
  ASSERT_EQ(Run("import many.tsv --store many.db").status, 0);
  EXPECT_NE(Run("search 'Una Moe' 'tower 1000' --store many.db").out.find("Una Moe visited"),
            std::string::npos);
  // The 1,101st line of the one name: the other name leads to it, a word does not, but where all
  // lines are asked for.
  const Outcome named = Run("search 'Una Moe' 'the last pier' --store many.db");
  EXPECT_NE(named.out.find("The Last Pier"), std::string::npos) << named.out;
  const Outcome cut = Run("search 'Una Moe' last --store many.db");
  EXPECT_EQ(cut.out.find("Last Pier"), std::string::npos) << cut.out;
  EXPECT_NE(cut.out.find("and more"), std::string::npos) << cut.out;
  const Outcome all = Run("search 'Una Moe' last --store many.db --limit 0");
  EXPECT_NE(all.out.find("The Last Pier"), std::string::npos) << all.out;
}

TEST_F(Finding, OrMakesOneOfTheTermsEnough) {
  for (const char* terms : {"'Lena Brandt OR Lovik'", "Lena Brandt OR Lovik"}) {
    const Outcome found = Run(std::string("search ") + terms);
    EXPECT_NE(found.out.find("lode search --any 'Lena Brandt' 'Lovik'"), std::string::npos)
        << found.out;
    EXPECT_NE(found.out.find("Meridian Motors bought Lovik"), std::string::npos) << found.out;
    EXPECT_NE(found.out.find("sell the port"), std::string::npos) << found.out;
  }
}

TEST_F(Finding, SetsAreLoadedSearchedAndDropped) {
  fs::create_directory(folder_ / "two");
  Write("two/quay.txt", kQuay);
  Write("two/ship.txt", kShip);
  EXPECT_EQ(Run("load two/quay.txt --set north --store s.db").status, 0);
  EXPECT_EQ(Run("load two --store s.db").status, 0);
  const Outcome text = Run("search quay ARN --store s.db");
  EXPECT_NE(text.out.find("Solvik Line bought the quay of Arn on Monday.\n"), std::string::npos);
  EXPECT_NE(text.out.find("sentence 2"), std::string::npos) << text.out;
  const json rows =
      json::parse(Sh("$LODE search 'Solvik Line' --store s.db --format json 2>/dev/null").out);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(
      json::parse(
          Sh("$LODE search 'Solvik Line' --set north --store s.db --format json 2>/dev/null").out)
          .size(),
      1u);
  EXPECT_EQ(Run("search nowhere --store s.db").out, "no sentence found\n");
  EXPECT_EQ(Run("search Solvk --store s.db").out,
            "no sentence found; did you mean 'Solvik Line'?\n");
  EXPECT_NE(Run("search 'monday \"quay of arn\"' --store s.db").out.find("bought the quay"),
            std::string::npos);
  EXPECT_EQ(Run("search 'arn \"of quay\"' --store s.db").out, "no sentence found\n");
  // Words are found in their other forms, those between quotation marks in no other.
  EXPECT_NE(Run("search buying quays --store s.db").out.find("bought the quay"), std::string::npos);
  EXPECT_NE(Run("search 'launch a ship' --store s.db").out.find("launched a ship"),
            std::string::npos);
  EXPECT_EQ(Run("search '\"launch a ship\"' --store s.db").out, "no sentence found\n");
  EXPECT_EQ(Run("search Quays --store s.db").out.find("bought"), std::string::npos)
      << "a word with a capital is a name";
  // A phrase that stands nowhere is looked for word by word.
  const Outcome apart = Run("search 'quay monday' --store s.db");
  EXPECT_NE(apart.out.find("no sentence has these words side by side; all of them have"),
            std::string::npos)
      << apart.out;
  EXPECT_NE(apart.out.find("bought the quay"), std::string::npos) << apart.out;
  // What no sentence has together is told apart.
  EXPECT_NE(Run("search ship monday --store s.db")
                .out.find("no sentence has all of these; some have `lode search ship` (2), `lode "
                          "search monday` (1)\n"),
            std::string::npos)
      << Run("search ship monday --store s.db").out;
  EXPECT_NE(Run("search ship monday quay --store s.db").out.find("`lode search monday quay` (1)"),
            std::string::npos)
      << Run("search ship monday quay --store s.db").out;
  const Outcome open = Run("search 'Café \"quay of' --store s.db");
  EXPECT_EQ(open.status, 2);
  EXPECT_NE(open.out.find("the quotation mark at letter 6 of 'Café \"quay of' is not closed"),
            std::string::npos)
      << open.out;
  EXPECT_NE(Run("search 'quay” of' --store s.db").out.find("letter 5 of 'quay” of' closes none"),
            std::string::npos);
  EXPECT_EQ(Run("search -- - --store s.db").status, 2);
  EXPECT_NE(Run("sets --store s.db --format csv").out.find("north,1,"), std::string::npos);
  EXPECT_EQ(Run("articles --set none --store s.db").status, 2);
  EXPECT_EQ(Run("forget --store s.db").status, 2);
  EXPECT_EQ(Run("forget --set north --store s.db").out, "set north: 0 articles forgotten\n");
  EXPECT_EQ(Run("load two --set '' --store s.db").status, 0);
  EXPECT_EQ(Run("check --store s.db").status, 0);
}

TEST_F(Finding, AWatchLoadsWhatComesAndForgetsWhatGoes) {
  fs::create_directory(folder_ / "in");
  Write("in/quay.txt", kQuay);
  const Outcome outcome = Sh(
      "seen() { for i in $(seq 200); do grep -q \"$1\" log && return; sleep 0.05; done; return 1; "
      "}; "
      "$LODE watch in --mirror --store w.db > log 2>&1 & W=$!; "
      "seen '^+ in: 1' && mkdir in/deep && echo \"" +
      std::string(kShip) +
      "\" > in/deep/.part && mv in/deep/.part in/deep/ship.txt && seen '^+ in/deep/ship.txt: 1' && "
      "$LODE load port.txt --store w.db && rm in/quay.txt && seen '^- in/quay.txt: 1'; "
      "kill -INT $W; wait $W; echo status $?; cat log");
  EXPECT_NE(outcome.out.find("status 0"), std::string::npos) << outcome.out;
  const std::string left = Run("articles --store w.db --format csv").out;
  EXPECT_EQ(left.find("quay"), std::string::npos) << outcome.out;
  EXPECT_NE(left.find("in/deep/ship.txt"), std::string::npos) << outcome.out;
  EXPECT_NE(left.find("port.txt"), std::string::npos) << outcome.out;
  // A watch that begins again sees what went meanwhile.
  fs::remove_all(folder_ / "in/deep");
  EXPECT_EQ(Run("watch in --mirror --once --store w.db").out, "- in/deep/ship.txt: 1 forgotten\n");
  EXPECT_EQ(Run("watch nowhere --store w.db").status, 2);
  EXPECT_EQ(Run("watch ftp://news.example/feed --store w.db").status, 2);
  for (const char* every : {"0s", "15", "m", "9999999d", "-1m"})
    EXPECT_EQ(Run(std::string("watch in --once --store w.db --every=") + every).status, 2) << every;
}

}  // namespace
