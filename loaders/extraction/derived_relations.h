// What an article says without a sentence that says it: relations drawn from
// several statements, with their premises.
#pragma once

#include <vector>

#include "storage/article_record.h"

namespace lode {

// Adds derived statements to the record's own, each with premises (indexes into
// record.statements). Now: competes-with, where the products of two makers are
// compared or set against each other, or one acts against the other's influence,
// share or market. REQUIRES: statements are complete but for derived ones.
void AddDerivedRelations(ArticleRecord& record);

}  // namespace lode
