// One walk without recursion, adding up on the way out. The idea of "running text" is
// that of the structure passes, in bytes: a block whose own words, those of its inline
// elements too, fill a line and are not mostly links. So an article in a page full of
// menus still weighs more than they do.

#include "loaders/readers/markup/html_weights.h"

#include <string_view>
#include <utility>
#include <vector>

namespace lode {
namespace {

// The words of one block, as far as they are seen.
struct Run {
  std::size_t bytes = 0, linked = 0;
};

class Scale {
 public:
  Weights Weigh(const GumboNode* root) {
    std::vector<std::pair<const GumboNode*, bool>> open = {{root, false}};
    while (!open.empty()) {
      auto [node, leaving] = open.back();
      open.pop_back();
      if (node->type == GUMBO_NODE_TEXT) {
        TakeText(node);
      } else if (leaving) {
        Leave(node);
      } else if (IsElement(node) && !IsLeftOut(node)) {
        open.push_back({node, true});
        const GumboVector& children = ChildrenOf(node);
        for (unsigned i = 0; i < children.length; ++i)
          open.push_back({static_cast<const GumboNode*>(children.data[i]), false});
      }
    }
    return std::move(weights_);
  }

 private:
  static bool IsLeftOut(const GumboNode* node) {
    return node->type == GUMBO_NODE_ELEMENT && IsSkippedTag(node->v.element.tag);
  }

  void TakeText(const GumboNode* node) {
    std::size_t bytes = std::string_view(node->v.text.text).size();
    weights_[node->parent].bytes += bytes;
    runs_[node->parent].bytes += bytes;
  }

  void Leave(const GumboNode* node) {
    constexpr std::size_t kLine = 80;
    Weight own = weights_[node];
    Run run = runs_[node];
    bool is_element = node->type == GUMBO_NODE_ELEMENT;
    if (is_element && IsInlineTag(node->v.element.tag)) {
      Run& above = runs_[node->parent];
      above.bytes += run.bytes;
      above.linked += node->v.element.tag == GUMBO_TAG_A ? run.bytes : run.linked;
    } else if (run.bytes >= kLine && run.linked * 2 < run.bytes) {
      own.prose += run.bytes;
      own.own_prose = run.bytes;
    }
    if (is_element) AddTag(node->v.element.tag, run, own);
    weights_[node] = own;
    AddTo(weights_[node->parent], own);
  }

  // What the element is itself.
  static void AddTag(GumboTag tag, const Run& run, Weight& own) {
    if (!IsInlineTag(tag) && run.bytes > 0) ++own.blocks;
    if (tag == GUMBO_TAG_A) own.linked = own.bytes;
    if (tag == GUMBO_TAG_IMG) own.images = 1;
    if (tag == GUMBO_TAG_H1) own.has_title = true;
    if (IsHeadingTag(tag) && own.bytes > 0) {
      own.headings = 1;
      own.linked_headings = own.linked * 10 >= own.bytes * 9 ? 1 : 0;
    }
    // A link round a headline.
    if (tag == GUMBO_TAG_A && own.headings > 0) own.linked_headings = own.headings;
  }

  static bool IsHeadingTag(GumboTag tag) {
    return tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3 || tag == GUMBO_TAG_H4 ||
           tag == GUMBO_TAG_H5 || tag == GUMBO_TAG_H6;
  }

  static void AddTo(Weight& above, const Weight& own) {
    above.bytes += own.bytes;
    above.prose += own.prose;
    above.linked += own.linked;
    above.blocks += own.blocks;
    above.headings += own.headings;
    above.linked_headings += own.linked_headings;
    above.images += own.images;
    above.has_title = above.has_title || own.has_title;
  }

  Weights weights_;
  std::unordered_map<const GumboNode*, Run> runs_;
};

}  // namespace

bool IsElement(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_DOCUMENT;
}

const GumboVector& ChildrenOf(const GumboNode* node) {
  return node->type == GUMBO_NODE_DOCUMENT ? node->v.document.children : node->v.element.children;
}

bool IsSkippedTag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA: return true;
    default: return false;
  }
}

bool IsInlineTag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_B:
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_U:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_STRIKE: return true;
    default: return false;
  }
}

Weights Weigh(const GumboNode* root) {
  return Scale().Weigh(root);
}

Weight WeightOf(const Weights& weights, const GumboNode* node) {
  const auto found = weights.find(node);
  return found == weights.end() ? Weight{} : found->second;
}

}  // namespace lode
