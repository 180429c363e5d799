// One teaser is hard to tell from a section of the article: a headline and a few words. It
// is known by its company: three or more boxes of one make side by side, each with a
// headline that is a link. The hard bit is a page that is made of such boxes; there they
// hold most of the page's text, and are left.

#include "loaders/readers/markup/html_boxes.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "loaders/readers/markup/html_tree.h"

namespace lode {
namespace {

constexpr std::size_t kLargestTeaser = 700;  // bytes of text
constexpr std::size_t kLargestPhoto = 350;

bool IsTeaser(const Weight& weight) {
  if (weight.bytes == 0 || weight.bytes > kLargestTeaser || weight.has_title) return false;
  const bool is_short = weight.blocks <= 8;
  return is_short && (weight.linked_headings == 1 ||
                      (weight.linked * 3 > weight.bytes * 2 && weight.blocks <= 5));
}

bool IsPhoto(const GumboNode* node, const Weight& weight) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_CENTER: break;
    default: return false;
  }
  return weight.images >= 1 && weight.images <= 2 && weight.blocks == 1 && weight.headings == 0 &&
         weight.bytes > 0 && weight.bytes <= kLargestPhoto && weight.linked * 2 < weight.bytes;
}

// Tag and class: what boxes of one make have in common.
std::string MakeOf(const GumboNode* node) {
  return std::to_string(static_cast<int>(node->v.element.tag)) + " " +
         std::string(AttributeOf(node, "class").substr(0, 40));
}

class Finder {
 public:
  Finder(const GumboNode* root, const Weights& weights) : weights_(weights) {
    const Weight page = WeightOf(weights, root);
    std::vector<const GumboNode*> open = {root};
    while (!open.empty()) {
      const GumboNode* node = open.back();
      open.pop_back();
      if (!IsElement(node)) continue;
      if (node->type == GUMBO_NODE_ELEMENT) See(node, page);
      const GumboVector& children = ChildrenOf(node);
      FindTeasers(children, page);
      for (unsigned i = 0; i < children.length; ++i)
        open.push_back(static_cast<const GumboNode*>(children.data[i]));
    }
    // Where such boxes hold much of the text they are how the page is laid out.
    if (photo_bytes_ * 5 > page.bytes * 2) boxes_.photos.clear();
  }

  Boxes Take() { return std::move(boxes_); }

 private:
  void See(const GumboNode* node, const Weight& page) {
    const Weight weight = WeightOf(weights_, node);
    if (std::string_view name = AttributeOf(node, "class"); !name.empty() && weight.prose > 0) {
      Boxes::Prose& prose = boxes_.prose_of_class[name];
      prose.all += weight.prose;
      prose.own += weight.own_prose;
    }
    if (weight.bytes < page.bytes && IsPhoto(node, weight)) {
      boxes_.photos.insert(node);
      photo_bytes_ += weight.bytes;
    }
  }

  void FindTeasers(const GumboVector& children, const Weight& page) {
    constexpr std::size_t kFewest = 3;
    if (children.length < kFewest) return;
    std::unordered_map<std::string, std::vector<const GumboNode*>> makes;
    for (unsigned i = 0; i < children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      if (child->type != GUMBO_NODE_ELEMENT || IsInlineTag(child->v.element.tag)) continue;
      if (child->v.element.tag != GUMBO_TAG_P && IsTeaser(WeightOf(weights_, child)))
        makes[MakeOf(child)].push_back(child);
    }
    for (const auto& [make, teasers] : makes) {
      std::size_t prose = 0;
      for (const GumboNode* teaser : teasers) prose += WeightOf(weights_, teaser).prose;
      if (teasers.size() >= kFewest && prose * 2 <= page.prose)
        boxes_.teasers.insert(teasers.begin(), teasers.end());
    }
  }

  const Weights& weights_;
  Boxes boxes_;
  std::size_t photo_bytes_ = 0;
};

}  // namespace

Boxes FindBoxes(const GumboNode* root, const Weights& weights) {
  return Finder(root, weights).Take();
}

}  // namespace lode
