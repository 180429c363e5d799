// The terms that lines are made of, all of a store at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/terms/term_id.h"

namespace lode {

// What the dictionary has of names, predicates and decimals, in memory. Threads: any.
class TermsOfLines {
 public:
  // kCorrupt, kIo: some of it cannot be read. Cost: reads that part of the dictionary once;
  // memory: its bytes, and 8 for each term, 16 for a decimal.
  static Result<TermsOfLines> Read(const KvView& view);
  // Empty: it is not there, or of another kind. Valid while this lives.
  std::string_view Find(TermId term) const;
  // Behind the numbers of all names.
  std::size_t end_of_names() const { return names_.empty() ? 0 : names_.size() - 1; }

 private:
  // Where each number begins in bytes_, and where the last ends; those that are not there are
  // empty.
  using Places = std::vector<std::uint64_t>;
  Status ReadDense(const KvView& view, TermTag tag, Places& places);
  Status ReadDecimals(const KvView& view);
  std::string_view At(const Places& places, std::size_t at) const {
    return std::string_view(bytes_).substr(places[at], places[at + 1] - places[at]);
  }

  std::string bytes_;
  Places names_, predicates_, decimals_;
  std::vector<TermId> decimal_ids_;  // ascending
};

}  // namespace lode
