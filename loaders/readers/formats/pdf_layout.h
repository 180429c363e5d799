// Words on pages of print -> paragraphs.
#pragma once

#include <string>
#include <vector>

#include "loaders/readers/lines/page.h"

namespace lode {

// Places are in points from the page's upper left corner.
struct PrintedWord {
  std::string text;  // UTF-8
  double left = 0, top = 0, right = 0, bottom = 0;
  double size = 0;          // of the letters
  bool space_after = true;  // else the next word is a part of the same one
};

struct PrintedPage {
  double width = 0, height = 0;
  std::vector<PrintedWord> words;  // in reading order: a column after the other
};

// A line for each paragraph and heading, in reading order. Running heads, feet and page numbers
// go by what repeats near the edges of the pages; lines are joined to paragraphs, also across
// columns and pages; a hyphen at a line's end goes, unless the document has the word with it.
// Every line's source is `source`. Cost: linear, but for sorting a page's lines.
std::vector<Line> ParagraphsOf(const std::vector<PrintedPage>& pages, Span source);

}  // namespace lode
