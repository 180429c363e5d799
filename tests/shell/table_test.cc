#include "shell/terminal/table.h"

#include <gtest/gtest.h>

#include <sstream>

#include "shell/repl/completion.h"
#include "shell/terminal/clean_output.h"
#include "shell/terminal/progress.h"

namespace lode::shell {
namespace {

Terminal Wide(int columns) {
  Terminal terminal;
  terminal.columns = columns;
  return terminal;
}

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(DisplayWidth("port"), 4);
  EXPECT_EQ(DisplayWidth("caf\xC3\xA9"), 4);
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1);                 // a combining accent takes no column
  EXPECT_EQ(DisplayWidth("\xE5\x8D\x8E\xE4\xB8\xBA"), 4);  // two Chinese characters
  EXPECT_EQ(DisplayWidth("\xFF"), 1);                      // a broken byte does not derail
}

TEST(FitColumns, CutsBetweenCharacters) {
  EXPECT_EQ(FitColumns("\xE5\x8D\x8E\xE4\xB8\xBA", 3), "\xE5\x8D\x8E");
  EXPECT_EQ(FitColumns("abc", 8), "abc");
}

TEST(Wrap, BreaksBetweenWords) {
  EXPECT_EQ(Wrap("one two three", 8), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(Wrap("abcdefghij", 4), (std::vector<std::string>{"abcd", "efgh", "ij"}));
  EXPECT_EQ(Wrap("", 4), (std::vector<std::string>{""}));
  EXPECT_EQ(Wrap("a\nb\tc", 10), (std::vector<std::string>{"a b c"}));
}

TEST(CleanForTerminal, NothingOfATextSteersTheTerminal) {
  EXPECT_EQ(CleanForTerminal("plain caf\xC3\xA9\t\n"), "plain caf\xC3\xA9\t\n");
  EXPECT_EQ(CleanForTerminal("\x1b[36mname\x1b[0m"), "\x1b[36mname\x1b[0m");
  EXPECT_EQ(CleanForTerminal("\x1b[2J"), "\uFFFD[2J");
  EXPECT_EQ(CleanForTerminal("\x1b]0;title\a"), "\uFFFD]0;title\uFFFD");
  EXPECT_EQ(CleanForTerminal("a\xC2\x9B"
                             "31m"),
            "a\uFFFD31m");  // C1: the same as ESC [
  EXPECT_EQ(CleanForTerminal("a\u202Eb"),
            "a\uFFFD"
            "b");  // turns the direction
  EXPECT_EQ(CleanForTerminal("\xFF"), "\uFFFD");
}

TEST(CleanForTerminal, CharactersAndCodesMayComeInPieces) {
  std::string carry;
  EXPECT_EQ(CleanForTerminal("caf\xC3", carry), "caf");
  EXPECT_EQ(CleanForTerminal("\xA9\x1b[3", carry), "\xC3\xA9");
  EXPECT_EQ(CleanForTerminal("6mx", carry), "\x1b[36mx");
  std::ostringstream out;
  {
    const CleanStream clean(out);
    out << "a\x1b[2Jb" << '\a' << std::flush;
  }
  out << '\a';
  EXPECT_EQ(out.str(), "a\uFFFD[2Jb\uFFFD\a");
}

TEST(WithoutFormulas, NumbersStayNumbers) {
  EXPECT_EQ(WithoutFormulas({"=1+1", "-5", "-x", "@a", "plain", "+1", ""}),
            (Row{"'=1+1", "-5", "'-x", "'@a", "plain", "'+1", ""}));
}

TEST(WriteTable, FitsTheTerminal) {
  std::ostringstream out;
  WriteTable(
      {"who", "words"},
      {{"Ana Rivera", "we will not sell the harbour to anybody, now or later"}, {"Li", "no"}},
      Wide(40), out);
  std::istringstream lines(out.str());
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count)
    EXPECT_LE(DisplayWidth(line), 40) << line;
  EXPECT_GT(count, 4);
}

TEST(WriteTable, CutsNothingInAPipe) {
  std::ostringstream out;
  const std::string words(500, 'x');
  WriteTable({"words"}, {{words}}, Terminal(), out);
  EXPECT_NE(out.str().find(words), std::string::npos);
}

TEST(WriteTable, NeverPassesControlCharactersOn) {
  std::ostringstream out;
  WriteTable({"x"}, {{"a\x1b[31mb"}}, Terminal(), out);
  EXPECT_EQ(out.str().find('\x1b'), std::string::npos);
}

TEST(WriteCsv, QuotesWhatNeedsIt) {
  std::ostringstream out;
  WriteCsv({"plain", "with, comma", "say \"no\"", "two\nlines"}, out);
  EXPECT_EQ(out.str(), "plain,\"with, comma\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
}

TEST(WriteTsv, EscapesWhatWouldBreakARow) {
  std::ostringstream out;
  WriteTsv({"a\tb", "c\nd", "e\\f"}, out);
  EXPECT_EQ(out.str(), "a\\tb\tc\\nd\te\\\\f\n");
}

TEST(CommonFront, IsWhatAllCandidatesShare) {
  EXPECT_EQ(CommonFront({"supplies", "supports"}), "supp");
  EXPECT_EQ(CommonFront({"said"}), "said");
  EXPECT_EQ(CommonFront({"a", "b"}), "");
  EXPECT_EQ(CommonFront({}), "");
}

TEST(Duration, ReadsLikeAClock) {
  EXPECT_EQ(Duration(0.2), "0.2 s");
  EXPECT_EQ(Duration(65), "1:05");
  EXPECT_EQ(Duration(3725), "1:02:05");
}

}  // namespace
}  // namespace lode::shell
