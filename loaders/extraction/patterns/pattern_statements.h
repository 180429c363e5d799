// Statements that patterns make of an article.
#pragma once

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/patterns/pattern_set.h"

namespace lode {

// A statement without attribution, factuality and confidence, and the word it was read at:
// the pattern's trigger, whose clause says whether it holds and who claims it.
struct PatternStatement {
  StatementRecord record;
  int word = 0;
};

struct PatternReading {
  std::vector<PatternStatement> statements;  // in the order of the text
  // Sentence index and word of the verbs whose clauses the patterns have read whole.
  std::set<std::pair<std::uint32_t, int>> replaced;
};

// Runs all patterns over all sentences; other names go to the entities' aliases. Cost: for
// each word one look-up, and the matching of the patterns that the word triggers.
PatternReading ReadPatterns(const PatternSet& set, const Article& article,
                            ArticleEntities& entities);

}  // namespace lode
