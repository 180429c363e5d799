// Rows of term ids to the rows that a person sees: ordered, cut, decoded.
#pragma once

#include "query/rows/execution.h"

namespace lode {

// The numbers of the rows that the query shows, in the order that it asks for: at most
// `most` where it sets no limit. Rows that are equal there, and all others, come by
// their columns' values from left to right, so that the order is the same in every run.
Result<std::vector<std::uint32_t>> ShownRows(const ast::Query& query, const ir::Query& lowered,
                                             const Relation& rows, std::uint64_t most,
                                             const QueryOptions& options, Execution& execution);

// Fills columns, rows, yes_no and holds of `answer`.
Status FillAnswer(const ast::Query& query, const ir::Query& lowered, const Relation& rows,
                  const QueryOptions& options, Execution& execution, Answer& answer,
                  std::vector<std::uint32_t>& shown_rows);

}  // namespace lode
