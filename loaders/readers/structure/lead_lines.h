// Bylines and dates that stand below the first paragraph of the text.
#pragma once

#include <cstddef>

#include "loaders/readers/structure/draft.h"

namespace lode {

// Settles the short lines between the headline (`begin`) and the second paragraph that hold a
// whole day, or a name behind "von", "par" and the like, and takes author and day from them where
// the fields have none. Cost: linear in the lines it looks at.
void TakeLeadLines(Drafts& drafts, std::size_t begin, PageFields& fields);

}  // namespace lode
