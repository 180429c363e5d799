// Infinitives and gerunds that a parser hangs on the wrong word, hung right.
#pragma once

#include <vector>

#include "loaders/extraction/words/word_lists.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Changes the trees in place, where the lists know the noun or the verb:
//   "upheld the order to close the mine"    the infinitive is the order's, not the verb's
//   "described the ruling as historic"      the phrase is the description's, not the ruling's
//   "Orrin named Ana Holm chairwoman."       no passive: it would have its auxiliary
//   "accused the bank of hiding losses"     the gerund is the accusation's, not the bank's
void RehangVerbs(std::vector<Sentence>& sentences, const WordLists& lists);

}  // namespace lode
