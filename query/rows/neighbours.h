// What stands beside each value of one column of a relation of pairs, for whoever asks which
// values two of them have in common.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "query/rows/budget.h"
#include "query/rows/relation.h"

namespace lode {

// Two terms of such kinds may be equal and have two ids: "3 days", "72 hours".
bool MayHaveEquals(TermId term);

// Of a relation that does not grow any more. Threads: const members from any. Memory is taken
// from the budget while it lives.
class Neighbours {
 public:
  // By the values of column `key`, 0 or 1. REQUIRES: rows of two columns; the relation may go
  // afterwards. Half made where the budget stops.
  Neighbours(const Relation& relation, std::uint32_t key, Budget& budget);
  ~Neighbours() { budget_.GiveBack(bytes_); }
  Neighbours(const Neighbours&) = delete;
  Neighbours& operator=(const Neighbours&) = delete;

  // What stands beside `key`, the newest first.
  std::span<const TermId> Of(TermId key) const;
  // Whether all of these descend, each once, and equal ones have one id: so that merging them
  // gives what looking each up gives, in its order.
  bool is_sorted() const { return is_sorted_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  Budget& budget_;
  std::uint64_t bytes_ = 0;
  bool is_sorted_ = true;
  std::vector<TermId> keys_;           // as they came
  std::vector<std::uint32_t> begins_;  // of each key's values; one more at the end
  std::vector<TermId> values_;
  std::vector<std::uint32_t> places_;  // by hash: key + 1, 0 = free
};

}  // namespace lode
