// The operators of a pipeline. Each holds one batch of what it made and pushes it on
// when it is full. Rows are copied whole, with a cell for every slot of the rule:
// rules are short, and one width for all steps keeps them simple.

#include "query/run/join.h"

#include <algorithm>
#include <chrono>

#include "query/plan/value_range.h"
#include "query/program/typed_values.h"
#include "query/run/filter.h"
#include "query/run/intersection.h"
#include "query/run/shared_rest.h"

namespace lode {

namespace {

class JoinStep : public Step, private RowReceiver {
 public:
  JoinStep(const ir::Atom& atom, std::vector<ObjectGap> gaps, const PlanStep& plan,
           RowLayout layout, Step& next, Execution& execution)
      : atom_(atom),
        exists_only_(plan.exists_only),
        next_(next),
        execution_(execution),
        source_(MakeSource(atom,
                           {plan.bound, plan.view.windows, plan.view.only_relations, false,
                            std::move(gaps), plan.probes},
                           execution)),
        out_(layout.width(), execution.budget),
        batch_rows_(layout.BatchRows(execution.batch_rows)),
        key_(atom.terms.size()) {
    std::vector<ir::Slot> seen;
    for (std::size_t i = 0; i < atom.terms.size(); ++i) {
      const ir::Term& term = atom.terms[i];
      const bool bound = plan.bound >> i & 1;
      if (!term.is_slot()) key_[i] = term.constant;
      const bool repeated =
          term.is_slot() && std::find(seen.begin(), seen.end(), term.slot) != seen.end();
      if (bound)
        bound_.push_back(i);
      else if (repeated)
        repeated_.push_back(i);
      else
        free_.push_back(i);
      if (term.is_slot()) seen.push_back(term.slot);
    }
  }

  bool Push(const Batch& batch) override {
    for (std::size_t i = 0; i < batch.rows(); ++i) {
      if (!execution_.budget.Tick()) return false;
      current_ = batch.row(i);
      for (const std::size_t column : bound_)
        if (atom_.terms[column].is_slot()) key_[column] = current_[atom_.terms[column].slot];
      satisfied_ = false;
      ProbeAlike(0);
      if (stopped_ || execution_.budget.stopped()) return false;
    }
    return true;
  }

  bool Flush() override { return Send() && next_.Flush(); }
  bool Settle(const Relation* grows) override {
    return source_->Settle(grows) && next_.Settle(grows);
  }

 private:
  // Asks for the key from bound column `at` on, and for every key that is equal to it: "3
  // days" joins "72 hours". False when no more is wanted.
  bool ProbeAlike(std::size_t at) {
    for (; at < bound_.size(); ++at) {
      const std::size_t column = bound_[at];
      const TermId own = key_[column];
      if (own.tag() != TermTag::kMeasure && own.tag() != TermTag::kLocal) continue;
      const std::vector<TermId> alike =
          execution_.terms.AlikeTo(own, [&] { return execution_.budget.Tick(); });
      if (alike.empty()) continue;
      execution_.joined_alike = true;
      bool more = true;
      for (std::size_t i = 0; more && i < alike.size(); ++i) {
        key_[column] = alike[i];
        more = ProbeAlike(at + 1);
      }
      key_[column] = own;
      return more;
    }
    source_->Probe(key_.data(), *this);
    return !stopped_ && !satisfied_ && !execution_.budget.stopped();
  }

  bool Receive(const TermId* rows, std::size_t count) override {
    const std::size_t columns = key_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const TermId* row = rows + i * columns;
      if (!Agrees(row)) continue;
      TermId* made = out_.Append(current_);
      for (const std::size_t column : free_) made[atom_.terms[column].slot] = row[column];
      if (out_.rows() >= batch_rows_ && !Send()) return false;
      satisfied_ = exists_only_;
      if (exists_only_) return false;
    }
    return execution_.budget.Tick();
  }

  bool Same(TermId a, TermId b) {
    if (a == b) return true;
    if (b.tag() != TermTag::kMeasure && b.tag() != TermTag::kLocal) return false;
    const std::vector<TermId> alike =
        execution_.terms.AlikeTo(a, [&] { return execution_.budget.Tick(); });
    execution_.joined_alike = execution_.joined_alike || !alike.empty();
    return std::find(alike.begin(), alike.end(), b) != alike.end();
  }

  bool Agrees(const TermId* row) {
    for (const std::size_t column : bound_)
      if (row[column] != key_[column]) return false;
    for (const std::size_t column : repeated_) {
      // The same variable stands in an earlier column of this atom.
      for (const std::size_t other : free_)
        if (atom_.terms[other].slot == atom_.terms[column].slot && !Same(row[other], row[column]))
          return false;
    }
    return true;
  }

  bool Send() {
    if (out_.rows() > 0 && !next_.Push(out_)) stopped_ = true;
    out_.Clear();
    return !stopped_;
  }

