// Offices that were held: "was secretary of state".
#pragma once

#include <cstdint>

#include "loaders/extraction/clauses/reading_context.h"
#include "lode/statement.h"

namespace lode {

// Does a statement read at `word` of `sentence` (from 0) tell of an office or a job in the past
// ("was a member of the board", "served as chief")? What somebody said was so may be so still, a
// date says enough, and "the only sister on the stage" is no office.
bool IsPastPost(const ReadingContext& context, const StatementRecord& statement,
                std::uint32_t sentence, int word);

}  // namespace lode
