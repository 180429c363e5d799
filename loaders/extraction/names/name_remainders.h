// Names of which a model left the rest as words of their own.
#pragma once

#include <vector>

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Makes one mention of a name and of what is no name without it:
//   "Tarn | Foundation", "Ana Dahl | High School"  a word that names of bodies end with
//   "Hurricane | Otto"                  a word that names of storms or ships begin with
//   "Oslo-Tarn | Meeting"               the same, behind what hyphens join
//   "Civil | Defence"                   the same, behind an adjective with a capital
//   "Orrin-Lumen"                       a firm of two names
//   "Kim Dae-jung"                      a given name of two parts, the second small
//   "Annals of Polar Medicine"          a journal with its field
//   "A Walk From the Sea"               a title, told by its large preposition
// Gives the first words of the mentions that it changed.
std::vector<int> JoinRemainders(Sentence& sentence, const EntityLexicon& lexicon);

}  // namespace lode
