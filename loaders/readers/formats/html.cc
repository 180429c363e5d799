// Walks the tree without recursion, opening a new line at every element that
// makes a block. A line's hint is that of the innermost element that says
// something; furniture wins over everything inside it. The hard bit is class names
// ("sidebar", "related"): they are believed only for elements that do not hold a
// good part of the page's words or of its running text, since wrappers carry such
// names too.

#include "loaders/readers/formats/html.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/lines/piece.h"
#include "loaders/readers/markup/box_names.h"
#include "loaders/readers/markup/html_boxes.h"
#include "loaders/readers/markup/html_text.h"
#include "loaders/readers/markup/html_text_box.h"
#include "loaders/readers/markup/html_tree.h"
#include "loaders/readers/markup/html_weights.h"
#include "loaders/readers/metadata/html_fields.h"

namespace lode {
namespace {

std::string_view NameIn(const GumboNode* node, const char* attribute) {
  constexpr std::size_t kLongest = 300;  // bytes that are looked at
  return AttributeOf(node, attribute).substr(0, kLongest);
}

bool IsHidden(const GumboNode* node) {
  static const RE2 none(R"((?i)display\s*:\s*none|visibility\s*:\s*hidden)");
  if (gumbo_get_attribute(&node->v.element.attributes, "hidden") != nullptr) return true;
  return RE2::PartialMatch(Piece(AttributeOf(node, "style").substr(0, 500)), none);
}

class LineMaker {
 public:
  LineMaker(std::string_view page, const Weights& weights, const Boxes& boxes, const Weight& total,
            const TextBox& text_box, std::vector<std::string> descriptions)
      : page_(page),
        weights_(weights),
        boxes_(boxes),
        total_(total),
        text_box_(text_box),
        descriptions_(std::move(descriptions)) {
    if (text_box_.node != nullptr)
      place_ = text_box_.around != nullptr ? LinePlace::kOutOfText : LinePlace::kAboveText;
  }

  void Walk(const GumboNode* root) {
    std::vector<std::pair<const GumboNode*, bool>> open = {{root, false}};
    while (!open.empty()) {
      auto [node, leaving] = open.back();
      open.pop_back();
      if (leaving) {
        Leave(node);
      } else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
                 node->type == GUMBO_NODE_CDATA) {
        AddText(node);
      } else if (IsElement(node) && Enter(node)) {
        open.push_back({node, true});
        const GumboVector& children = ChildrenOf(node);
        for (unsigned i = children.length; i > 0; --i)
          open.push_back({static_cast<const GumboNode*>(children.data[i - 1]), false});
      }
    }
    Flush(true);
  }

  std::vector<Line> TakeLines() { return std::move(lines_); }

 private:
  struct State {
    LineHint hint = LineHint::kNone;
    bool link = false;
    bool article = false;
    bool lead = false;
    bool hidden = false;  // furniture for that reason
  };

  // False when the element and all in it is left out.
  bool Enter(const GumboNode* node) {
    State state = stack_.empty() ? State{} : stack_.back();
    if (node->type == GUMBO_NODE_ELEMENT) {
      GumboTag tag = node->v.element.tag;
      if (IsSkippedTag(tag)) return false;
      if (tag == GUMBO_TAG_BR) {
        bool twice = line_.Trimmed().empty();
        Flush(twice);
        return false;
      }
      if (tag == GUMBO_TAG_A) state.link = true;
      if (tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN) state.article = true;
      if (!IsInlineTag(tag)) Flush(true);
      if (node == text_box_.around) place_ = LinePlace::kAboveText;
      if (node == text_box_.node) place_ = LinePlace::kInText;
      apart_ = apart_ || (left_span_ && IsSpan(tag));
      if (IsSpan(tag)) span_begin_ = line_.size();
      if (state.hint != LineHint::kBoilerplate) {
        if (!state.lead && IsLead(node)) state.lead = has_lead_ = true;
        state.hint = HintOf(node, state);
        state.hidden = state.hint == LineHint::kBoilerplate && IsHidden(node);
      }
    }
    stack_.push_back(state);
    return true;
  }

