// The spelling of the language: case files that anyone can add to.

#include "query/parse.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace lode {
namespace {

struct Line {
  std::size_t number = 0;
  std::string text;
};

std::vector<Line> LinesOf(const std::string& name) {
  std::ifstream in(std::string(LODE_SOURCE_DIR) + "/tests/cases/language/" + name);
  std::vector<Line> lines;
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number)
    if (!text.empty() && text[0] != '#') lines.push_back({number, text});
  EXPECT_FALSE(lines.empty()) << name;
  return lines;
}

std::string Rendered(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += Render(diagnostic);
  return text;
}

TEST(Parse, ReadsEveryLineAsMarked) {
  for (const Line& line : LinesOf("spelling.txt")) {
    const Parsed parsed = Parse(line.text.substr(2));
    EXPECT_EQ(parsed.ok(), line.text[0] == '+')
        << "spelling.txt:" << line.number << ": " << line.text << "\n" << Rendered(parsed.diagnostics);
  }
}

TEST(Parse, HasNoAmbiguity) {
  for (const Line& line : LinesOf("spelling.txt"))
    EXPECT_EQ(CountAmbiguities(line.text.substr(2)), 0u) << line.text;
}

}  // namespace
}  // namespace lode
