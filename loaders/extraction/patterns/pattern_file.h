// Reads a pattern file, line by line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/patterns/pattern.h"
#include "lode/status.h"

namespace lode {

// What one file holds.
struct PatternFile {
  std::vector<Pattern> patterns;
  std::vector<PatternExample> examples;
  std::vector<Pattern> mends;
  std::vector<MendExample> mend_examples;
  std::vector<std::string> off;  // patterns and mends of other files that it switches off
  std::string lists;             // its lists, in the form of WordLists
};

// kInvalidInput: "FILE, line L, column C: what would be right." Every name that a line uses
// is resolved to the node that bears it.
Result<PatternFile> ReadPatternFile(std::string_view text, const std::string& file);

}  // namespace lode
