// Rows of term ids to the rows that a person sees: ordered, cut, decoded.
#pragma once

#include "query/execution.h"

namespace lode {

// Fills columns, rows, yes_no and holds of `answer`. Rows come in the order that the
// query asks for, rows that are equal there and all others by their columns' values
// from left to right, so that the order is the same in every run.
Status FillAnswer(const ast::Query& query, const ir::Query& lowered, const Relation& rows,
                  const QueryOptions& options, Execution& execution, Answer& answer);

}  // namespace lode
