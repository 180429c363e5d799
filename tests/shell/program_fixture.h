// The program in a folder of its own, with a small store of one article in it.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace lode::shell::testing_program {

namespace fs = std::filesystem;

struct Outcome {
  int status = 0;
  std::string out;  // standard output and error together
};

class Program : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string pattern = (fs::temp_directory_path() / "lode-program-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    std::ofstream(folder_ / "port.txt")
        << "Port stays public\n\nHarbour Gazette\nJune 3, 2025\n\n"
           "\"We will not sell the port,\" Mayor Lena Brandt said on Monday.\n\n"
           "Jade Harbour Capital is based in Hong Kong. Halden Industries owns Nordhaven. "
           "The company supplies cells to Meridian Motors. Meridian Motors bought Lovik.\n";
    const Outcome load = Run("load port.txt --quiet");
    ASSERT_EQ(load.status, 0) << load.out;
  }
  static void TearDownTestSuite() { fs::remove_all(folder_); }

  static Outcome Run(const std::string& arguments, const std::string& input = "/dev/null") {
    return RunCommand("'" LODE_PROGRAM "' " + arguments + " 2>&1 < " + input);
  }

  // A line of `sh`, in the folder; gives what it prints to standard output.
  static Outcome RunCommand(const std::string& line) {
    const std::string command = "cd '" + folder_.string() + "' && " + line;
    Outcome outcome;
    std::FILE* pipe = popen(command.c_str(), "r");
    char buffer[4096];
    for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;)
      outcome.out.append(buffer, n);
    const int status = pclose(pipe);
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
  }

  static void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  static inline fs::path folder_;
};

}  // namespace lode::shell::testing_program