  void Leave(const GumboNode* node) {
    if (node->type == GUMBO_NODE_ELEMENT && !IsInlineTag(node->v.element.tag)) Flush(true);
    if (node == text_box_.node) place_ = LinePlace::kOutOfText;
    left_span_ = node->type == GUMBO_NODE_ELEMENT && IsSpan(node->v.element.tag);
    // An empty one is there for nothing else.
    apart_ = apart_ || (left_span_ && line_.size() == span_begin_);
    stack_.pop_back();
  }

  // Elements that a page's style sets apart, though nothing stands between them.
  static bool IsSpan(GumboTag tag) {
    return tag == GUMBO_TAG_SPAN || tag == GUMBO_TAG_A || tag == GUMBO_TAG_TIME;
  }

  // "Una Berg" and "June 14", "9:29 AM EDT" and "Updated" side by side: two words.
  static bool RunsOn(std::string_view before, std::string_view after) {
    auto is = [](char c, char low, char high) { return c >= low && c <= high; };
    if (before.empty() || after.empty()) return false;
    const bool is_word = is(before.back(), 'a', 'z') || is(before.back(), '0', '9');
    const bool is_capital = is(after.front(), 'A', 'Z');
    const bool is_name = after.size() > 1 && is_capital && is(after[1], 'a', 'z');
    return is_word ? is_capital || is(after.front(), '0', '9')
                   : is_name && is(before.back(), 'A', 'Z');
  }

  LineHint HintOf(const GumboNode* node, const State& above) {
    GumboTag tag = node->v.element.tag;
    auto found = weights_.find(node);
    Weight weight = found == weights_.end() ? Weight{} : found->second;
    bool heavy =
        weight.bytes * 10 > total_.bytes * 4 || weight.prose * 2 > total_.prose || weight.has_title;
    bool page_itself = tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_ARTICLE ||
                       tag == GUMBO_TAG_MAIN;
    // A page may hide all of itself until its scripts have run.
    if ((IsHidden(node) && !(heavy && page_itself)) || boxes_.teasers.contains(node))
      return LineHint::kBoilerplate;
    switch (tag) {
      case GUMBO_TAG_NAV:
      case GUMBO_TAG_FOOTER:
      case GUMBO_TAG_ASIDE:
      case GUMBO_TAG_FORM:
      case GUMBO_TAG_BUTTON:
      case GUMBO_TAG_LABEL:
      case GUMBO_TAG_MENU:
        if (!heavy) return LineHint::kBoilerplate;
        break;
      case GUMBO_TAG_HEADER:
        if (!heavy && !above.article) return LineHint::kBoilerplate;
        break;
      default: break;
    }
    if (!heavy && !page_itself && !above.lead) {
      const bool is_named = IsSiteRole(AttributeOf(node, "role")) ||
                            !NamedBy(node).furniture.empty() ||
                            !FurnitureWordIn(NameIn(node, "id")).empty();
      if (is_named && !IsOfTheText(node)) return LineHint::kBoilerplate;
      if (IsPlayer(node, weight)) return LineHint::kBoilerplate;
    }
    if (above.hint == LineHint::kTweet || above.hint == LineHint::kCaption) return above.hint;
    if (boxes_.photos.contains(node) || (!heavy && IsCaption(node, weight)))
      return LineHint::kCaption;
    if (weight.bytes < 120 && !page_itself && tag != GUMBO_TAG_A && IsByline(node))
      return LineHint::kByline;
    switch (tag) {
      case GUMBO_TAG_H1: return titles_++ == 0 ? LineHint::kTitle : LineHint::kHeading;
      case GUMBO_TAG_H2:
      case GUMBO_TAG_H3:
      case GUMBO_TAG_H4:
      case GUMBO_TAG_H5:
      case GUMBO_TAG_H6: return LineHint::kHeading;
      case GUMBO_TAG_LI: return LineHint::kListItem;
      case GUMBO_TAG_FIGCAPTION:
      case GUMBO_TAG_CAPTION: return LineHint::kCaption;
      case GUMBO_TAG_BLOCKQUOTE:
        return AttributeOf(node, "class").find("tweet") != std::string_view::npos
                   ? LineHint::kTweet
                   : LineHint::kQuotation;
      case GUMBO_TAG_P: return above.hint == LineHint::kNone ? LineHint::kParagraph : above.hint;
      default: return above.hint;
    }
  }

