// Slips of parsers where trades, names and "and" meet.
#pragma once

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Puts these readings right at one word:
//   "Moe and dancer Ana Holm"           he is no part of the dancer
//   "researcher and engineer Ana Holm"  she is both
void MendTradesAt(Sentence& sentence, int word, const EntityLexicon& lexicon);

}  // namespace lode
