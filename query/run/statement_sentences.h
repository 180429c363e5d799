// Sentences of statements as terms, for whoever asks of many.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/rows/execution.h"
#include "storage/snapshot/field_column.h"

namespace lode {

// `part`: what a test wants in the words, or empty. Lives for one run of a pipeline. Threads:
// one at a time.
class StatementSentences {
 public:
  StatementSentences(std::string part, Execution& execution)
      : part_(std::move(part)), execution_(execution) {}

  // Zero: it has none, or none with the part in it.
  TermId Of(TermId statement);

 private:
  struct Place {
    TermId article;
    std::uint32_t number = 0;  // from 1; 0: none
  };
  Place PlaceOf(TermId statement);
  bool MayHoldPart(const Place& place);

  const std::string part_;
  Execution& execution_;
  std::uint64_t asked_ = 0;
  const StatementColumn* numbers_ = nullptr;
  bool looked_for_places_ = false;
  std::optional<Snapshot::SentencePlaces> places_;   // that may hold the part, ascending
  std::unordered_map<std::uint64_t, TermId> terms_;  // by article and number
};

}  // namespace lode
