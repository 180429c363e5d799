// Rows of term ids to the rows that a person sees: ordered, cut, decoded.
#pragma once

#include "query/rows/execution.h"

namespace lode {

// Answers of more rows than these, to questions without `order by`, come as they are found.
inline constexpr std::uint64_t kMostSortedRows = 10'000;

// How many rows a question needs at all: where it has a limit and no order, and no row
// depends on all others. 0: every one.
Result<std::uint64_t> RowsNeeded(const ast::Query& query, const ir::Query& lowered,
                                 const QueryOptions& options);

// The numbers of the rows that the query shows, in the order that it asks for: at most
// `most` where it sets no limit. Rows that are equal there come by their columns' values
// from left to right. Without `order by` the rows that stand within the limit are the first
// that are found, and come by their values; where they are more than kMostSortedRows, as
// they are found. Either way the same store and question give the same order.
Result<std::vector<std::uint32_t>> ShownRows(const ast::Query& query, const ir::Query& lowered,
                                             const Relation& rows, std::uint64_t most,
                                             const QueryOptions& options, Execution& execution);

// Fills columns, rows, yes_no and holds of `answer`.
Status FillAnswer(const ast::Query& query, const ir::Query& lowered, const Relation& rows,
                  const QueryOptions& options, Execution& execution, Answer& answer,
                  std::vector<std::uint32_t>& shown_rows);

}  // namespace lode
