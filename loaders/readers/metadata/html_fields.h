// What an HTML page's head says of the article: meta tags, OpenGraph, JSON-LD.
#pragma once

#include <string>
#include <vector>

#include "loaders/readers/lines/page.h"
#include "loaders/readers/markup/html_tree.h"

namespace lode {

// JSON-LD first, then OpenGraph and meta tags, microdata, then <title>, <time>, lang, and
// for the date the address. A witness that says nothing ("No Author") is passed over.
PageFields FieldsOf(const HtmlTree& tree);

// What the page's head says the page is about, each in its own words, without surplus space.
std::vector<std::string> DescriptionsOf(const HtmlTree& tree);

}  // namespace lode
