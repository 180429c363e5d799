// How much of a page's words, and of its running text, stands below each element.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <unordered_map>

namespace lode {

struct Weight {
  std::size_t bytes = 0;      // of text
  std::size_t prose = 0;      // of it in blocks of a line or more that are not mostly links
  std::size_t own_prose = 0;  // of that, in the element's own block: no block below it
  std::size_t linked = 0;     // bytes in links
  std::size_t blocks = 0;     // with words of their own
  std::size_t headings = 0, linked_headings = 0;
  std::size_t images = 0;
  bool has_title = false;  // an <h1> is there
};

using Weights = std::unordered_map<const GumboNode*, Weight>;

// Weighs every element but those that hold no text for readers. Does not recurse.
Weights Weigh(const GumboNode* root);

// What stands below the element; nothing below one that was not weighed.
Weight WeightOf(const Weights& weights, const GumboNode* node);

// Scripts, styles, players, controls: nothing in them is text for readers.
bool IsSkippedTag(GumboTag tag);

// Stands in a line and opens none.
bool IsInlineTag(GumboTag tag);

const GumboVector& ChildrenOf(const GumboNode* node);
bool IsElement(const GumboNode* node);

}  // namespace lode
