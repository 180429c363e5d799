// Statements that say of a thing what its name says already.
#pragma once

#include <vector>

#include "loaders/extraction/clauses/reading_context.h"
#include "lode/statement.h"

namespace lode {

// Takes out what tells a reader nothing: "interview with Moe Lind -involves-> Moe Lind", by the
// predicates that link a thing to what stands in its phrase ("told-by-name" of the lists), and
// deeds whose own words one argument repeats ("staff -use-> tool used by staff"). Where several
// take part ("talks between Norway and Chile") each is told, and so is what rules draw on
// ("drawn-on") of a name. Of what somebody says, "the year she can remember" is no claim either.
// REQUIRES: nodes have their final names. Cost: linear.
void LeaveOutTautologies(const ReadingContext& context, std::vector<StatementRecord>& statements);

}  // namespace lode
