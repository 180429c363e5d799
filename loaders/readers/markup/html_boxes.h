// Boxes of a page that hold something beside its article: lists of teasers, photos with
// their lines; and what each class name of the page stands on.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "loaders/readers/markup/html_weights.h"

namespace lode {

struct Boxes {
  std::unordered_set<const GumboNode*> teasers;  // one of several like it
  std::unordered_set<const GumboNode*> photos;   // a picture and one line of text
  struct Prose {
    std::size_t all = 0, own = 0;  // bytes; in the elements' own blocks
  };
  // The running text in elements of that class attribute.
  std::unordered_map<std::string_view, Prose> prose_of_class;
};

// Views are valid as long as the tree. Linear in the page.
Boxes FindBoxes(const GumboNode* root, const Weights& weights);

}  // namespace lode
