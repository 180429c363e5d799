// Operators: batches of rows go through joins, filters and negations to a sink.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "query/plan/plan.h"
#include "query/rows/execution.h"
#include "query/run/scan.h"

namespace lode {

// Rows of slots, one after the other. A slot that is not bound yet is zero. What it holds
// is taken from the budget; where that is spent it still holds it, and the budget has stopped.
class Batch {
 public:
  Batch(std::size_t width, Budget& budget) : width_(width), budget_(budget) {}
  ~Batch() { budget_.GiveBack(counted_ * sizeof(TermId)); }
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  std::size_t width() const { return width_; }
  std::size_t rows() const { return cells_.size() / width_; }
  const TermId* row(std::size_t i) const { return cells_.data() + i * width_; }
  TermId* row(std::size_t i) { return cells_.data() + i * width_; }
  TermId* Append(const TermId* row) {
    cells_.insert(cells_.end(), row, row + width_);
    if (cells_.capacity() > counted_) Count();
    return cells_.data() + cells_.size() - width_;
  }
  void AppendAll(const Batch& other) {
    cells_.insert(cells_.end(), other.cells_.begin(), other.cells_.end());
    if (cells_.capacity() > counted_) Count();
  }
  std::uint64_t bytes() const { return cells_.size() * sizeof(TermId); }
  void Clear() { cells_.clear(); }

 private:
  void Count() {
    budget_.Take((cells_.capacity() - counted_) * sizeof(TermId));
    counted_ = cells_.capacity();
  }

  std::size_t width_;
  Budget& budget_;
  std::vector<TermId> cells_;
  std::size_t counted_ = 0;  // cells that were taken
};

// Takes batches. False: stop everything (a limit, an error, or enough rows).
class Step {
 public:
  virtual ~Step() = default;
  virtual bool Push(const Batch& batch) = 0;
  virtual bool Flush() = 0;  // the rows it still holds go on
  // Whether this and what follows may do the same on another thread beside it: RowSource::Settle.
  virtual bool Settle(const Relation*) { return true; }
  // The relation that it puts rows into, of those that atoms may read.
  virtual const Relation* Grows() const { return nullptr; }
};

// Besides a rule's slots a row has two more cells.
//   fault: zero, or why the row could not be tested. Such a row goes on: it is left out,
//     or an error, only if everything else holds, whatever the order of the tests.
//   number: of the row in its batch, inside a negation.
struct RowLayout {
  std::size_t slots = 0;
  std::size_t fault() const { return slots; }
  std::size_t number() const { return slots + 1; }
  std::size_t width() const { return slots + 2; }
  // How many rows a batch holds: fewer of wide ones, since every operator has a batch.
  std::size_t BatchRows(std::size_t wanted) const {
    constexpr std::size_t kMostBytes = 128 << 10;
    return std::clamp(kMostBytes / (width() * sizeof(TermId)), std::size_t{1}, wanted);
  }
};

// The rows of `plan` for one rule body, sent to `sink` in batches. Slots that the
// plan took as bound are read from `seed`.
// REQUIRES: plan, rule, sink and execution outlive the pipeline.
class JoinPipeline {
 public:
  // `may_share`: with the threads of the execution, where there are any.
  JoinPipeline(const std::vector<ir::Literal>& body, std::size_t slots, const Plan& plan,
               Step& sink, Execution& execution, bool may_share = false);
  ~JoinPipeline();
  // False when the sink or the budget stopped it. `seed`: a row of `slots` terms, or null.
  bool Run(const TermId* seed);
  // As Run, for rows of the full width.
  bool Push(const Batch& batch);
  // Step::Settle of all its steps.
  bool Settle(const Relation* grows) { return first_->Settle(grows); }

 private:
  void Intersect(const std::vector<ir::Literal>& body, const PlanStep& one, const PlanStep& other,
                 Step& next);

  RowLayout layout_;
  Execution& execution_;
  std::vector<std::unique_ptr<Step>> steps_;  // from the last to the first
  Step* first_;
  OperatorProfile* leading_ = nullptr;  // of the first operator, where a profile is wanted
};

// The message of a fault cell, kept by the execution's evaluator.
Status FaultOf(TermId fault, Execution& execution);
// A row with a fault reached the end: it is left out and counted. False: the fault is an error,
// and the budget stopped.
bool LeaveOut(TermId fault, Execution& execution);

// A sink that puts the columns of a head into a relation.
class InsertSink : public Step {
 public:
  // `slots`: of the row; terms that are no slots are constants.
  InsertSink(const std::vector<ir::Term>& terms, std::size_t slots, Relation& relation,
             Execution& execution)
      : terms_(terms),
        layout_{slots},
        relation_(relation),
        execution_(execution),
        tuple_(terms.size()) {}
  // Stops when the relation has this many rows. 0 = never.
  void StopAt(std::uint64_t rows) { stop_at_ = rows; }
  // Counts the rows against the limit `rows`.
  void CountRows() { counts_rows_ = true; }
  bool Push(const Batch& batch) override;
  bool Flush() override { return true; }
  const Relation* Grows() const override { return &relation_; }

 private:
  std::vector<ir::Term> terms_;
  RowLayout layout_;
  Relation& relation_;
  Execution& execution_;
  std::vector<TermId> tuple_;
  std::uint64_t stop_at_ = 0;
  bool counts_rows_ = false;
};

}  // namespace lode
