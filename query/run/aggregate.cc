// Bindings are laid into groups by number, then each group is folded. Sums are taken
// in the order of their values, so that no join order shows in the last digit. Bindings are
// a set: where a group's columns and what is counted are all there is of them, no row of the
// group repeats another.

#include "query/run/aggregate.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "query/program/typed_values.h"
#include "query/rows/stoppable_sort.h"

namespace lode {

namespace {

using ast::AggregateKind;

std::string_view NameOf(AggregateKind kind) {
  constexpr std::string_view kNames[] = {"count", "sum", "avg", "min", "max", "list"};
  return kNames[static_cast<int>(kind)];
}

// Each of these may stop on the way; the budget says so, and the result is worth nothing.
void KeepDistinct(std::vector<TermId>& terms, Budget& budget) {
  if (StoppableSort(terms, budget, std::less<>()))
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

bool SortByValue(std::vector<TermId>& terms, Execution& execution) {
  TermTable& table = execution.terms;
  return StoppableSort(terms, execution.budget, [&](TermId a, TermId b) {
    const int order = a == b ? 0 : DisplayOrder(table.ValueOf(a), table.ValueOf(b));
    return order != 0 ? order < 0 : a < b;
  });
}

Result<TermId> Sum(AggregateKind kind, std::vector<TermId> terms, Execution& execution) {
  TermTable& table = execution.terms;
  if (!SortByValue(terms, execution)) return execution.budget.status();
  if (terms.empty()) return table.InternNumber(0);
  Value total = table.ValueOf(terms.front());
  if (!IsMeasured(total.kind))
    return Status(Code::kInvalidInput,
                  std::string(NameOf(kind)) + "() wants numbers or measures, not the " +
                      std::string(NameOf(total.kind)) + " \"" + WordsOf(total) + "\"");
  total.number = 0;
  total.number_to.reset();
  total.comparator = Comparator::kEqual;
  total.text.clear();
  for (const TermId term : terms) {
    if (!execution.budget.Tick()) return execution.budget.status();
    const Value& value = table.ValueOf(term);
    Result<Value> next = Calculate(total, '+', value);
    if (!next.ok())
      return Status(Code::kInvalidInput,
                    std::string(NameOf(kind)) + "(): " + next.status().message());
    total = *std::move(next);
  }
  if (kind == AggregateKind::kAvg) total.number /= static_cast<double>(terms.size());
  return table.Intern(total);
}

// The first of the sorted terms is the least; ties fall to the lower id.
Result<TermId> Extreme(AggregateKind kind, const std::vector<TermId>& terms, Execution& execution) {
  TermTable& table = execution.terms;
  TermId best = terms.front();
  for (const TermId term : terms) {
    if (!execution.budget.Tick()) return execution.budget.status();
    const Result<bool> less =
        CompareValues(table.ValueOf(term),
                      kind == AggregateKind::kMin ? ast::Compare::kLess : ast::Compare::kGreater,
                      table.ValueOf(best));
    if (!less.ok()) return less.status();
    if (*less) best = term;
  }
  return best;
}

Result<TermId> List(std::vector<TermId> terms, Execution& execution) {
  TermTable& table = execution.terms;
  if (!SortByValue(terms, execution)) return execution.budget.status();
  std::string text;
  for (const TermId term : terms) {
    if (!execution.budget.Tick()) return execution.budget.status();
    text += (text.empty() ? "" : ", ") + WordsOf(table.ValueOf(term));
  }
  return table.InternText(text);
}

Result<TermId> Fold(AggregateKind kind, std::vector<TermId> terms, Execution& execution) {
  switch (kind) {
    case AggregateKind::kSum:
    case AggregateKind::kAvg: return Sum(kind, std::move(terms), execution);
    default: break;
  }
  KeepDistinct(terms, execution.budget);
  if (execution.budget.stopped()) return execution.budget.status();
  if (kind == AggregateKind::kCount)
    return execution.terms.InternNumber(static_cast<double>(terms.size()));
  if (kind == AggregateKind::kList) return List(std::move(terms), execution);
  return Extreme(kind, terms, execution);
}

class Grouping {
 public:
  Grouping(const ir::Rule& rule, const std::vector<ir::Slot>& slots, const Relation& bindings,
           Execution& execution)
      : rule_(rule), bindings_(bindings), execution_(execution), slots_(slots) {
    for (std::size_t i = 0; i < rule.columns.size(); ++i)
      if (std::holds_alternative<ir::Term>(rule.columns[i])) plain_.push_back(i);
  }

  bool Run(Relation& result) {
    if (bindings_.size() == 0 && (!plain_.empty() || NeedsAValue())) return true;
    Relation keys(static_cast<std::uint32_t>(plain_.size()), execution_.budget);
    if (!AssignGroups(keys)) return false;
    std::vector<std::uint32_t> rows;
    const std::vector<std::uint32_t> ends = LayByGroup(rows);
    std::uint32_t begin = 0;
    for (const std::uint32_t end : ends) {
      if (!execution_.budget.Tick() ||
          !PutGroup(std::span(rows).subspan(begin, end - begin), result))
        return false;
      begin = end;
    }
    return true;
  }

 private:
  bool NeedsAValue() const {
    return std::any_of(rule_.columns.begin(), rule_.columns.end(),
                       [](const ir::HeadColumn& column) {
                         const auto* aggregate = std::get_if<ir::Aggregate>(&column);
                         return aggregate && (aggregate->kind == AggregateKind::kAvg ||
                                              aggregate->kind == AggregateKind::kMin ||
                                              aggregate->kind == AggregateKind::kMax ||
                                              aggregate->kind == AggregateKind::kList);
                       });
  }

  TermId At(std::uint32_t row, const ir::Term& term) const {
    return term.is_slot() ? Cell(row, term.slot) : term.constant;
  }
  std::size_t ColumnOf(ir::Slot slot) const {
    return static_cast<std::size_t>(std::find(slots_.begin(), slots_.end(), slot) - slots_.begin());
  }
  TermId Cell(std::uint32_t row, ir::Slot slot) const { return bindings_.row(row)[ColumnOf(slot)]; }

  bool AssignGroups(Relation& keys) {
    group_.resize(bindings_.size());
    groups_ = plain_.empty() ? 1 : 0;
    if (plain_.empty()) return execution_.budget.Ok();
    std::vector<TermId> key(plain_.size());
    std::vector<std::size_t> columns;  // of the bindings, that a key is made of
    std::vector<std::size_t> places;   // in the key
    for (std::size_t i = 0; i < plain_.size(); ++i) {
      const auto& term = std::get<ir::Term>(rule_.columns[plain_[i]]);
      key[i] = term.constant;
      if (!term.is_slot()) continue;
      columns.push_back(ColumnOf(term.slot));
      places.push_back(i);
    }
    for (std::uint32_t row = 0; row < bindings_.size(); ++row) {
      if (!execution_.budget.Tick()) return false;
      const TermId* binding = bindings_.row(row);
      bool is_new = row == 0;
      for (std::size_t i = 0; i < columns.size(); ++i)
        is_new =
            std::exchange(key[places[i]], binding[columns[i]]) != binding[columns[i]] || is_new;
      // Scans give rows of a group one after the other.
      group_[row] = is_new ? keys.InsertOrFind(key.data()) : group_[row - 1];
    }
    groups_ = keys.size();
    return !execution_.budget.stopped();
  }

  // The rows group by group, in their order; returns where each group ends.
  std::vector<std::uint32_t> LayByGroup(std::vector<std::uint32_t>& rows) const {
    std::vector<std::uint32_t> ends(groups_);
    for (const std::uint32_t group : group_) ++ends[group];
    if (std::is_sorted(group_.begin(), group_.end())) {  // they lie so already
      rows.resize(group_.size());
      std::iota(rows.begin(), rows.end(), 0);
      std::partial_sum(ends.begin(), ends.end(), ends.begin());
      return ends;
    }
    std::uint32_t begin = 0;
    for (std::uint32_t& end : ends) begin += std::exchange(end, begin);
    rows.resize(group_.size());
    for (std::uint32_t row = 0; row < group_.size(); ++row) rows[ends[group_[row]]++] = row;
    return ends;
  }

  // Whether no two rows of a group hold the same in this slot.
  bool TellsRowsApart(ir::Slot slot) const {
    return std::all_of(slots_.begin(), slots_.end(), [&](ir::Slot one) {
      return one == slot || std::any_of(plain_.begin(), plain_.end(), [&](std::size_t column) {
               return std::get<ir::Term>(rule_.columns[column]).slot == one;
             });
    });
  }

  bool PutGroup(std::span<const std::uint32_t> rows, Relation& result) {
    tuple_.clear();
    for (const ir::HeadColumn& column : rule_.columns) {
      if (const auto* term = std::get_if<ir::Term>(&column)) {
        tuple_.push_back(At(rows[0], *term));
        continue;
      }
      const Result<TermId> value = FoldColumn(std::get<ir::Aggregate>(column), rows);
      if (!value.ok()) return execution_.budget.Stop(value.status());
      tuple_.push_back(*value);
    }
    result.Insert(tuple_.data());
    return !execution_.budget.stopped();
  }

  Result<TermId> FoldColumn(const ir::Aggregate& aggregate, std::span<const std::uint32_t> rows) {
    const bool counts_rows =
        aggregate.argument == ir::kNoSlot ||
        (aggregate.kind == AggregateKind::kCount && TellsRowsApart(aggregate.argument));
    if (counts_rows) return execution_.terms.InternNumber(static_cast<double>(rows.size()));
    std::vector<TermId> terms;
    for (const std::uint32_t row : rows) terms.push_back(Cell(row, aggregate.argument));
    return Fold(aggregate.kind, std::move(terms), execution_);
  }

  const ir::Rule& rule_;
  const Relation& bindings_;
  Execution& execution_;
  const std::vector<ir::Slot>& slots_;  // by column of the bindings
  std::vector<std::size_t> plain_;      // columns that are no aggregates
  std::vector<std::uint32_t> group_;    // by row of the bindings
  std::uint32_t groups_ = 0;
  std::vector<TermId> tuple_;  // of the group under way
};

}  // namespace

bool AggregateBindings(const ir::Rule& rule, const std::vector<ir::Slot>& slots,
                       const Relation& bindings, Relation& result, Execution& execution) {
  return Grouping(rule, slots, bindings, execution).Run(result);
}

bool OnlyCounts(const ir::Rule& rule) {
  return std::all_of(rule.columns.begin(), rule.columns.end(), [](const ir::HeadColumn& column) {
    const auto* aggregate = std::get_if<ir::Aggregate>(&column);
    return aggregate && aggregate->kind == AggregateKind::kCount &&
           aggregate->argument == ir::kNoSlot;
  });
}

void PutCounts(const ir::Rule& rule, std::uint64_t bindings, Relation& result,
               Execution& execution) {
  const TermId count = execution.terms.InternNumber(static_cast<double>(bindings));
  const std::vector<TermId> tuple(rule.columns.size(), count);
  result.Insert(tuple.data());
}

}  // namespace lode
