// Trees put right by patterns that are data.
#pragma once

#include <vector>

#include "loaders/extraction/patterns/pattern_set.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Changes each tree as the mends of the set say (docs/patterns.md), word by word, each mend
// as often as it holds at a word, at most four times. A mend that would leave a word under itself,
// or another number of roots, is not made. Cost: that of the patterns that the words trigger; a
// tree that is changed is read again.
void MendByPatterns(std::vector<Sentence>& sentences, const PatternSet& set);

}  // namespace lode
