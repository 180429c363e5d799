// Puts right offices with their fields or places before names.
#pragma once

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// "Governor of Vestland Ada Lind": parts a place from the name behind it, and hangs the
// office on the name.
void MendOffices(Sentence& sentence, const EntityLexicon& lexicon);

}  // namespace lode
