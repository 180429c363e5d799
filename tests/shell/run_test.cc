// extract --run and import of runs, as the program does them.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/shell/program_fixture.h"

namespace {

using lode::shell::testing_program::Outcome;
using lode::shell::testing_program::Program;
namespace fs = std::filesystem;

class Runs : public Program {
 protected:
  static void SetUpTestSuite() {
    Program::SetUpTestSuite();
    fs::create_directory(folder_ / "texts");
    std::ofstream(folder_ / "texts/a.txt")
        << "Ann Berg sold the yard to Halvard Ferries on Monday. Berg leads Northwind.\n";
    std::ofstream(folder_ / "texts/b.txt")
        << "Orvik Shipping denied that it had bought Halvard Ferries.\n";
    std::ofstream(folder_ / "texts/c.txt") << "Lena Brandt leads Orvik Shipping.\n";
  }
  static std::string Exports(const std::string& store) {
    return Run("export --format articles --store " + store).out +
           Run("export --store " + store).out;
  }
};

TEST_F(Runs, AStoreOfThemIsTheOneThatLoadMakes) {
  ASSERT_EQ(Run("load texts --set trial --store loaded.db --quiet").status, 0);
  const Outcome one = Run("extract --run one.run texts/a.txt texts/b.txt --set trial");
  EXPECT_EQ(one.status, 0);
  EXPECT_EQ(one.out.find("2 articles, "), 0u) << one.out;
  EXPECT_NE(one.out.find(" in one.run\n"), std::string::npos) << one.out;
  EXPECT_EQ(Run("extract --run two.run texts/c.txt texts/b.txt --set trial --quiet").out, "");
  EXPECT_FALSE(fs::exists(folder_ / "two.run.part"));
  const Outcome import = Run("import two.run one.run --store merged.db");
  EXPECT_EQ(import.status, 0);
  EXPECT_EQ(import.out.find("3 articles, "), 0u) << import.out;
  EXPECT_EQ(Exports("merged.db"), Exports("loaded.db"));
}

TEST_F(Runs, ABadInputCostsItselfAndNoInputLeavesNoRun) {
  std::ofstream(folder_ / "bad.bin") << std::string("\0\1\2\3", 4);
  EXPECT_EQ(Run("extract --run some.run texts/a.txt bad.bin").status, 1);
  EXPECT_TRUE(fs::exists(folder_ / "some.run"));
  EXPECT_EQ(Run("extract --run nowhere/r.run texts/a.txt").status, 2);
  EXPECT_EQ(Run("extract --run x.run --format jsonl texts/a.txt").status, 2);
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(Run("extract --run pipe texts/a.txt").status, 2);
  EXPECT_TRUE(fs::is_fifo(folder_ / "pipe"));
  fs::create_symlink("target.run", folder_ / "link.run");
  EXPECT_EQ(Run("extract --run link.run texts/a.txt").status, 0);
  EXPECT_TRUE(fs::is_symlink(folder_ / "link.run") && fs::exists(folder_ / "target.run"));
  EXPECT_FALSE(fs::exists(folder_ / "x.run"));
}

TEST_F(Runs, ALimitOnFilesIsAnErrorAndLeavesNoStore) {
  ASSERT_EQ(RunCommand("{ '" LODE_PROGRAM "' export --format articles; '" LODE_PROGRAM
                       "' export; } > all.jsonl")
                .status,
            0);
  ASSERT_EQ(Run("extract --run limited.run texts --quiet").status, 0);
  for (const std::string input : {"all.jsonl", "limited.run"}) {
    const Outcome outcome =
        RunCommand("ulimit -f 16; '" LODE_PROGRAM "' import " + input + " --store limited.db 2>&1");
    EXPECT_EQ(outcome.status, 2) << input << ": " << outcome.out;
    EXPECT_NE(outcome.out.find("File too large"), std::string::npos) << outcome.out;
    EXPECT_FALSE(fs::exists(folder_ / "limited.db")) << input;
  }
}

TEST_F(Runs, WhatIsDamagedIsRefusedByNameAndMakesNoStore) {
  ASSERT_EQ(Run("extract --run good.run texts --quiet").status, 0);
  std::ifstream in(folder_ / "good.run", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  std::ofstream(folder_ / "bad.run", std::ios::binary) << bytes;
  const Outcome outcome = Run("import good.run bad.run --store none.db");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.out.find("run 'bad.run' is damaged at byte "), std::string::npos)
      << outcome.out;
  EXPECT_FALSE(fs::exists(folder_ / "none.db"));
  std::ofstream(folder_ / "cut.run", std::ios::binary) << bytes.substr(0, 5);
  std::ofstream(folder_ / "empty.run", std::ios::binary).flush();
  for (const std::string name : {"cut.run", "empty.run"}) {
    const Outcome cut = Run("import " + name + " --store none.db");
    EXPECT_EQ(cut.status, 2);
    EXPECT_NE(cut.out.find("run '" + name + "' is damaged at byte 0: it ends in the middle"),
              std::string::npos)
        << cut.out;
  }
  const Outcome piped = Run("import - --store none.db", "good.run");
  EXPECT_EQ(piped.status, 2);
  EXPECT_NE(piped.out.find("-:1: this is a run, and runs are read twice"), std::string::npos)
      << piped.out;
  EXPECT_NE(Run("import good.run texts/a.txt --store none.db").out.find("'texts/a.txt' is no run"),
            std::string::npos);
  EXPECT_FALSE(fs::exists(folder_ / "none.db"));
}

}  // namespace
