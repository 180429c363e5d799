// Habits from elsewhere: a name alone, `like "%x%"`, `*x*`, July 2025, a prefix in another
// spelling. Each is told how it is written here.
#pragma once

#include <cstddef>
#include <string>

#include "query/syntax/token.h"

namespace lode {

// One sentence; empty where nothing of the kind stands at word `at`, where reading stopped.
// `end` is past the clause. REQUIRES: begin <= at < end <= tokens.size().
std::string ExplainHabit(const QueryTokens& tokens, std::size_t begin, std::size_t at,
                         std::size_t end);

}  // namespace lode
