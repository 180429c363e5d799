// The day that a page shows its reader, where its head and its data say none.
#pragma once

#include <string>
#include <string_view>

#include "loaders/readers/markup/html_tree.h"

namespace lode {

enum class DaysOf {
  kAll,    // texts, and attributes such as <time datetime>
  kTexts,  // what is shown only
};

// ISO 8601, or as written where the numbers read both ways ("02/05/2025"); empty where no day of
// the page is likely enough that of its article. `title` is the article's, empty where unknown.
// Cost: linear in the page.
std::string DateOnPage(const GumboNode* root, std::string_view title, DaysOf days);

}  // namespace lode
