// Statements to judge by hand: the form, and the table back from it.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "lode/status.h"
#include "lode/store.h"
#include "shell/eval/eval_gold.h"

namespace lode::shell {

// Draws `count` statements, spread evenly over the files, and writes them as a form:
// tab-separated, the columns `verdict` and `kind` to be filled in. The same seed draws the
// same statements from the same store.
Status WriteForm(const Store& store,
                 const std::map<std::string, std::vector<ScoredStatement>>& by_file,
                 std::size_t count, std::uint64_t seed, std::ostream& out);

// One filled-in line.
struct Judged {
  enum Verdict { kStrict, kLenient, kWrong };
  Verdict verdict = kStrict;
  std::vector<std::string> kinds;  // of fault
  std::string extractor;
  double confidence = 0;
};

struct JudgedForm {
  std::vector<Judged> lines;
  std::size_t open = 0;  // without a verdict
};

// Errors name file and line.
Result<JudgedForm> ReadForm(const std::string& path);

// Strict and lenient shares with their n, by extractor and band of confidence, how far the
// confidence is to be believed, and the kinds of fault.
void WriteJudgement(const JudgedForm& form, std::ostream& out);

}  // namespace lode::shell
