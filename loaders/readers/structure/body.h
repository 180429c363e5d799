// Where a page's running text stands, and what round it is none of it.
#pragma once

#include <cstddef>
#include <string>

#include "loaders/readers/structure/draft.h"

namespace lode {

// The drafts [begin, end) that hold the running text; both ends are prose. Empty when
// the page has no line that ends like a sentence.
struct Body {
  std::size_t begin = 0, end = 0;

  bool empty() const { return begin == end; }
};

// The stretch with the greatest sum of scores, where prose counts for a page's text
// and furniture and lines without a full stop count against it: maximum subsequence
// segmentation (Pasternack and Roth, "Extracting Article Text from the Web", 2009),
// with scores by shape instead of a learned model. Linear in the page.
Body FindBody(const Drafts& drafts);

// Marks runs of other articles' headlines inside the body: two or more lines that
// could be headlines with prose above and below. What a colon announces is a list of
// the article's own, and one such line alone is a heading.
void MarkHeadlineRuns(Drafts& drafts, const Body& body);

// Marks the menus above the body: runs of lines of a few words.
void MarkMenus(Drafts& drafts, const Body& body);

// Makes the last paragraphs bylines where they tell of the author ("Una Berg is a
// reporter ..."). `author` is the article's, or empty.
void MarkAuthorNotes(Drafts& drafts, const std::string& author);

// Marks what stands below the body, unless it is a paragraph of its own weight. A few
// closing lines without furniture are left.
void MarkTail(Drafts& drafts, const Body& body);

}  // namespace lode
