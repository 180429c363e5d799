// Puts right words that were taken for another part of speech, and what hangs on them.
#pragma once

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/word_lists.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// "wouldn´t" in three pieces, the bare form of "to lower", "Moe and his partner, Lea Brun, own the
// inn" with three owners, "is worth $2 billion". Each needs a shape that no sentence has in that
// reading. Cost: linear in the words, times those within reach.
void MendSlips(Sentence& sentence, const EntityLexicon& lexicon, const WordLists& lists);

}  // namespace lode
