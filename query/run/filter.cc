// Tests on single rows, and negation as an anti-join of a whole batch.
//
// The hard bit is a row that cannot be tested: 3 EUR are not more or less than 100 USD, and
// nothing is divided by zero. Whether a test meets such a row depends on what ran before it,
// and the order of literals must not change the answer. So the row is marked and goes on;
// only if it reaches the end, so that all else holds for it, it is left out with a note, or
// ends the query where the mistake is the question's.

#include "query/run/filter.h"

#include <algorithm>
#include <optional>

#include "query/program/typed_values.h"

namespace lode {

namespace {

std::string Where(ast::Place place) {
  return " (line " + std::to_string(place.line) + ", column " + std::to_string(place.column) + ")";
}

// Words that a quote holds say what does not go together, others a mistake.
TermId MarkOf(const Status& status, ast::Place place, Execution& execution) {
  Value mark = TextValue(status.message() + Where(place));
  if (status.code() == kNoConversion) mark.kind = ValueKind::kQuote;
  return execution.terms.Intern(mark);
}

bool HasUnset(const std::vector<ir::Slot>& slots, const TermId* row) {
  for (const ir::Slot slot : slots)
    if (!row[slot]) return true;
  return false;
}

// What a test said of the terms that it saw last: many rows have one day, outlet or number.
class Verdicts {
 public:
  const bool* Of(TermId term) const {
    if (known_.empty()) return nullptr;
    const Known& known = known_[PlaceOf(term)];
    return known.term == term ? &known.passes : nullptr;
  }
  void Keep(TermId term, bool passes) {
    if (++kept_ < kFew) return;
    if (known_.empty()) known_.resize(kPlaces);
    known_[PlaceOf(term)] = {term, passes};
  }

 private:
  static constexpr std::size_t kPlaces = 1024, kFew = 32;  // fewer are not worth the room
  struct Known {
    TermId term;
    bool passes = false;
  };
  static std::size_t PlaceOf(TermId term) { return TermIdHash()(term) >> 40 & (kPlaces - 1); }

  std::vector<Known> known_;
  std::size_t kept_ = 0;
};

// Comparisons and tests.
class TestStep : public Step {
 public:
  TestStep(const ir::Literal& literal, RowLayout layout, Step& next, Execution& execution)
      : literal_(literal),
        slots_(ir::SlotsOf(literal)),
        layout_(layout),
        next_(next),
        execution_(execution),
        out_(layout.width(), execution.budget) {
    std::sort(slots_.begin(), slots_.end());
    slots_.erase(std::unique(slots_.begin(), slots_.end()), slots_.end());
  }

  bool Push(const Batch& batch) override {
    if (!execution_.budget.Ok()) return false;
    out_.Clear();
    for (std::size_t i = 0; i < batch.rows(); ++i)
      if (!execution_.budget.Tick() || !PushRow(batch.row(i))) return false;
    return out_.rows() == 0 || next_.Push(out_);
  }
  bool Flush() override { return next_.Flush(); }
  bool Settle(const Relation* grows) override { return next_.Settle(grows); }

 private:
  bool PushRow(const TermId* row) {
    if (HasUnset(slots_, row)) {  // the value could not be calculated; the row is marked
      out_.Append(row);
      return true;
    }
    const bool of_one = slots_.size() == 1;
    if (const bool* known = of_one ? verdicts_.Of(row[slots_.front()]) : nullptr) {
      if (*known) out_.Append(row);
      return true;
    }
    const Result<bool> passes = Evaluate(row);
    if (passes.ok()) {
      if (of_one) verdicts_.Keep(row[slots_.front()], *passes);
      if (*passes) out_.Append(row);
      return true;
    }
    TermId* marked = out_.Append(row);
    if (!marked[layout_.fault()])
      marked[layout_.fault()] = MarkOf(passes.status(), PlaceOf(), execution_);
    return true;
  }
  Result<bool> Evaluate(const TermId* row) {
    if (const auto* comparison = std::get_if<ir::Comparison>(&literal_.node))
      return execution_.evaluator.Passes(*comparison, row);
    return execution_.evaluator.Passes(std::get<ir::Test>(literal_.node), row);
  }
  ast::Place PlaceOf() const {
    if (const auto* comparison = std::get_if<ir::Comparison>(&literal_.node))
      return comparison->place;
    return std::get<ir::Test>(literal_.node).place;
  }

