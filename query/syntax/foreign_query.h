// Questions in another language: SQL, Cypher, English. Each is told the line that asks the
// same here, as far as its own words show what that is.
#pragma once

#include <cstddef>
#include <string>

#include "query/syntax/token.h"

namespace lode {

// One sentence; empty when the words [begin, end) are no such question.
// REQUIRES: begin < end <= tokens.size().
std::string ExplainForeignQuery(const QueryTokens& tokens, std::size_t begin, std::size_t end);

}  // namespace lode
