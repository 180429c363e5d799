// Questions in another language: SQL, SPARQL, Cypher, English. Each is told the line that asks the
// same here, as far as its own words show what that is.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "lode/query.h"
#include "query/syntax/token.h"

namespace lode {

// One sentence; empty when the words [begin, end) are no such question. `senses` may be empty.
// REQUIRES: begin < end <= tokens.size().
std::string ExplainForeignQuery(const QueryTokens& tokens, std::size_t begin, std::size_t end,
                                const SensesOf& senses);

// Whether the words begin as a question in SPARQL, whose variables end no clause.
bool IsSparql(std::span<const QueryToken> tokens);

}  // namespace lode
