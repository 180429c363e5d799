// Footnote marks: taken out as the markup they are, so that sentences are whole.
#pragma once

#include <vector>

#include "loaders/readers/lines/page.h"

namespace lode {

// Takes out marks that hang on running text ("controls.[para. 7]", "said[12]"),
// and marks that stand on a line of their own in the middle of a sentence:
// "to China", "1", ". This" become one line. A lone number that is no clear mark
// stays a line. Origins of what remains are kept.
void TakeOutFootnoteMarks(std::vector<Line>& lines);

// Takes out bare numbers that end a clause ("to China 1."), where a page is known
// to number `sources` sources: only marks 1..sources, only when there are several.
void TakeOutBareMarks(std::vector<Line>& lines, int sources);

}  // namespace lode
