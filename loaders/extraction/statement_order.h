// What an article says twice in one sentence, and the order of what it says.
#pragma once

#include <vector>

#include "storage/articles/article_record.h"

namespace lode {

// Keeps the surest of equal statements, in the order of the text. Cost: n log n.
void SortAndDeduplicate(std::vector<StatementRecord>& statements);

}  // namespace lode
