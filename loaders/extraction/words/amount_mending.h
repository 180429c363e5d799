// Puts right what belongs to an amount.
#pragma once

#include "loaders/language/sentences/sentence.h"

namespace lode {

// "killed at least two people", "grew sixfold to 352.8 tons": the words of a bound or a
// factor at `word` hang on the number or the verb.
void MendAmount(Sentence& sentence, int word);

}  // namespace lode
