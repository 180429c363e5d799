// Linguistic analysis of English text: what the readers see in a sentence.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"

namespace lode {

// Reads text and prints its analysis as CoNLL-U: every character of the input
// in order, multi-word tokens as ranges, mentions in MISC, block kinds in
// comments. Threads: Open once, then use from any number of threads.
class Analyzer {
 public:
  // data_directory holds models/; empty = found by itself.
  static Result<Analyzer> Open(const std::string& data_directory = {});

  Result<std::string> AnalyzeText(std::string_view text) const;
  // Takes forms, ranges and sentence breaks from CoNLL-U and nothing else.
  Result<std::string> AnalyzeTokenized(std::string_view conllu) const;

 private:
  struct Impl;
  explicit Analyzer(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<const Impl> impl_;
};

}  // namespace lode
