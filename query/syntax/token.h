// The words of a query text, as the parser sees them and as messages speak of them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/syntax/ast.h"

namespace lode {

enum class QueryTokenKind : std::uint8_t {
  kName,
  kKeyword,
  kVariable,
  kParameter,
  kEntity,
  kString,
  kNumber,  // whole numbers and decimals
  kPercent,
  kDate,
  kSymbol,  // punctuation and operators: `text` tells which
  kEnd,     // after the last word
  // No part of the language; each is a mistake with a name.
  kUnclosedString,
  kSingleQuotes,
  kCurrency,
  kDottedNumber,
  kSlashedDate,
  kNumberWord,
  kDashedVariable,
  kOddWord,
  kDoubleEquals,
  kSqlNotEqual,
  kTurnedCompare,
  kLogicSign,
  kDash,
  kOther,
};

struct QueryToken {
  QueryTokenKind kind = QueryTokenKind::kEnd;
  std::string text;
  ast::Place place;

  bool Is(const char* symbol) const { return kind == QueryTokenKind::kSymbol && text == symbol; }
  bool is_word() const { return kind == QueryTokenKind::kName || kind == QueryTokenKind::kKeyword; }
  bool is_word_like() const { return is_word() || kind == QueryTokenKind::kVariable; }
  // Ends where the next one begins, without a space.
  bool Touches(const QueryToken& next) const {
    return place.offset + place.length == next.place.offset;
  }
};

using QueryTokens = std::vector<QueryToken>;

// The words [first, last] with single spaces where there were gaps or comments.
std::string TextOf(const QueryTokens& tokens, std::size_t first, std::size_t last);

// The first token that stands deeper than `limit`, or tokens.size(). Operators
// nest as parentheses do: in 1 + 2 + 3 the first sum lies inside the second.
std::size_t FirstTooDeep(const QueryTokens& tokens, std::uint32_t limit);

template <std::size_t n>
bool IsOneOf(std::string_view text, const std::array<std::string_view, n>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// In capitals, where the letters are ASCII.
std::string Upper(std::string text);

}  // namespace lode
