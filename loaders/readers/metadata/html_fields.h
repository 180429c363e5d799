// What an HTML page's head says of the article: meta tags, OpenGraph, JSON-LD.
#pragma once

#include <string_view>

#include "loaders/readers/lines/page.h"
#include "loaders/readers/markup/html_tree.h"

namespace lode {

// JSON-LD first, then OpenGraph and meta tags, then <title>, <time> and lang.
PageFields FieldsOf(const HtmlTree& tree);

// Fields of the first article-like object in a JSON-LD script; empty when the
// script is broken.
PageFields FieldsOfJsonLd(std::string_view script);

}  // namespace lode
