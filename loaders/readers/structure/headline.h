// The head of a page: which lines stand above its text, and which is the headline.
#pragma once

#include <cstddef>
#include <string_view>

#include "loaders/readers/lines/page.h"
#include "loaders/readers/structure/draft.h"

namespace lode {

// The drafts [begin, end) above the first real paragraph. `title` is the headline's
// place, or the number of drafts where none is found; `page_title` that of the page's
// own title line above it ("Headline | Outlet"), or the number of drafts.
struct Head {
  std::size_t begin = 0, end = 0;
  std::size_t title = 0, page_title = 0;
};

// Finds the head. Menus may stand above it, however long: the head is what is near
// the text. A headline is the line that markup or the file's title says, else one that
// the page's first lines repeat, else one above a byline or date, else the first line
// that looks like one.
Head FindHead(const Drafts& drafts, const PageFields& fields);

// "BUSINESS", "Opinion": a section's name above a headline.
bool IsKicker(std::string_view line);

}  // namespace lode
