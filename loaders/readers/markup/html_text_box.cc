// Paragraphs of an article are neighbours; those of teasers, comments and notices have boxes
// of their own. The idea is Readability's: running text counts for the element round it, and
// half for the one round that. The hard bit is an article cut in pieces, a box for each
// section with advertisements between: boxes of one make are taken together.

#include "loaders/readers/markup/html_text_box.h"

#include <string_view>
#include <unordered_map>
#include <vector>

#include "loaders/readers/markup/html_tree.h"

namespace lode {
namespace {

constexpr std::size_t kFewestNamed = 300;  // bytes of running text in a box that is named
constexpr std::size_t kFewest = 500;       // in one that is not

bool IsPageItself(const GumboNode* node) {
  return node->type != GUMBO_NODE_ELEMENT || node->v.element.tag == GUMBO_TAG_HTML ||
         node->v.element.tag == GUMBO_TAG_BODY;
}

class TextBoxFinder {
 public:
  explicit TextBoxFinder(const Weights& weights) : weights_(weights) {}

  TextBox Find(const GumboNode* root) {
    std::vector<const GumboNode*> open = {root};
    while (!open.empty()) {
      const GumboNode* node = open.back();
      open.pop_back();
      if (!IsElement(node)) continue;
      See(node);
      const GumboVector& children = ChildrenOf(node);
      for (unsigned i = 0; i < children.length; ++i)
        open.push_back(static_cast<const GumboNode*>(children.data[i]));
    }
    if (named_ != nullptr && !twice_named_) return {named_, named_};
    const GumboNode* best = nullptr;
    for (const auto& [node, score] : scores_)
      if (best == nullptr || score > scores_[best] ||
          (score == scores_[best] && weights_.at(node).bytes < weights_.at(best).bytes))
        best = node;
    if (best == nullptr) return {};
    best = WithItsLike(best);
    const std::size_t prose = WeightOf(weights_, best).prose;
    const bool sure =
        prose >= kFewest && prose * 2 > WeightOf(weights_, root).prose && !IsPageItself(best);
    if (article_ == nullptr || more_articles_) return sure ? TextBox{best, nullptr} : TextBox{};
    if (sure && Holds(article_, best)) return {best, article_};
    const bool whole = WeightOf(weights_, article_).prose * 3 > WeightOf(weights_, root).prose;
    return whole ? TextBox{article_, article_} : TextBox{};
  }

 private:
  void See(const GumboNode* node) {
    const Weight weight = WeightOf(weights_, node);
    if (weight.own_prose > 0) {
      const GumboNode* above = node->parent;
      // A block that opens no paragraph of its own: the text is its own box.
      scores_[node] += weight.own_prose;
      if (above != nullptr) {
        scores_[above] += 2 * weight.own_prose;
        if (above->parent != nullptr) scores_[above->parent] += weight.own_prose;
      }
    }
    if (node->type != GUMBO_NODE_ELEMENT || weight.prose < kFewestNamed) return;
    if (node->v.element.tag == GUMBO_TAG_ARTICLE) {
      if (article_ == nullptr) article_ = node;
      more_articles_ = more_articles_ || !Holds(article_, node);
    }
    if (AttributeOf(node, "itemprop").find("articleBody") != std::string_view::npos) {
      if (named_ != nullptr && !Holds(named_, node)) twice_named_ = true;
      if (named_ == nullptr) named_ = node;
    }
  }

  static bool Holds(const GumboNode* box, const GumboNode* node) {
    while (node != nullptr && node != box) node = node->parent;
    return node == box;
  }

  // Up from a box to the one whose other boxes are of the same make and have text, too.
  const GumboNode* WithItsLike(const GumboNode* box) {
    constexpr int kMostLevels = 4;
    const GumboNode* below = box;
    for (int level = 0; level < kMostLevels; ++level) {
      const GumboNode* above = below->parent;
      if (above == nullptr || IsPageItself(above)) break;
      if (LikeIn(above, below) * 6 > WeightOf(weights_, box).prose) box = above;
      below = above;
    }
    return box;
  }

  // Bytes of running text in the children of `above` that are of the make of `box`.
  std::size_t LikeIn(const GumboNode* above, const GumboNode* box) {
    std::size_t bytes = 0;
    const GumboVector& children = ChildrenOf(above);
    for (unsigned i = 0; i < children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      if (child != box && child->type == GUMBO_NODE_ELEMENT &&
          child->v.element.tag == box->v.element.tag && FirstName(child) == FirstName(box))
        bytes += WeightOf(weights_, child).prose;
    }
    return bytes;
  }

  static std::string_view FirstName(const GumboNode* node) {
    const std::string_view names = AttributeOf(node, "class");
    return names.substr(0, names.find(' '));
  }

  const Weights& weights_;
  std::unordered_map<const GumboNode*, std::size_t> scores_;
  const GumboNode* named_ = nullptr;
  bool twice_named_ = false;
  const GumboNode* article_ = nullptr;
  bool more_articles_ = false;
};

}  // namespace

TextBox FindTextBox(const GumboNode* root, const Weights& weights) {
  return TextBoxFinder(weights).Find(root);
}

}  // namespace lode
