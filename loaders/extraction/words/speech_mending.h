// Regular slips of parsers round verbs of saying, put right before a tree is read.
#pragma once

#include <vector>

#include "loaders/extraction/words/word_lists.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Mends these readings, by the verbs of speech.list:
//   "said visitors would pay"                 the visitors pay, nobody is told
//   "told reporters after the vote that …"    what is said hangs on "told", not on the vote
//   "…, people close to the talks said."      the sentence's verb, whatever it was hung on
void MendSpeech(std::vector<Sentence>& sentences, const WordLists& lists);

}  // namespace lode
