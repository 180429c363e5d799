// Slips of parsers in how verbs and their arguments hang together.
#pragma once

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/word_lists.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Puts these readings right at one word:
//   "are to travel"                     "are" is an auxiliary
//   "Velt and 6G: The U.S. blacklisted" what stands before the colon is no subject
//   "by rebels …, not by the army"      the army is set against the rebels
//   "named Anna Berg chief executive"   her, and what she is to be
//   "300 people in Oslo and 200 in Bergen"  each number with its place
//   "grew sixfold to 352 tons"          the tons are what it grew to
//   "Orr, Tessal, and Kelp—halted …"    "halted" is the sentence's verb
void MendClauseAt(Sentence& sentence, int word, const EntityLexicon& lexicon,
                  const WordLists& lists);

}  // namespace lode
