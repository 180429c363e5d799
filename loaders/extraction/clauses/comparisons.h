// What a comparison compares: by which degree, with what, and by how much.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "loaders/extraction/clauses/projection.h"
#include "loaders/extraction/clauses/reading_context.h"

namespace lode {

// What the list of degrees says of the adverb at an adjective; empty for nothing.
std::string_view DegreeOf(const SentenceGraph& graph, int adjective, const WordLists& lists);

// "is 7% higher than that of boys": with another thing, and not with itself at another time
// ("than last year").
bool IsComparedToAnother(const ReadingContext& context, std::uint32_t sentence, int predicate);

// "is 7% higher": the amount before the adjective; nothing if there is none.
std::optional<Argument> HowMuch(const ReadingContext& context, std::uint32_t sentence,
                                int adjective);

}  // namespace lode
