// Slips of taggers and lemmatisers, put right word by word.
#pragma once

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Mends the reading of one word, from 1, in place:
//   "shares rose", "tin is mined"  lemmas "rise", "mine"
//   "the Food and Tea Board"       one name, not two things
//   "Managing Director Ana Holm"   a title, not a deed
//   "the KRT said"                 a name, not a common noun
void MendWord(Sentence& sentence, int word, const EntityLexicon& lexicon);

}  // namespace lode
