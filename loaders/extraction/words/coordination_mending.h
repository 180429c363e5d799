// Slips of parsers in what is joined to what, and in whose subject a noun is.
#pragma once

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/word_lists.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Puts these readings right at one word:
//   "showed a raider had sunk"          the raider is what had sunk: no object, but a clause
//   "rose as stocks in Oslo fell"       the stocks fell, whatever they were hung on
//   "off the roads and shops were shut" a verb that nothing joins has the noun before it
//   "were hunting fish or taking bait"  like is joined to like: taking to hunting
//   "Moe, Costa Rica and"               neighbours without a comma are one
// and trades as in trade_mending.h.
void MendCoordinationAt(Sentence& sentence, int word, const EntityLexicon& lexicon,
                        const WordLists& lists);

}  // namespace lode
