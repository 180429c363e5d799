// Marks a page's furniture: what is on the page and not of the article.
#pragma once

#include "loaders/readers/structure/draft.h"

namespace lode {

// Marks boilerplate and captions by cue lines, sections after a cue, density,
// lists of teasers and the page's foot. Marks, never removes.
void MarkBoilerplate(Drafts& drafts);

// Cuts "Also Read: <headline>" out of the middle of running paragraphs into
// boilerplate blocks of their own, as far as the headline's end can be told.
void CutTeasersOut(Drafts& drafts);

}  // namespace lode
