// What an article says without a sentence that says it: relations drawn from
// several statements, with their premises.
#pragma once

#include "loaders/extraction/words/rules.h"
#include "storage/articles/article_record.h"

namespace lode {

// Adds what the rules draw from the record's statements, each with its premises (indexes
// into record.statements), and that units named after their parent are parts of it.
// REQUIRES: statements are complete but for derived ones. Cost: linear in the statements
// for rules whose conditions share variables; at most 1,000 statements are drawn.
void AddDerivedRelations(ArticleRecord& record, const ExtractionRules& rules);

}  // namespace lode
