// Statements about somebody whom a pronoun alone names.
#pragma once

#include <vector>

#include "loaders/extraction/clauses/reading_context.h"
#include "lode/statement.h"
#include "storage/articles/article_record.h"

namespace lode {

// Takes out what would be said of a "he", or of "its guest list", of whom or what no reader
// knows once the sentence is away: statements whose subject is called by a pronoun that nothing
// was found for, alone or as its owner, claims of such a speaker, objects that only
// point back ("opposed that language") or are those of somebody else whom nothing names ("critics
// praised its passage"), and subjects that do ("such a move"); and claims of nobody in particular
// ("another said").
// REQUIRES: nodes have their final names. Cost: linear.
void LeaveOutUnresolved(const ReadingContext& context, std::vector<StatementRecord>& statements);

}  // namespace lode
