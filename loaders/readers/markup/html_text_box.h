// The element of a page that holds its article.
#pragma once

#include "loaders/readers/markup/html_weights.h"

namespace lode {

struct TextBox {
  const GumboNode* node = nullptr;
  // The box itself where the page names it, or the page's one <article> round it: what stands
  // outside is none of the text. Null where there is neither.
  const GumboNode* around = nullptr;
};

// The element round the paragraphs of the article: that which the page names so
// (itemprop="articleBody", once and with text in it), else the one with most running text in
// blocks right below it, those a level deeper counting half, as Readability weighs them
// (Arc90, 2009), if it holds more than half of the page's. Null where no element does. The
// view is valid as long as the tree. Linear in the page.
TextBox FindTextBox(const GumboNode* root, const Weights& weights);

}  // namespace lode