  const ir::Literal& literal_;
  std::vector<ir::Slot> slots_;  // each once
  Verdicts verdicts_;
  RowLayout layout_;
  Step& next_;
  Execution& execution_;
  Batch out_;
};

class BindingStep : public Step {
 public:
  BindingStep(const ir::Binding& binding, RowLayout layout, Step& next, Execution& execution)
      : binding_(binding),
        layout_(layout),
        next_(next),
        execution_(execution),
        out_(layout.width(), execution.budget) {
    ir::AppendSlots(*binding.value, slots_);
  }

  bool Push(const Batch& batch) override {
    if (!execution_.budget.Ok()) return false;
    out_.Clear();
    for (std::size_t i = 0; i < batch.rows(); ++i) {
      TermId* row = out_.Append(batch.row(i));
      if (HasUnset(slots_, row)) continue;
      const Result<TermId> term = execution_.evaluator.TermOf(*binding_.value, row);
      if (term.ok())
        row[binding_.slot] = *term;
      else if (!row[layout_.fault()])
        row[layout_.fault()] = MarkOf(term.status(), binding_.place, execution_);
    }
    return out_.rows() == 0 || next_.Push(out_);
  }
  bool Flush() override { return next_.Flush(); }
  // The ids that it makes are those of its thread.
  bool Settle(const Relation*) override { return false; }

 private:
  const ir::Binding& binding_;
  std::vector<ir::Slot> slots_;
  RowLayout layout_;
  Step& next_;
  Execution& execution_;
  Batch out_;
};

// Notes which rows of a batch came through.
class MarkSink : public Step {
 public:
  explicit MarkSink(RowLayout layout) : layout_(layout) {}
  void Start(std::size_t rows) { came_.assign(rows, false); }
  bool came(std::size_t row) const { return came_[row]; }
  bool Push(const Batch& batch) override {
    for (std::size_t i = 0; i < batch.rows(); ++i)
      came_[batch.row(i)[layout_.number()].bits] = true;
    return true;
  }
  bool Flush() override { return true; }

 private:
  RowLayout layout_;
  std::vector<bool> came_;
};

class NegationStep : public Step {
 public:
  NegationStep(const ir::Negation& negation, const PlanStep& plan, RowLayout layout, Step& next,
               Execution& execution)
      : layout_(layout),
        next_(next),
        execution_(execution),
        sink_(layout),
        inner_(negation.body, layout.slots, plan.inner, sink_, execution),
        numbered_(layout.width(), execution.budget),
        out_(layout.width(), execution.budget) {}

  bool Push(const Batch& batch) override {
    numbered_.Clear();
    for (std::size_t i = 0; i < batch.rows(); ++i)
      numbered_.Append(batch.row(i))[layout_.number()].bits = i;
    sink_.Start(batch.rows());
    if (!inner_.Push(numbered_)) return false;
    out_.Clear();
    for (std::size_t i = 0; i < batch.rows(); ++i)
      if (!sink_.came(i)) out_.Append(batch.row(i));
    return execution_.budget.Ok() && (out_.rows() == 0 || next_.Push(out_));
  }
  bool Flush() override { return next_.Flush(); }
  bool Settle(const Relation* grows) override {
    return inner_.Settle(grows) && next_.Settle(grows);
  }

 private:
  RowLayout layout_;
  Step& next_;
  Execution& execution_;
  MarkSink sink_;
  JoinPipeline inner_;
  Batch numbered_, out_;
};

}  // namespace

Status FaultOf(TermId fault, Execution& execution) {
  const Value& mark = execution.terms.ValueOf(fault);
  return {mark.kind == ValueKind::kQuote ? kNoConversion : Code::kInvalidInput, mark.text};
}

std::unique_ptr<Step> MakeFilter(const ir::Literal& literal, const PlanStep& plan, RowLayout layout,
                                 Step& next, Execution& execution) {
  if (const auto* negation = std::get_if<ir::Negation>(&literal.node))
    return std::make_unique<NegationStep>(*negation, plan, layout, next, execution);
  if (const auto* binding = std::get_if<ir::Binding>(&literal.node))
    return std::make_unique<BindingStep>(*binding, layout, next, execution);
  return std::make_unique<TestStep>(literal, layout, next, execution);
}

}  // namespace lode
