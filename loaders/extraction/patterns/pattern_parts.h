// What a "make" line puts into a statement.
#pragma once

#include <optional>

#include "loaders/extraction/patterns/pattern_match.h"

namespace lode {

struct PartValue {
  Argument argument;
  Spans spans;
};

// The part as an argument; none where it stands for nothing. Makes nodes for terms, places
// and positions that the article has none for. `person`: the word that the statement is
// about, which no phrase runs into.
std::optional<PartValue> ReadPart(const Part& part, const PatternMatch& match, const WordView& view,
                                  const Article& article, int person);

// When the deed of a verb happened, as its own phrases say.
std::optional<Value> TimeOf(const WordView& view, const Article& article, int verb);

}  // namespace lode
