// Slips of parsers in what a phrase hangs on.
#pragma once

#include "loaders/extraction/words/word_lists.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Puts these readings right at one word:
//   "play recorded music"               a participle between verb and noun is the noun's
//   "another called Tarn has members"   "has" is the verb, "called" says which one
//   "feel-good pills"                   what hyphens join is one word
//   "a lawn and garden company"         with one article, both say what the company is for
void MendAttachmentAt(Sentence& sentence, int word, const WordLists& lists);

}  // namespace lode
