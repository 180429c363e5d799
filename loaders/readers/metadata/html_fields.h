// What an HTML page's head says of the article: meta tags, OpenGraph, JSON-LD.
#pragma once

#include <string_view>

#include "loaders/readers/lines/page.h"
#include "loaders/readers/markup/html_tree.h"

namespace lode {

// JSON-LD first, then OpenGraph and meta tags, microdata, then <title>, <time>, lang, and
// for the date the address. A witness that says nothing ("No Author") is passed over.
PageFields FieldsOf(const HtmlTree& tree);

}  // namespace lode
