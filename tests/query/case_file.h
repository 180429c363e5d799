// Case files: texts, each with what is said of it.
//
//   # a comment
//   f(X), X == 3?
//     1:9: equality is a single '='
//
// A blank line ends a case; lines that begin with two spaces are the messages, in
// order ("1:9: ..." for an error, "1:9: note: ..." for a note); the others the text.
// A line `\` stands for an empty line of text.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "lode/query.h"

namespace lode {

struct Case {
  std::string where;  // "mistakes.txt:12"
  std::string text, expected;
};

inline std::vector<Case> ReadCases(const std::string& name) {
  std::ifstream in(std::string(LODE_SOURCE_DIR) + "/tests/cases/language/" + name);
  std::vector<Case> cases;
  Case now;
  std::string line;
  const auto finish = [&] {
    if (!now.text.empty()) cases.push_back(now);
    now = {};
  };
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty()) {
      finish();
    } else if (line.starts_with("  ")) {
      now.expected += line.substr(2) + "\n";
    } else if (line[0] != '#') {
      if (now.text.empty()) now.where = name + ":" + std::to_string(number);
      now.text += (line == "\\" ? "" : line) + "\n";
    }
  }
  finish();
  EXPECT_FALSE(cases.empty()) << name << " is missing";
  return cases;
}

inline std::string Shown(const std::vector<Diagnostic>& diagnostics) {
  std::string shown;
  for (const Diagnostic& diagnostic : diagnostics)
    shown += std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column) + ": " +
             (diagnostic.severity == Severity::kNote ? "note: " : "") + diagnostic.message + "\n";
  return shown;
}

}  // namespace lode
