// From the grammar's tree of a clause to its parts.
#pragma once

#include "query/syntax/clause_shape.h"
#include "query/syntax/source_span.h"
#include "query/syntax/syntax_tree.h"
#include "query/syntax/token.h"

namespace lode {

// What cannot be (a date that is in no calendar, a second prefix) is reported and
// left out. REQUIRES: `clause` is a kClause over `tokens` of `source`.
ClauseParts ReadClause(const SyntaxNode& clause, const QueryTokens& tokens,
                       const SourceText& source, const ReportError& report);

}  // namespace lode
