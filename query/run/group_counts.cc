// Rows that ascend are different ones, and a group ends where the next begins.

#include "query/run/group_counts.h"

#include <algorithm>
#include <utility>

namespace lode {

namespace {

// Puts a row for each group into `result`: its columns are the group or, where `is_count` says so,
// the number of its bindings. Stops where a binding comes that is not behind the one before.
class GroupSink : public Step {
 public:
  GroupSink(ir::Slot group, ir::Slot counted, std::size_t slots, std::vector<bool> is_count,
            Relation& result, Execution& execution)
      : group_(group),
        counted_(counted),
        layout_{slots},
        is_count_(std::move(is_count)),
        result_(result),
        execution_(execution),
        tuple_(is_count_.size()) {}

  bool Push(const Batch& batch) override {
    for (std::size_t i = 0; i < batch.rows(); ++i) {
      const TermId* row = batch.row(i);
      const TermId group = row[group_], one = row[counted_];
      if (row[layout_.fault()]) return false;
      if (bindings_ > 0 && group == last_group_) {
        if (one == last_) continue;
        if (one < last_) return false;
      } else if (bindings_ > 0 && (group < last_group_ || !Put())) {
        return false;
      }
      last_group_ = group;
      last_ = one;
      ++bindings_;
    }
    return execution_.budget.Ok();
  }
  bool Flush() override { return true; }
  // The group under way, which ends here.
  bool Put() {
    const TermId number = execution_.terms.InternNumber(static_cast<double>(bindings_));
    for (std::size_t i = 0; i < tuple_.size(); ++i) tuple_[i] = is_count_[i] ? number : last_group_;
    if (std::exchange(bindings_, 0) > 0) result_.Insert(tuple_.data());
    return !execution_.budget.stopped();
  }

 private:
  const ir::Slot group_, counted_;
  const RowLayout layout_;
  const std::vector<bool> is_count_;
  Relation& result_;
  Execution& execution_;
  TermId last_group_, last_;    // of the binding that came last
  std::uint64_t bindings_ = 0;  // of the group under way
  std::vector<TermId> tuple_;
};

// Of the rule, which are the number; empty: it is no rule that can be counted so.
std::vector<bool> CountedColumns(const ir::Rule& rule, ir::Slot group, ir::Slot counted) {
  std::vector<bool> is_count;
  for (const ir::HeadColumn& column : rule.columns) {
    const auto* aggregate = std::get_if<ir::Aggregate>(&column);
    const bool counts = aggregate != nullptr && aggregate->kind == ast::AggregateKind::kCount &&
                        (aggregate->argument == ir::kNoSlot || aggregate->argument == counted);
    const auto* term = std::get_if<ir::Term>(&column);
    if (!counts && (term == nullptr || !term->is_slot() || term->slot != group)) return {};
    is_count.push_back(counts);
  }
  const bool has_group = std::find(is_count.begin(), is_count.end(), false) != is_count.end();
  return has_group ? is_count : std::vector<bool>();
}

}  // namespace

bool CountGroups(const ir::Rule& rule, ir::Slot group, ir::Slot counted,
                 const std::function<bool(Step&)>& run, Relation& result, Execution& execution) {
  std::vector<bool> is_count = CountedColumns(rule, group, counted);
  if (is_count.empty()) return false;
  Relation counts(result.arity(), execution.budget);
  GroupSink sink(group, counted, rule.slot_count, std::move(is_count), counts, execution);
  if (!run(sink) || !sink.Put()) return false;
  for (std::uint32_t row = 0; row < counts.size(); ++row) result.Insert(counts.row(row));
  return !execution.budget.stopped();
}

}  // namespace lode
