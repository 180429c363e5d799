// Questions in another language: SQL, SPARQL, Cypher, English. Each is told the line that asks the
// same here, as far as its own words show what that is.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "lode/query.h"
#include "query/syntax/token.h"

namespace lode {

// The predicate that a table or relation of that name may be; "" for none.
using PredicateCalled = std::function<std::string(const std::string& name)>;

// One sentence; empty when the words [begin, end) are no such question. `senses` may be empty, and
// `called`: then whatever is named is taken for a predicate.
// REQUIRES: begin < end <= tokens.size().
std::string ExplainForeignQuery(const QueryTokens& tokens, std::size_t begin, std::size_t end,
                                const SensesOf& senses, const PredicateCalled& called = {});

// Whether the words begin as a question in SPARQL, whose variables end no clause.
bool IsSparql(std::span<const QueryToken> tokens);
// The same in Cypher, where `p.name` ends none.
bool IsCypher(std::span<const QueryToken> tokens);

}  // namespace lode
