// What an empty answer would have been, had the question been put a little otherwise.
#pragma once

#include <string>
#include <vector>

#include "lode/query.h"
#include "query/engine.h"
#include "query/syntax/ast.h"
#include "query/syntax/source_span.h"
#include "storage/schema/schema.h"

namespace lode {

// One sentence for each way of asking that has answers: of another polarity or modality, of
// what holds no longer, with the arguments exchanged, with the words inside of longer ones, of
// predicates near its own, with the object in a role, without a role; where there is none of these,
// whatever links what the question names. Last, without which one of several conditions there are
// answers. Of a path: the ways through roles and through what is not affirmed and actual, else
// where was looked. Each holds the line to ask. Looks only where the question has no answer and
// counts nothing. Cost: some questions of a few rows, under the limits of `options` and
// kMostLookedMs together; what takes longer is not said. The engine is left as `Begin(options)`
// leaves it.
std::vector<std::string> NearAnswers(const ast::Query& query, const SourceText& source,
                                     const Answer& answer, const Schema& schema, Engine& engine,
                                     const QueryOptions& options);

}  // namespace lode
