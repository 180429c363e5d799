// What an answer that has rows leaves out, for whoever takes it for all there is.
#pragma once

#include <string>
#include <vector>

#include "lode/query.h"
#include "query/engine.h"
#include "query/syntax/ast.h"
#include "query/syntax/source_span.h"
#include "storage/schema/schema.h"

namespace lode {

// Whether more rows are planned, rumored, denied and so on, and whether predicates near those of
// the question have more, or a name that it asks stands in a role: a sentence each, with the line
// to ask. Looks only where the question has some rows, not more than kMostRowsLookedAt, and neither
// cuts nor counts them. Cost: some questions of as many rows, under the limits of `options` and
// kMostLookedForMoreMs together. The engine is left as `Begin(options)` leaves it.
inline constexpr std::uint64_t kMostRowsLookedAt = 200, kMostLookedForMoreMs = 100;
std::vector<std::string> MoreAnswers(const ast::Query& query, const SourceText& source,
                                     const Answer& answer, const Schema& schema, Engine& engine,
                                     const QueryOptions& options);

}  // namespace lode
