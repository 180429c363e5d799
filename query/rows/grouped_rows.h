// The rows of a relation that does not grow any more, laid together by what some of their
// columns hold: a probe is one look-up and then a walk along memory.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "query/rows/budget.h"
#include "query/rows/relation.h"

namespace lode {

// Threads: const members from any. Memory is taken from the budget while it lives.
class GroupedRows {
 public:
  // REQUIRES: mask != 0. The relation may go afterwards. Half made where the budget stops.
  GroupedRows(const Relation& relation, ColumnMask mask, Budget& budget);
  ~GroupedRows() { budget_.GiveBack(bytes_); }
  GroupedRows(const GroupedRows&) = delete;
  GroupedRows& operator=(const GroupedRows&) = delete;

  // The rows that agree with `key` on the columns of the mask, the newest first, one after
  // the other.
  std::span<const TermId> Find(const TermId* key) const;
  std::uint64_t bytes() const { return bytes_; }

 private:
  struct Group {
    std::uint32_t begin = 0, count = 0;  // rows
  };
  std::size_t CellOf(const TermId* key, std::uint64_t hash) const;
  bool Same(const TermId* a, const TermId* b) const;
  void Grow();

  const std::uint32_t arity_;
  const ColumnMask mask_;
  Budget& budget_;
  std::uint64_t bytes_ = 0;
  std::vector<std::uint64_t> cells_;  // hash tag << 32 | group + 1; 0 = free
  std::vector<Group> groups_;
  std::vector<TermId> keys_;  // a whole row of each group
  std::vector<TermId> rows_;
};

}  // namespace lode
