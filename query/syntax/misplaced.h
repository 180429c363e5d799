// What is part of the language, but not there: `group by`, count(*), a role or a limit outside of
// its question, a predicate between its names.
#pragma once

#include <string>

#include "query/syntax/habit_clause.h"

namespace lode {

// One sentence; empty where nothing of the kind stands in the clause.
std::string ExplainMisplaced(const HabitClause& clause);

}  // namespace lode
