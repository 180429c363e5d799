// A question in English, and the question of this language that it stands for.
#pragma once

#include <span>
#include <string>

#include "lode/query.h"
#include "query/syntax/token.h"

namespace lode {

// "" where the words are no English question. `senses` may be empty; it tells the predicate
// that the verb means. REQUIRES: there is a word.
std::string ExplainEnglish(std::span<const QueryToken> words, const SensesOf& senses);

// Runs of words that begin with a capital, and what stands in quotation marks.
std::vector<std::string> NamesIn(std::span<const QueryToken> words);

}  // namespace lode
