// A clause that could not be read, as those look at it who know what its writer may have meant.
#pragma once

#include <cstddef>
#include <string>

#include "query/syntax/token.h"

namespace lode {

// The clause, and words of it by their distance from the place where reading stopped.
struct HabitClause {
  const QueryTokens& tokens;
  std::size_t begin, at, end;
  const QueryToken& now(int ahead = 0) const {
    static const QueryToken none;
    const auto place = static_cast<std::ptrdiff_t>(at) + ahead;
    const bool inside = place >= static_cast<std::ptrdiff_t>(begin) &&
                        place < static_cast<std::ptrdiff_t>(tokens.size());
    return inside ? tokens[static_cast<std::size_t>(place)] : none;
  }
  bool in_parentheses() const {
    int depth = 0;
    for (std::size_t i = begin; i < at; ++i)
      depth += tokens[i].Is("(") ? 1 : tokens[i].Is(")") && depth > 0 ? -1 : 0;
    return depth > 0;
  }
};

inline std::string Unquoted(const QueryToken& token) {
  return token.kind == QueryTokenKind::kString ? token.text.substr(1, token.text.size() - 2)
                                               : token.text;
}

}  // namespace lode
