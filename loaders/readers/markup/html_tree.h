// A parsed HTML page that cannot grow past its limits.
#pragma once

#include <gumbo.h>

#include <memory>
#include <string_view>

#include "lode/status.h"

namespace lode {

// Owns the tree of one page; nodes live as long as it does, and point into the
// text that was parsed. Memory is an arena, so that freeing a deep tree does not
// recurse. kLimit when elements nest deeper than `markup-depth` (2,000) or a tag
// has more than 1,000 attributes, or the tree needs more than `markup-bytes` (64 times the page and
// 16 MB).
class HtmlTree {
 public:
  static Result<HtmlTree> Parse(std::string_view text);
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  const GumboNode* root() const { return output_->root; }

 private:
  class Arena;
  explicit HtmlTree(std::unique_ptr<Arena> arena);

  std::unique_ptr<Arena> arena_;
  const GumboOutput* output_ = nullptr;
};

// The value of an element's attribute, or an empty view.
std::string_view AttributeOf(const GumboNode* element, const char* name);

}  // namespace lode
