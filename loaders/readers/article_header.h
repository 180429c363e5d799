// Title, byline, date and outlet, from the lines at an article's head.
#pragma once

#include "loaders/readers/draft.h"
#include "loaders/readers/page.h"

namespace lode {

// Settles title, byline, dateline and outlet lines among the first blocks and
// fills the empty fields of `fields` from them; `published` becomes ISO 8601. A
// dateline inside the first paragraph ("LONDON, July 3 (Agency) - ") becomes a
// block of its own. What is not clear stays a paragraph.
void ReadHeader(Drafts& drafts, PageFields& fields);

// Date words -> ISO 8601, also where a label ("Published:", "By end of"), a
// weekday or a day range surrounds them; empty when they are no date.
std::string DateIn(std::string_view text);

}  // namespace lode
