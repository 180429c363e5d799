// The words of a text node.
#pragma once

#include <gumbo.h>

#include <string_view>

#include "loaders/readers/bytes/mapped_text.h"

namespace lode {

// A text node's decoded words with the bytes of `page` that they came from; empty for a node
// that the parser made up. REQUIRES: a text node of the tree that was parsed from `page`.
MappedText TextOf(const GumboNode* node, std::string_view page);

}  // namespace lode