  const ir::Atom& atom_;
  bool exists_only_;
  Step& next_;
  Execution& execution_;
  std::unique_ptr<RowSource> source_;
  Batch out_;
  std::size_t batch_rows_;
  std::vector<TermId> key_;
  std::vector<std::size_t> bound_, free_, repeated_;  // columns
  const TermId* current_ = nullptr;
  bool stopped_ = false;
  bool satisfied_ = false;  // an atom that only has to exist does
};

// Stands behind an operator and counts what it passes on; the time of all that follows is
// taken from the operator's own and given to itself.
class CountingStep : public Step {
 public:
  CountingStep(OperatorProfile& before, OperatorProfile* after, Step& next)
      : before_(before), after_(after), next_(next) {}

  bool Push(const Batch& batch) override {
    before_.rows += batch.rows();
    return Timed([&] { return next_.Push(batch); });
  }
  bool Flush() override {
    return Timed([&] { return next_.Flush(); });
  }

 private:
  template <typename Work>
  bool Timed(Work work) {
    const auto start = std::chrono::steady_clock::now();
    const bool more = work();
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    before_.seconds -= seconds;
    if (after_) after_->seconds += seconds;
    return more;
  }

  OperatorProfile& before_;
  OperatorProfile* after_;
  Step& next_;
};

}  // namespace

JoinPipeline::JoinPipeline(const std::vector<ir::Literal>& body, std::size_t slots,
                           const Plan& plan, Step& sink, Execution& execution, bool may_share)
    : layout_{slots}, execution_(execution), first_(&sink) {
  OperatorProfile* after = nullptr;
  Step* behind_next = nullptr;  // what follows the step that was made last
  for (auto step = plan.rbegin(); step != plan.rend(); ++step) {
    const ir::Literal& literal = body[step->literal];
    if (may_share && std::next(step) == plan.rend() && step != plan.rbegin())
      if (auto shared = ShareRest(body, slots, plan, *first_, sink, execution)) {
        steps_.push_back(std::move(shared));
        first_ = steps_.back().get();
      }
    Step& next = *first_;
    if (execution.profile) {
      OperatorProfile& own = (*execution.profile)[&literal];
      steps_.push_back(std::make_unique<CountingStep>(own, after, *first_));
      first_ = steps_.back().get();
      after = &own;
    }
    if (const auto* atom = std::get_if<ir::Atom>(&literal.node)) {
      steps_.push_back(std::make_unique<JoinStep>(*atom, GapsOf(*atom, body, execution.snapshot),
                                                  *step, layout_, *first_, execution));
    } else {
      steps_.push_back(MakeFilter(literal, *step, layout_, *first_, execution));
    }
    first_ = steps_.back().get();
    if (step != plan.rbegin() && execution.profile == nullptr)
      Intersect(body, *step, *std::prev(step), *behind_next);
    behind_next = &next;
  }
  leading_ = after;
}

// Puts one operator before two that were made, where that does the work of both.
void JoinPipeline::Intersect(const std::vector<ir::Literal>& body, const PlanStep& one,
                             const PlanStep& other, Step& next) {
  const auto* first = std::get_if<ir::Atom>(&body[one.literal].node);
  const auto* second = std::get_if<ir::Atom>(&body[other.literal].node);
  if (first == nullptr || second == nullptr || other.bound != 3) return;
  const auto meeting = [&](const ir::Atom& atom, const PlanStep& step) {
    return MeetingAtom{atom, step, GapsOf(atom, body, execution_.snapshot)};
  };
  auto made = MakeIntersection(meeting(*first, one), meeting(*second, other), *first_, next,
                               layout_, execution_);
  if (made == nullptr) return;
  steps_.push_back(std::move(made));
  first_ = steps_.back().get();
}

JoinPipeline::~JoinPipeline() = default;

bool JoinPipeline::Run(const TermId* seed) {
  Batch batch(layout_.width(), execution_.budget);
  std::vector<TermId> row(layout_.width());
  if (seed) std::copy_n(seed, layout_.slots, row.begin());
  batch.Append(row.data());
  return Push(batch);
}

bool JoinPipeline::Push(const Batch& batch) {
  const auto start = std::chrono::steady_clock::now();
  const bool more = first_->Push(batch) && first_->Flush();
  if (leading_)
    leading_->seconds +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return more;
}

bool LeaveOut(TermId fault, Execution& execution) {
  Status status = FaultOf(fault, execution);
  if (status.code() != kNoConversion) return execution.budget.Stop(std::move(status));
  if (execution.left_out.rows++ == 0) execution.left_out.why = status.message();
  return true;
}

bool InsertSink::Push(const Batch& batch) {
  for (std::size_t i = 0; i < batch.rows(); ++i) {
    const TermId* row = batch.row(i);
    if (const TermId fault = row[layout_.fault()]) {
      if (!LeaveOut(fault, execution_)) return false;
      continue;
    }
    for (std::size_t c = 0; c < terms_.size(); ++c)
      tuple_[c] = terms_[c].is_slot() ? row[terms_[c].slot] : terms_[c].constant;
    relation_.Insert(tuple_.data());
    if (stop_at_ != 0 && relation_.size() >= stop_at_) return false;
  }
  if (counts_rows_ && !execution_.budget.CountRows(relation_.size())) return false;
  return execution_.budget.Ok();
}

}  // namespace lode
