// Regular slips of parsers on news sentences, put right before a tree is read.
#pragma once

#include <vector>

#include "loaders/extraction/entity_lexicon.h"
#include "loaders/language/sentence.h"

namespace lode {

// Copies of the sentences with these readings mended:
//   "it is in talks to buy Y"      "it" stands for somebody, the infinitive hangs on "talks"
//   "the power company Elektra"    one subject, not two
//   "accused the union of fraud"   the accusation's, not the union's
//   "shares rose", "tin is mined"  lemmas "rise", "mine"
//   "a new mine"                   no pronoun
//   "the Food and Tea Board"       one name, not two things
//   "the KRT said"                 a name, not a common noun
std::vector<Sentence> MendTrees(const std::vector<Sentence>& sentences,
                                const EntityLexicon& lexicon);

}  // namespace lode
