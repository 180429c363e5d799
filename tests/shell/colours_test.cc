// What is typed, in colours: each character stays where it was.

#include "shell/repl/colours.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lode::shell {
namespace {

Terminal WithColours() {
  Terminal terminal;
  terminal.colour = true;
  return terminal;
}

std::string WithoutCodes(std::string text) {
  for (std::size_t at = 0; (at = text.find('\x1b', at)) != text.npos;)
    text.erase(at, text.find('m', at) + 1 - at);
  return text;
}

TEST(Colours, TellPredicatesVariablesStringsNumbersKeywordsAndCommentsApart) {
  const Terminal terminal = WithColours();
  const auto painted = [&](Style style, const char* text) { return terminal.Paint(style, text); };
  EXPECT_EQ(Coloured("any owns(X, \"Lovik\", amount: 5) select X? % so", terminal),
            painted(Style::kBold, "any") + " " + painted(Style::kPredicate, "owns") + "(" +
                painted(Style::kName, "X") + ", " + painted(Style::kText, "\"Lovik\"") + ", " +
                painted(Style::kPredicate, "amount") + ": " + painted(Style::kNote, "5") + ") " +
                painted(Style::kBold, "select") + " " + painted(Style::kName, "X") + "? " +
                painted(Style::kDim, "% so"));
  EXPECT_EQ(Coloured(":show Lovik", terminal), painted(Style::kBold, ":show") + " Lovik");
  EXPECT_EQ(Coloured("select(X", terminal),
            painted(Style::kPredicate, "select") + "(" + painted(Style::kName, "X"));
}

TEST(Colours, LeaveEveryCharacterWhereItWas) {
  const std::vector<std::string> inputs = {"",
                                           "\"",
                                           "\"a\\",
                                           "p(X, \"open",
                                           "p(X), P > 60%, Q < 5 % a share",
                                           "\"\xe6\x9d\xb1\"(\xc3\xa9-a, $who",
                                           "p(X, % why\n  \"Y\n z\")?",
                                           "---",
                                           "%",
                                           "$",
                                           "9%%"};
  for (const std::string& input : inputs) {
    EXPECT_EQ(WithoutCodes(Coloured(input, WithColours())), input);
    EXPECT_EQ(Coloured(input, Terminal()), input);
  }
}

}  // namespace
}  // namespace lode::shell