  // A paragraph or two without links between headline and text, named as what stands there;
  // German pages call it "teaser".
  bool IsLead(const GumboNode* node) {
    constexpr std::size_t kMostBlocks = 3;
    if (titles_ == 0 || text_seen_ || has_lead_) return false;
    const Weight weight = WeightOf(weights_, node);
    if (weight.prose == 0 || weight.linked > 0 || weight.blocks > kMostBlocks || weight.has_title)
      return false;
    return NamedBy(node).lead || AttributeOf(node, "itemprop") == "description";
  }

  // What the element's class says; most names of a page are borne by many.
  const BoxName& NamedBy(const GumboNode* node) {
    const std::string_view name = NameIn(node, "class");
    const auto [known, is_new] = names_.try_emplace(name);
    if (is_new) known->second = BoxNameOf(name);
    return known->second;
  }

  bool IsByline(const GumboNode* node) {
    return AttributeOf(node, "rel") == "author" || AttributeOf(node, "itemprop") == "author" ||
           NamedBy(node).byline;
  }

  // A picture's line that its class names, not all that stands round it.
  bool IsCaption(const GumboNode* node, const Weight& weight) {
    constexpr std::size_t kLongest = 600, kMostBlocks = 3;  // bytes
    return weight.bytes > 0 && weight.bytes <= kLongest && weight.blocks <= kMostBlocks &&
           weight.headings == 0 && NamedBy(node).caption;
  }

  // A title and a length on a picture to press; what is told below it has sentences.
  bool IsPlayer(const GumboNode* node, const Weight& weight) {
    constexpr std::size_t kLongest = 300;  // bytes
    return weight.bytes > 0 && weight.bytes <= kLongest &&
           (weight.prose == 0 || weight.headings > 0) && NamedBy(node).player;
  }

  // Says what the page's head says of it, in the same words.
  bool IsDescription(std::string_view line) const {
    constexpr std::size_t kFewestWords = 8, kFewestBytes = 50;
    if (line.size() < kFewestBytes || WordCount(line) < kFewestWords) return false;
    return std::any_of(descriptions_.begin(), descriptions_.end(), [&](const std::string& said) {
      return said.size() >= kFewestBytes &&
             line.substr(0, kFewestBytes) == said.substr(0, kFewestBytes);
    });
  }

  // A name that a good part of the running text bears ("paywall", "ad-free"), or a word that its
  // paragraphs bear, is no furniture's; one of other articles is, however many there are.
  bool IsOfTheText(const GumboNode* node) {
    const std::string_view name = AttributeOf(node, "class");
    if (NamesOthers(name) || NamesOthers(AttributeOf(node, "id"))) return false;
    const auto found = boxes_.prose_of_class.find(name);
    if (found != boxes_.prose_of_class.end() && found->second.all * 4 > total_.prose) return true;
    const std::string& word = NamedBy(node).furniture;
    if (word.empty()) return false;
    const auto [known, is_new] = prose_of_word_.try_emplace(word, 0);
    if (is_new)
      for (const auto& [each, prose] : boxes_.prose_of_class)
        if (HasWord(each, word)) known->second += prose.own;
    return known->second * 4 > total_.prose;
  }

  void AddText(const GumboNode* node) {
    MappedText text = TextOf(node, page_);
    if (text.empty()) return;
    if (line_.empty()) {
      hint_ = stack_.empty() ? LineHint::kNone : stack_.back().hint;
      lead_ = !stack_.empty() && stack_.back().lead;
      hidden_ = !stack_.empty() && stack_.back().hidden;
    }
    if (!stack_.empty() && stack_.back().link) link_bytes_ += text.size();
    if (apart_ && RunsOn(line_.view(), text.view())) {
      std::uint32_t place = text.source().begin;
      line_.Append(" ", {place, place});
    }
    apart_ = left_span_ = false;
    line_.Append(text);
  }

  void Flush(bool gap) {
    MappedText text = CollapseSpaces(line_);
    if (!text.empty()) {
      const std::size_t fewest = hint_ == LineHint::kListItem ? 1 : 3;
      bool all_link = link_bytes_ * 10 >= text.size() * 9 && WordCount(text.view()) >= fewest &&
                      hint_ != LineHint::kTitle && hint_ != LineHint::kByline &&
                      hint_ != LineHint::kTweet;
      LineHint hint = all_link ? LineHint::kBoilerplate : hint_;
      LinePlace place = place_;
      if (!text_seen_ && !all_link && !hidden_ && (lead_ || IsDescription(text.view()))) {
        if (hint == LineHint::kBoilerplate) hint = LineHint::kParagraph;
        place = LinePlace::kInText;
      } else {
        SeeText(text.view(), hint);
      }
      lines_.push_back({std::move(text), gap_, hint, place});
      gap_ = false;
    }
    gap_ = gap_ || gap;
    line_ = MappedText{};
    hint_ = LineHint::kNone;
    link_bytes_ = 0;
  }

