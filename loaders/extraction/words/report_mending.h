// Puts right which of several clauses round a verb of saying is said.
#pragma once

#include "loaders/extraction/words/word_lists.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Hangs clauses where they belong: on the first clause of "he says A but B", on that before
// the colon of "said two things: A, but B". Reads
// speech.list. Cost: linear in the words, times those within a clause.
void MendReports(Sentence& sentence, const WordLists& lists);

}  // namespace lode
