// Pages that carry several numbered sources: each is an article of its own.
#pragma once

#include <string>
#include <vector>

#include "loaders/readers/lines/page.h"

namespace lode {

// The lines of one article of a page.
struct PagePart {
  std::vector<Line> lines;
  int number = 0;                // of the numbered source; 0 = the page itself
  std::size_t header_lines = 0;  // how many of `lines` are the source's header
};

// Splits "[1]", headline, text, "[2]", headline, text ... into its sources, in
// order, and what the page itself says (before and after them) into a last part
// where it holds text. A page without such numbers is one part.
std::vector<PagePart> SplitNumberedSources(std::vector<Line> lines);

}  // namespace lode