  // A sentence of some length in the text: leads stand above it.
  void SeeText(std::string_view line, LineHint hint) {
    constexpr std::size_t kFewestWords = 10;
    const bool is_text = hint == LineHint::kNone || hint == LineHint::kParagraph;
    const bool may_be = place_ == LinePlace::kInText || place_ == LinePlace::kUnknown;
    text_seen_ = text_seen_ || (is_text && titles_ > 0 && may_be && EndsSentence(line) &&
                                WordCount(line) >= kFewestWords);
  }

  std::string_view page_;
  std::unordered_map<std::string_view, BoxName> names_;         // of classes seen so far
  std::unordered_map<std::string, std::size_t> prose_of_word_;  // in names, as far as asked
  const Weights& weights_;
  const Boxes& boxes_;
  const Weight& total_;  // of the page
  const TextBox text_box_;
  const std::vector<std::string> descriptions_;
  LinePlace place_ = LinePlace::kUnknown;
  std::vector<State> stack_;
  std::vector<Line> lines_;
  MappedText line_;
  LineHint hint_ = LineHint::kNone;
  bool lead_ = false, hidden_ = false;      // of the line
  bool text_seen_ = false;                  // the text has begun
  bool has_lead_ = false;                   // an element was taken for the lead
  std::size_t span_begin_ = 0;              // of the line, where the last span began
  bool left_span_ = false, apart_ = false;  // an inline element ended; another began
  std::size_t link_bytes_ = 0;
  bool gap_ = true;
  int titles_ = 0;
};

}  // namespace

bool HoldsMarkup(std::string_view text) {
  static const RE2 pattern(
      R"((?i)</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|img|figure|table)(?:\s[^>]*)?/?>|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});)");
  return RE2::PartialMatch(Piece(text), pattern);
}

namespace {

// As the markup stands.
Result<Page> ReadHtmlOnce(const MappedText& text) {
  Result<HtmlTree> tree = HtmlTree::Parse(text.view());
  if (!tree.ok()) return tree.status();
  Page page;
  page.fields = FieldsOf(*tree);
  Weights weights = Weigh(tree->root());
  const Weight total = weights[tree->root()];
  const Boxes boxes = FindBoxes(tree->root(), weights);
  LineMaker maker(text.view(), weights, boxes, total, FindTextBox(tree->root(), weights),
                  DescriptionsOf(*tree));
  maker.Walk(tree->root());
  page.lines = maker.TakeLines();
  for (Line& line : page.lines) line.text = line.text.Through(text);
  return page;
}

// Markup that was escaped once too often: tags of paragraphs and the like stand in the text.
bool HoldsEscapedMarkup(std::string_view line) {
  static const RE2 tags(
      R"((?i)^\s*<(?:p|div|h[1-6]|ul|ol|li|blockquote|figure|span|strong|em|b|i|br|img)(?:\s[^<>]*)?/?>|</(?:p|div|h[1-6]|li|strong|em|b|i|span|a)>|<br\s*/?>)");
  return line.find('<') != line.npos && RE2::PartialMatch(Piece(line), tags);
}

}  // namespace

Result<Page> ReadHtml(const MappedText& text) {
  Result<Page> page = ReadHtmlOnce(text);
  if (!page.ok()) return page;
  std::vector<Line> lines;
  for (Line& line : page->lines) {
    Result<Page> inside = HoldsEscapedMarkup(line.text.view()) ? ReadHtmlOnce(line.text) : Page{};
    if (!inside.ok() || inside->lines.empty()) {
      lines.push_back(std::move(line));
      continue;
    }
    for (Line& each : inside->lines) {
      if (each.hint == LineHint::kNone || each.hint == LineHint::kTitle) each.hint = line.hint;
      lines.push_back(std::move(each));
    }
  }
  page->lines = std::move(lines);
  return page;
}

}  // namespace lode
