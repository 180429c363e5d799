// Title, byline, date and outlet, from the lines at an article's head.
#pragma once

#include "loaders/readers/lines/page.h"
#include "loaders/readers/structure/draft.h"

namespace lode {

// Settles title, byline, dateline and outlet lines among the first blocks and
// fills the empty fields of `fields` from them; `published` becomes ISO 8601. A
// dateline inside the first paragraph ("LONDON, July 3 (Agency) - ") becomes a
// block of its own. What is not clear stays a paragraph.
void ReadHeader(Drafts& drafts, PageFields& fields);

}  // namespace lode
