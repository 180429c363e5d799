// Sets of tuples of term ids: the temporary relations of a query.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "query/rows/budget.h"
#include "query/rows/pair_set.h"
#include "storage/terms/term_id.h"

namespace lode {

// Which columns of a tuple: bit i for column i. Tuples have at most 64 columns.
using ColumnMask = std::uint64_t;

// A set of tuples that only grows. Rows are numbered in the order they came, so a
// delta of a recursion is a range of numbers. Row pointers stay valid while the
// relation lives. Memory is taken from the budget and given back at the end.
// Threads: one at a time.
class Relation {
 public:
  Relation(std::uint32_t arity, Budget& budget) : arity_(arity), budget_(budget) {}
  ~Relation() { budget_.GiveBack(bytes_); }
  Relation(const Relation&) = delete;
  Relation& operator=(const Relation&) = delete;

  std::uint32_t arity() const { return arity_; }
  std::uint32_t size() const { return size_; }
  std::uint64_t bytes() const { return bytes_; }  // taken from the budget so far
  const TermId* row(std::uint32_t number) const {
    return blocks_[number >> kBlockBits].get() + std::size_t{number & kBlockMask} * arity_;
  }

  // Adds a tuple; false when it was there, or when the budget is spent.
  bool Insert(const TermId* tuple);
  // The number of a tuple, which is added where it is not there; kNoRow when the budget is
  // spent.
  std::uint32_t InsertOrFind(const TermId* tuple);
  // The number of a tuple, or kNoRow. The first call
  // may cost as much as inserting all of them.
  std::uint32_t Find(const TermId* tuple) const;

  // Walks rows that agree with `key` (one term per column; others are ignored) on the
  // columns of `mask`, newest first. REQUIRES: mask != 0. The index is built on first
  // use and follows later insertions.
  std::uint32_t First(ColumnMask mask, const TermId* key);
  std::uint32_t Next(ColumnMask mask, const TermId* key, std::uint32_t row) const;

  // About how many different values the columns of `mask` hold.
  double Distinct(ColumnMask mask) const;

  static constexpr std::uint32_t kNoRow = ~std::uint32_t{0};

 private:
  static constexpr std::uint32_t kBlockBits = 10, kBlockMask = (1u << kBlockBits) - 1;
  struct Index {
    ColumnMask mask = 0;
    std::uint32_t rows = 0;            // indexed so far
    std::uint32_t keys = 0;            // different ones
    std::vector<std::uint64_t> table;  // hash tag << 32 | newest row + 1; 0 = free
    std::vector<std::uint32_t> next;   // older row of the same key, or kNoRow
  };
  struct FreeBlock {
    void operator()(TermId* block) const { ::operator delete(block); }
  };
  // What a tuple is to a run of ascending rows: behind all of them, the last of them again, or
  // the end of the run.
  enum class Comes : std::uint8_t { kNew, kAgain, kAnyhow };
  Comes ToRun(const TermId* tuple);
  bool LeaveRun();
  bool Same(ColumnMask mask, const TermId* a, const TermId* b) const;
  void Append(const TermId* tuple);
  bool TakeBlock();
  bool InsertPair(const TermId* tuple);
  bool UsePairs();
  bool LeavePairs();
  bool MakeTable(std::size_t size);
  bool MakeTable();
  Index& IndexOn(ColumnMask mask);
  const Index* FindIndex(ColumnMask mask) const;
  void Extend(Index& index);
  bool GrowIndex(Index& index);
  bool GrowTable();
  bool Account(std::uint64_t bytes) {
    bytes_ += bytes;
    return budget_.Take(bytes);
  }

  std::uint32_t arity_;
  Budget& budget_;
  std::uint32_t size_ = 0;
  const TermId* newest_ = nullptr;  // the row that came last; null: none
  std::uint64_t bytes_ = 0;
  std::vector<std::unique_ptr<TermId[], FreeBlock>> blocks_;
  // Which tuples are there: nothing is needed while the rows ascend, read from the left or
  // from the right; then the table, or a dense relation's pairs.
  bool is_run_ = true, ascends_ = true, ascends_from_right_ = true;
  std::vector<std::uint64_t> table_;  // hash tag << 32 | row + 1; 0 = free
  std::unique_ptr<PairSet> pairs_;
  std::uint64_t pairs_bytes_ = 0;  // of pairs_, taken from the budget
  bool may_use_pairs_ = true;
  std::vector<Index> indexes_;
};

}  // namespace lode
