// Lines of a page -> articles with blocks that know their kinds.
#pragma once

#include <vector>

#include "loaders/readers/lines/page.h"
#include "lode/load.h"
#include "lode/statement.h"

namespace lode {

// Finds an article's structure: title, byline, dateline, headings, lists, tweets,
// timelines, summaries, translations, captions; boilerplate is marked and kept. A
// page with numbered sources gives several articles, `part` counting from
// `first_part`. What `options` says fills the fields that the page leaves empty.
// The stored text is the blocks in order with a blank line between any two. A page
// without text gives none. Pure, linear in the page.
std::vector<Article> FindArticles(Page page, const LoadOptions& options, std::uint32_t first_part);

}  // namespace lode
