// Values are compared once: all terms of the answer are sorted by value, and the rows
// are sorted by the places of their terms in that order. Only the rows that are shown
// are decoded.

#include "query/answer.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "query/program/rewrite.h"
#include "query/program/typed_values.h"
#include "query/rows/stoppable_sort.h"

namespace lode {

namespace {

struct SortKey {
  std::size_t column = 0;
  bool descending = false;
};

class RowSorter {
 public:
  RowSorter(const Relation& rows, Execution& execution) : rows_(rows), execution_(execution) {}

  // False when the budget stopped.
  bool Rank() {
    std::vector<TermId> terms;
    for (std::uint32_t row = 0; row < rows_.size(); ++row)
      terms.insert(terms.end(), rows_.row(row), rows_.row(row) + rows_.arity());
    if (!StoppableSort(terms, execution_.budget, std::less<>())) return false;
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    for (const TermId term : terms) {  // in order of id: the store reads along
      if (!execution_.budget.Tick()) return false;
      execution_.terms.ValueOf(term);
    }
    const auto order = [&](TermId a, TermId b) {
      return a == b ? 0 : DisplayOrder(execution_.terms.ValueOf(a), execution_.terms.ValueOf(b));
    };
    if (!StoppableSort(terms, execution_.budget,
                       [&](TermId a, TermId b) { return order(a, b) < 0; }))
      return false;
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (!execution_.budget.Tick()) return false;
      if (i > 0 && order(terms[i - 1], terms[i]) != 0) ++rank;
      ranks_[terms[i]] = rank;
    }
    return execution_.budget.Ok();
  }

  // The numbers of the rows in order; false when the budget stopped.
  bool Sort(const std::vector<SortKey>& keys, std::vector<std::uint32_t>& order) const {
    order.resize(rows_.size());
    std::iota(order.begin(), order.end(), 0);
    return StoppableSort(order, execution_.budget, [&](std::uint32_t a, std::uint32_t b) {
      for (const SortKey& key : keys) {
        const std::uint32_t left = RankAt(a, key.column), right = RankAt(b, key.column);
        if (left != right) return key.descending ? left > right : left < right;
      }
      return a < b;
    });
  }

 private:
  std::uint32_t RankAt(std::uint32_t row, std::size_t column) const {
    return ranks_.at(rows_.row(row)[column]);
  }

  const Relation& rows_;
  Execution& execution_;
  std::unordered_map<TermId, std::uint32_t, TermIdHash> ranks_;
};

Result<std::vector<SortKey>> KeysOf(const ast::Query& query, const ir::Query& lowered) {
  std::vector<SortKey> keys;
  for (const ast::OrderKey& key : query.order) {
    const auto& names = lowered.column_names;
    const auto at = std::find(names.begin(), names.end(), key.variable);
    if (at == names.end())
      return Status(Code::kInvalidInput, "`order by " + key.variable +
                                             "` names no column of the answer: add it to `select`");
    keys.push_back({static_cast<std::size_t>(at - names.begin()), key.descending});
  }
  for (std::size_t column = 0; column < lowered.column_names.size(); ++column)
    keys.push_back({column, false});
  return keys;
}

Result<std::uint64_t> CountOr(const std::optional<ast::Count>& count, std::uint64_t otherwise,
                              const QueryOptions& options) {
  return count ? LowerCount(*count, options.parameters) : Result<std::uint64_t>(otherwise);
}

}  // namespace

Result<std::vector<std::uint32_t>> ShownRows(const ast::Query& query, const ir::Query& lowered,
                                             const Relation& rows, std::uint64_t most,
                                             const QueryOptions& options, Execution& execution) {
  const Result<std::vector<SortKey>> keys = KeysOf(query, lowered);
  if (!keys.ok()) return keys.status();
  const Result<std::uint64_t> offset = CountOr(query.offset, 0, options);
  if (!offset.ok()) return offset.status();
  const Result<std::uint64_t> limit = CountOr(query.limit, most, options);
  if (!limit.ok()) return limit.status();
  RowSorter sorter(rows, execution);
  std::vector<std::uint32_t> order;
  if (!sorter.Rank() || !sorter.Sort(*keys, order)) return execution.budget.status();
  const std::uint64_t begin = std::min<std::uint64_t>(*offset, order.size());
  const std::uint64_t end = begin + std::min<std::uint64_t>(*limit, order.size() - begin);
  order.resize(end);
  order.erase(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(begin));
  return order;
}

Status FillAnswer(const ast::Query& query, const ir::Query& lowered, const Relation& rows,
                  const QueryOptions& options, Execution& execution, Answer& answer,
                  std::vector<std::uint32_t>& shown_rows) {
  answer.yes_no = lowered.yes_no;
  answer.holds = rows.size() > 0;
  if (lowered.yes_no && answer.holds) shown_rows = {0};
  if (lowered.yes_no) return Status::Ok();
  answer.columns = lowered.column_names;
  auto ordered = ShownRows(query, lowered, rows, rows.size(), options, execution);
  if (!ordered.ok()) return ordered.status();
  shown_rows = *std::move(ordered);
  if (!execution.budget.CountRows(shown_rows.size())) return execution.budget.status();
  for (const std::uint32_t row : shown_rows) {
    if (!execution.budget.Tick()) return execution.budget.status();
    std::vector<Value>& shown = answer.rows.emplace_back();
    for (std::uint32_t c = 0; c < rows.arity(); ++c)
      shown.push_back(execution.terms.ValueOf(rows.row(row)[c]));
  }
  return Status::Ok();
}

}  // namespace lode
