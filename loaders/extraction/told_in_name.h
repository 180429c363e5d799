// Deeds that the name of a thing tells already.
#pragma once

#include "loaders/extraction/clauses/reading_context.h"
#include "lode/statement.h"

namespace lode {

// Does an argument of a clause's statement hold its verb and its other argument, so that the
// statement says only what that name says: "officials who met staff -meet-> staff"? Not so what
// is news of one thing, or of so many of them: "a blast that killed 12 people -kills-> 12 people"
// (the blast is called so then, see plain_names.h), a clause that leads to a name, one behind a
// comma, and what rules draw on ("drawn-on" of the lists).
// REQUIRES: the statement's spans are those of its words. Cost: linear in the verb's phrase.
bool IsToldInName(const ReadingContext& context, const StatementRecord& statement);

}  // namespace lode
