// Blocks that say again what an earlier one said.
#pragma once

#include "loaders/readers/structure/draft.h"

namespace lode {

// Sets duplicate_of where a block's words are, up to case, punctuation, links and
// a tweet's author line, (nearly) all in one earlier block. Cost: linear in the
// text but for shingles that very many blocks share, which are passed over.
void MarkNearDuplicates(Drafts& drafts);

}  // namespace lode
