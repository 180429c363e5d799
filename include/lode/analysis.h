// Linguistic analysis of English text: what the readers see in a sentence.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "lode/status.h"

namespace lode {

enum class AnalysisFormat {
  kConllu,  // https://universaldependencies.org/format.html, mentions in MISC
  kJson,    // one JSON object a line for each sentence
  kTree,    // trees for people to read
};

enum class AnalysisInput {
  kText,       // UTF-8 text
  kTokenized,  // CoNLL-U: forms, ranges and sentence breaks are taken, nothing else
  kParsed,     // CoNLL-U: the whole analysis is taken; only the enhanced graph is new
};

struct AnalyzeOptions {
  AnalysisFormat format = AnalysisFormat::kConllu;
  AnalysisInput input = AnalysisInput::kText;
  // Threads that analyse; 0 = as many as there are cores. With 1 all is done in the
  // caller's thread.
  unsigned jobs = 1;
  // Sentences that a thread takes at a time; 0 = first few, so that output begins at
  // once, then more.
  std::size_t batch_sentences = 0;
};

// Takes whole sentences as they are ready, in order, never two at a time, perhaps in
// another thread. False stops the analysis. The view is valid until it returns.
using AnalysisSink = std::function<bool(std::string_view)>;

// Reads text and prints its analysis: every character of the input in order, multi-word
// tokens as ranges, mentions, block kinds, dependency trees and what follows from them.
// docs/analysis.md describes the formats. Threads: Open once, then use from any number
// of threads.
class Analyzer {
 public:
  // Longest input: byte offsets have 32 bits.
  static constexpr std::size_t kMaxInputBytes = std::size_t{2} << 30U;

  // data_directory holds models/; empty = found by itself. Cost: about 5 ms.
  static Result<Analyzer> Open(const std::string& data_directory = {});

  // What is handed to `sink` depends on neither jobs nor batch_sentences. kInvalidInput
  // names the place; what came before it may have been handed out, in kTokenized and
  // kParsed. kCancelled: the sink said so. Memory: the input and a few thousand words
  // for each job.
  Status Analyze(std::string_view input, const AnalyzeOptions& options,
                 const AnalysisSink& sink) const;

 private:
  struct Impl;
  explicit Analyzer(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<const Impl> impl_;
};

}  // namespace lode
