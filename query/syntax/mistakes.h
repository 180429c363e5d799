// What somebody who wrote this may have meant: a sentence for every mistake in
// the spelling of a clause, and where to read on.
#pragma once

#include <cstddef>
#include <string>

#include "lode/query.h"
#include "query/syntax/token.h"

namespace lode {

struct Mistake {
  std::size_t first = 0, last = 0;  // tokens that the caret underlines
  bool after = false;               // the caret stands behind `last` instead
  std::string message;              // one sentence
  std::size_t resume = 0;           // the token at which the next clause begins
  std::size_t foreign_end = 0;      // behind the last token of a question of another language
};

// REQUIRES: `tokens` end with kEnd; the clause that begins at `begin` cannot be
// read past token `at`, begin <= at < tokens.size().
// `senses` tells the predicates that a word means; it may be empty.
Mistake ExplainMistake(const QueryTokens& tokens, std::size_t begin, std::size_t at,
                       const SensesOf& senses = {});

}  // namespace lode
