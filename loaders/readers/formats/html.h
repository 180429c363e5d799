// HTML -> lines with what the markup says of them.
#pragma once

#include "loaders/readers/lines/page.h"
#include "lode/status.h"

namespace lode {

// Scripts, styles and markup go; navigation, asides, forms and teasers stay as
// lines hinted boilerplate. Fields come from meta tags, OpenGraph and JSON-LD.
// kLimit for nesting bombs. Cost: linear for pages of ordinary depth.
Result<Page> ReadHtml(const MappedText& text);

// Whether the text holds HTML tags or entities and should be read as HTML.
bool HoldsMarkup(std::string_view text);

}  // namespace lode
