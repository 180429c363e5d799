// Plain text and Markdown -> lines.
#pragma once

#include "loaders/readers/lines/page.h"

namespace lode {

// One line of the page for each line of the text; lines that were only wrapped to
// a width are joined again. Cost: linear.
Page ReadText(const MappedText& text);

// The same for Markdown: headings, lists, quotations; links and emphasis lose
// their marks, code and comments are left out, front matter fills the fields.
Page ReadMarkdown(const MappedText& text);

}  // namespace lode
