// Lists descend, and are merged; the shorter one leaps where the other is much longer (galloping:
// Bentley and Yao, 1976). This is what a worst-case-optimal join does for one variable (Ngo,
// Porat, Re and Rudra, 2012): a triangle costs no look-up for each pair of its edges.

#include "query/run/intersection.h"

#include <algorithm>
#include <optional>
#include <span>

#include "query/rows/neighbours.h"

namespace lode {

namespace {

constexpr std::size_t kLeaps = 8;  // so many times as long: leaping is quicker

bool IsPairOfEnds(const ir::Atom& atom) {
  if (!atom.stored || atom.stored->any_predicate || !atom.relations.empty() || atom.attribute ||
      atom.path || atom.terms.size() != 2)
    return false;
  const auto is_end = [](const ir::StoredColumn& column) {
    return column.kind == ir::ColumnKind::kSubject || column.kind == ir::ColumnKind::kObject;
  };
  return std::all_of(atom.stored->columns.begin(), atom.stored->columns.end(), is_end) &&
         atom.terms[0].is_slot() && atom.terms[1].is_slot() &&
         atom.terms[0].slot != atom.terms[1].slot;
}

bool SeesEverything(const AtomView& view) {
  return view.windows.empty() && !view.only_relations;
}

// The first of the descending values that is not before `value`, by steps that double.
std::span<const TermId>::iterator Leap(std::span<const TermId>::iterator at,
                                       std::span<const TermId>::iterator end, TermId value) {
  std::ptrdiff_t step = 1;
  while (step < end - at && at[step] > value) step *= 2;
  return std::lower_bound(at + step / 2, std::min(at + step + 1, end), value, std::greater<>());
}

// Calls `take` for each value that both have, descending; false when it wants no more.
template <typename Take>
bool InBoth(std::span<const TermId> a, std::span<const TermId> b, const Take& take) {
  if (a.size() > b.size()) std::swap(a, b);
  const bool leaps = b.size() > a.size() * kLeaps;
  auto at = b.begin();
  for (const TermId value : a) {
    if (leaps)
      at = at == b.end() ? at : Leap(at, b.end(), value);
    else
      while (at != b.end() && *at > value) ++at;
    if (at == b.end()) return true;
    if (*at == value && !take(value)) return false;
  }
  return true;
}

class IntersectionStep : public Step {
 public:
  struct Side {
    std::unique_ptr<RowSource> source;
    std::size_t column = 0;  // of the atom, that is known
    ir::Slot slot = ir::kNoSlot;
    const Neighbours* rows = nullptr;
    TermId key = {};  // whose values are `values`
    std::span<const TermId> values = {};
  };
  IntersectionStep(Side first, Side second, ir::Slot common, Step& one_by_one, Step& next,
                   RowLayout layout, Execution& execution)
      : first_(std::move(first)),
        second_(std::move(second)),
        common_(common),
        one_by_one_(one_by_one),
        next_(next),
        execution_(execution),
        out_(layout.width(), execution.budget),
        batch_rows_(layout.BatchRows(execution.batch_rows)) {}

  bool Push(const Batch& batch) override {
    if (!IsReady()) return one_by_one_.Push(batch);
    if (!is_merging_ && !one_by_one_.Flush()) return false;
    is_merging_ = true;
    for (std::size_t i = 0; i < batch.rows(); ++i)
      if (MayHaveEquals(batch.row(i)[first_.slot]) || MayHaveEquals(batch.row(i)[second_.slot])) {
        is_merging_ = false;  // what one by one holds comes before what is merged next
        return Send() && one_by_one_.Push(batch);
      }
    for (std::size_t i = 0; i < batch.rows(); ++i) {
      if (!execution_.budget.Tick()) return false;
      const TermId* row = batch.row(i);
      const bool more = InBoth(ValuesOf(first_, row), ValuesOf(second_, row), [&](TermId value) {
        out_.Append(row)[common_] = value;
        return out_.rows() < batch_rows_ || Send();
      });
      if (!more || execution_.budget.stopped()) return false;
    }
    return true;
  }

  bool Flush() override { return Send() && one_by_one_.Flush(); }
  bool Settle(const Relation* grows) override {
    const bool is_settled = one_by_one_.Settle(grows);
    IsReady();  // the two are in memory: it is, or never will be
    return is_settled;
  }

 private:
  bool IsReady() {
    for (Side* side : {&first_, &second_})
      if (side->rows == nullptr) side->rows = side->source->NeighboursBy(side->column);
    return first_.rows != nullptr && second_.rows != nullptr;
  }

  static std::span<const TermId> ValuesOf(Side& side, const TermId* row) {
    if (row[side.slot] == side.key) return side.values;
    side.key = row[side.slot];
    return side.values = side.rows->Of(side.key);
  }

  bool Send() {
    const bool more = out_.rows() == 0 || next_.Push(out_);
    out_.Clear();
    return more;
  }

  Side first_, second_;
  const ir::Slot common_;
  Step& one_by_one_;
  Step& next_;
  Execution& execution_;
  Batch out_;
  const std::size_t batch_rows_;
  bool is_merging_ = false;
};

}  // namespace

std::unique_ptr<Step> MakeIntersection(MeetingAtom first, MeetingAtom second, Step& one_by_one,
                                       Step& next, RowLayout layout, Execution& execution) {
  if (!IsPairOfEnds(first.atom) || !IsPairOfEnds(second.atom) || first.plan.exists_only ||
      !SeesEverything(first.plan.view) || !SeesEverything(second.plan.view))
    return nullptr;
  if ((first.plan.bound != 1 && first.plan.bound != 2) || second.plan.bound != 3) return nullptr;
  const std::size_t known = first.plan.bound == 1 ? 0 : 1;
  const ir::Slot common = first.atom.terms[1 - known].slot;
  const std::size_t other = second.atom.terms[0].slot == common ? 1 : 0;
  if (second.atom.terms[1 - other].slot != common) return nullptr;
  const auto side_of = [&](MeetingAtom& atom, std::size_t column) {
    SourceOptions options;
    options.bound = ColumnMask{1} << column;
    options.gaps = std::move(atom.gaps);
    return IntersectionStep::Side{MakeSource(atom.atom, options, execution), column,
                                  atom.atom.terms[column].slot};
  };
  return std::make_unique<IntersectionStep>(side_of(first, known), side_of(second, other), common,
                                            one_by_one, next, layout, execution);
}

}  // namespace lode
