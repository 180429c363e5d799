// Slips of parsers in what a phrase hangs on.
#pragma once

#include "loaders/extraction/words/word_lists.h"
#include "loaders/language/sentence.h"

namespace lode {

// Puts these readings right at one word:
//   "left unchanged its forecast"       adjectives have no objects: the verb's
//   "came back to the idea"             adverbs of direction have no phrases: the verb's
//   "play recorded music"               a participle between verb and noun is the noun's
//   "on a scale not seen before"        the scale is not seen, in the verb's phrase
//   "another called Tarn has members"   "has" is the verb, "called" says which one
//   "feel-good pills"                   what hyphens join is one word
//   "take place in Oslo"                the verb's, whatever its noun
//   "makes imports, including oil, dearer"  what they are made
//   "voted in May to leave"             what they voted for
//   "a lawn and garden company"         with one article, both say what the company is for
//   "spend more time treating patients" the time is spent so
//   "in various video game forums"      one phrase, not two
//   "close mines before it recovers"    the clause is the verb's
void MendAttachmentAt(Sentence& sentence, int word, const WordLists& lists);

}  // namespace lode
