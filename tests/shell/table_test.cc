#include "shell/table.h"

#include <gtest/gtest.h>

#include <sstream>

#include "shell/completion.h"
#include "shell/progress.h"

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
