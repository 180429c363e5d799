// Lines that ran into a paragraph when a page's line breaks were lost.
#pragma once

#include "loaders/readers/structure/draft.h"

namespace lode {

// Cuts off the text's first paragraph what belongs to the head ("By Una Berg LONDON
// (Agency) - The ...": the byline) or to a photo ("A ferry at sea. Tor Lind | Agency The
// ..."), and off any paragraph's end the reporters' credit "(Reporting by ...)" and a
// photo's ("Photo: Agency").
void CutRunIns(Drafts& drafts);

}  // namespace lode
