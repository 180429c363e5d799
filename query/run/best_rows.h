// A relation of a recursion that keeps its best rows: `min`, `max` and `count` on the way.
#pragma once

#include <cstdint>
#include <vector>

#include "query/rows/execution.h"
#include "query/run/join.h"

namespace lode {

// Takes what a round draws and adds to the relation, at the end of the round, a row for each
// group that got a better value. Rows that were bettered stay: what was drawn from them holds.
// Threads: one at a time.
class BestRows {
 public:
  BestRows(const ir::BestColumn& best, Relation& rows, Execution& execution);
  ~BestRows() { execution_.budget.GiveBack(bytes_); }
  BestRows(const BestRows&) = delete;
  BestRows& operator=(const BestRows&) = delete;

  // False when the budget stopped, also for values that cannot be compared.
  bool Offer(const TermId* tuple);
  void EndRound();

 private:
  struct Group {
    TermId value;
    bool is_new = false;  // not in the relation yet
  };
  Result<bool> IsBetter(TermId value, TermId than);

  const ir::BestColumn best_;
  Relation& rows_;
  Execution& execution_;
  Relation keys_;              // by group: the other columns
  std::vector<Group> groups_;  // by group
  std::vector<std::uint32_t> new_;
  std::vector<TermId> key_;
  std::uint64_t bytes_ = 0;
};

// A sink that offers the head of a rule.
class BestSink : public Step {
 public:
  BestSink(const std::vector<ir::Term>& terms, std::size_t slots, BestRows& rows,
           Execution& execution)
      : terms_(terms), layout_{slots}, rows_(rows), execution_(execution), tuple_(terms.size()) {}
  bool Push(const Batch& batch) override;
  bool Flush() override { return true; }

 private:
  std::vector<ir::Term> terms_;
  RowLayout layout_;
  BestRows& rows_;
  Execution& execution_;
  std::vector<TermId> tuple_;
};

// What a rule that counts in its own recursion has counted so far, round by round.
class GrowingCount {
 public:
  // REQUIRES: the rule has one aggregate, a count; it outlives this.
  GrowingCount(const ir::Rule& rule, Execution& execution);
  ~GrowingCount() { execution_.budget.GiveBack(counts_.capacity() * sizeof(std::uint64_t)); }
  GrowingCount(const GrowingCount&) = delete;
  GrowingCount& operator=(const GrowingCount&) = delete;

  // The slots that a run of the body must give.
  const std::vector<ir::Term>& needed() const { return counted_; }
  // Counts a row of slots; false when the budget stopped.
  bool Add(const TermId* row, BestRows& rows);
  // Without groups there is a count of nothing, too.
  bool AddNone(BestRows& rows);

 private:
  bool Offer(std::uint64_t count, BestRows& rows);

  const ir::Rule& rule_;
  Execution& execution_;
  std::vector<ir::Term> plain_;    // columns of the head, but for the count
  std::vector<ir::Term> counted_;  // those, and what is counted
  Relation seen_, keys_;
  std::vector<std::uint64_t> counts_;  // by key
  std::vector<TermId> tuple_, key_;
};

class CountingSink : public Step {
 public:
  CountingSink(GrowingCount& count, std::size_t slots, BestRows& rows, Execution& execution)
      : count_(count), layout_{slots}, rows_(rows), execution_(execution) {}
  bool Push(const Batch& batch) override;
  bool Flush() override { return true; }

 private:
  GrowingCount& count_;
  RowLayout layout_;
  BestRows& rows_;
  Execution& execution_;
};

}  // namespace lode
