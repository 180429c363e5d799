// Every command in the documentation is run, and what it prints is compared with what
// the page shows. A console block is a list of `$ command` lines, each followed by its
// output; a line `...` stands for any lines, and
// `...` in a line for any characters. One folder for each page, in which the
// sample articles lie as `examples/`.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Command {
  int line = 0;
  std::string text;
  std::vector<std::string> output;
};

struct Block {
  int line = 0;
  std::string language;
  std::vector<std::string> lines;
};

std::string Contents(const fs::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<Block> BlocksOf(const fs::path& page) {
  std::vector<Block> blocks;
  std::ifstream file(page);
  bool inside = false;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.rfind("```", 0) == 0) {
      if (!inside) blocks.push_back({number, line.substr(3), {}});
      inside = !inside;
    } else if (inside) {
      blocks.back().lines.push_back(line);
    }
  }
  return blocks;
}

std::vector<Command> CommandsOf(const Block& block) {
  std::vector<Command> commands;
  int number = block.line;
  for (const std::string& line : block.lines) {
    ++number;
    if (line.rfind("$ ", 0) == 0)
      commands.push_back({number, line.substr(2), {}});
    else if (!commands.empty())
      commands.back().output.push_back(line);
  }
  return commands;
}

// "22 articles added in ..." matches any end; without "..." the lines are equal.
bool MatchesLine(const std::string& want, const std::string& have) {
  const std::size_t dots = want.find("...");
  if (dots == want.npos) return want == have;
  const std::string end = want.substr(dots + 3);
  return have.size() >= dots + end.size() && have.compare(0, dots, want, 0, dots) == 0 &&
         have.compare(have.size() - end.size(), end.size(), end) == 0;
}

bool Matches(const std::vector<std::string>& want, std::size_t i,
             const std::vector<std::string>& have, std::size_t j) {
  if (i == want.size()) return j == have.size();
  if (want[i] == "...") {
    for (std::size_t k = j; k <= have.size(); ++k)
      if (Matches(want, i + 1, have, k)) return true;
    return false;
  }
  return j < have.size() && MatchesLine(want[i], have[j]) && Matches(want, i + 1, have, j + 1);
}

class Docs : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "lode-docs-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    fs::create_directory(folder_ / "bin");
    fs::create_symlink(LODE_PROGRAM, folder_ / "bin" / "lode");
    fs::create_directory_symlink(fs::path(LODE_SOURCE_DIR) / "examples", folder_ / "examples");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void Run(const Command& command, const std::string& page) {
    const std::string text = "cd '" + folder_.string() +
                             "' && export PATH=\"$PWD/bin:$PATH\" && { " + command.text +
                             "\n} 2>&1 </dev/null";
    std::FILE* pipe = popen(text.c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::string printed;
    char buffer[4096];
    for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) printed.append(buffer, n);
    const int status = pclose(pipe);
    const std::string place = page + ":" + std::to_string(command.line) + ": " + command.text;
    EXPECT_EQ(status, 0) << place << "\n" << printed;
    std::vector<std::string> lines;
    std::istringstream in(printed);
    for (std::string line; std::getline(in, line);) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      lines.push_back(line);
    }
    EXPECT_TRUE(command.output.empty() || Matches(command.output, 0, lines, 0))
        << place << "\nprinted:\n"
        << printed;
  }

  void RunPage(const std::string& page) {
    int count = 0;
    for (const Block& block : BlocksOf(fs::path(LODE_SOURCE_DIR) / page))
      if (block.language == "console")
        for (const Command& command : CommandsOf(block)) {
          Run(command, page);
          ++count;
        }
    EXPECT_GT(count, 0) << page << " shows no command";
  }

  fs::path folder_;
};

TEST_F(Docs, TheReadmesSessionIsReal) {
  RunPage("README.md");
}

TEST_F(Docs, TheOperationsPageIsReal) {
  Run({0, "lode load examples/articles --quiet", {}}, "setup");
  RunPage("docs/operations.md");
}

TEST_F(Docs, ThePageOfFormatsIsReal) {
  RunPage("docs/formats.md");
}

TEST_F(Docs, ThePagesForOtherProgramsAreReal) {
  RunPage("docs/mcp.md");
  RunPage("docs/export.md");
  RunPage("docs/tables.md");
  RunPage("docs/sql.md");
  RunPage("docs/runs.md");
}

TEST_F(Docs, ThePageOnMeasuringIsReal) {
  RunPage("docs/evaluation.md");
}

// Every example of the commands that ask, on the sample articles.
TEST_F(Docs, TheHelpsExamplesHaveAnswers) {
  Run({0, "lode load examples/articles --quiet", {}}, "setup");
  const std::string help =
      "for c in query path show conflicts article articles entities merges stats; do lode $c "
      "--help "
      "| sed '1,/^Examples:/d' | grep 'lode ' | grep -v ' -f ' | grep -v 'conflicts .' | grep -v "
      "-e --apart -e --same ; done";
  Run({0,
       help +
           " > examples.txt; test $(wc -l < examples.txt) -gt 12; while read -r line; do "
           "sh -c \"$line\" > answer.txt 2>&1 </dev/null && ! grep -E 'no answers|: error|^.none' "
           "answer.txt && test -s answer.txt || { echo \"$line\"; cat answer.txt; exit 1; }; "
           "done < examples.txt",
       {}},
      "help");
}

TEST_F(Docs, TheEmbeddingPageShowsTheConsumer) {
  const std::string program = Contents(fs::path(LODE_SOURCE_DIR) / "tests/consumer/main.cc");
  const std::string page = Contents(fs::path(LODE_SOURCE_DIR) / "docs/embedding.md");
  EXPECT_NE(page.find("```cpp\n" + program + "```"), std::string::npos);
  const std::string in_c = Contents(fs::path(LODE_SOURCE_DIR) / "tests/consumer/main.c");
  const std::string page_of_c = Contents(fs::path(LODE_SOURCE_DIR) / "docs/c.md");
  EXPECT_NE(page_of_c.find("```c\n" + in_c + "```"), std::string::npos);
}

}  // namespace
