// Who wrote an article, from the lines of its head.
#pragma once

#include <string>
#include <string_view>

#include "loaders/readers/lines/page.h"
#include "loaders/readers/structure/draft.h"

namespace lode {

// The names in "By Una Berg, staff writer", as written; empty for those who edited or translated.
std::string AuthorOf(std::string_view byline);

// "Una Berg", "Una Berg and Tor Lind".
bool AreNames(std::string_view line);

// Lines from `begin` to the third paragraph that name the author though their boxes or their
// place say otherwise: "By Una Berg" in a box of buttons or under a picture, "By" and the name
// on the next line. Settles them as bylines and fills the author.
void TakeHiddenBylines(Drafts& drafts, std::size_t begin, PageFields& fields);

}  // namespace lode
