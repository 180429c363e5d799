// A page shows many days: its article's, those of other articles, of comments, of what the text
// tells. Each day that stands on its own (a short line, a <time>, the beginning of a paragraph)
// gets points by what speaks for it: its markup says that it is one, a word before it says so
// ("Posted", "Veröffentlicht"), it stands near the headline; and loses some in furniture, behind
// "Updated" and where many of its like have other days. The hard bit is that none is better than
// a wrong one; so there is a fewest of points.

#include "loaders/readers/metadata/page_date.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <vector>

#include "loaders/readers/bytes/mapped_text.h"
#include "loaders/readers/lines/piece.h"
#include "loaders/readers/markup/html_weights.h"
#include "loaders/readers/metadata/field_values.h"
#include "loaders/readers/metadata/written_day.h"

namespace lode {
namespace {

constexpr int kFewestPoints = 4, kNearest = 4;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Candidate {
  std::string value;
  int points = 0;
  std::size_t at = 0;             // bytes of text before it
  std::size_t furniture = kNone;  // the innermost box it stands in
  std::string make;               // of its element: tag and class
};

// A box that is named as one beside the article, and what stands in it.
struct Box {
  std::size_t begin = 0, end = kNone;  // bytes of text
  std::size_t around = kNone;          // the next such box
};

// What the element round a text says of a day in it.
enum class Naming { kNothing, kSomething, kDay, kChange };

Naming NamingOf(std::string_view names) {
  static const RE2 day(
      R"((?i)(?:^|[^p])dat(?:e|um|a\b)|publish|posted|fecha|submitted|created|authored)");
  static const RE2 something(
      R"((?i)time|meta|byline|info|dateline|publica|clock|calendar|subline|author|kicker)");
  static const RE2 change(R"((?i)updated|modified|lastmod|changed)");
  if (RE2::PartialMatch(Piece(names), change) &&
      !RE2::PartialMatch(Piece(names), R"((?i)publish|entry-date|post-date)"))
    return Naming::kChange;
  if (RE2::PartialMatch(Piece(names), day)) return Naming::kDay;
  return RE2::PartialMatch(Piece(names), something) ? Naming::kSomething : Naming::kNothing;
}

bool NamesOthers(std::string_view names) {
  static const RE2 others(
      R"((?i)comment|related|recommend|teaser|sidebar|footer|copyright|widget|cookie|popular|trending|menu|navi|latest|archive|ticker|event|user-?stat|reply)");
  return RE2::PartialMatch(Piece(names), others);
}

// Words without surplus space, on one line.
std::string OneLine(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t space = LeadingSpace(text.substr(at));
    if (space > 0 && !out.empty() && at + space < text.size()) out += ' ';
    at += space;
    while (at < text.size() && LeadingSpace(text.substr(at)) == 0) out += text[at++];
  }
  return out;
}

std::size_t WordsIn(std::string_view text) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) ++words;
    at = end + 1;
  }
  return words;
}

class DayFinder {
 public:
  explicit DayFinder(std::string_view title) : title_(title) {}

  void Walk(const GumboNode* root) {
    std::vector<std::pair<const GumboNode*, bool>> open = {{root, false}};
    while (!open.empty()) {
      const auto [node, leaving] = open.back();
      open.pop_back();
      if (leaving) {
        Leave(node);
      } else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) {
        SeeText(OneLine(node->v.text.text));
      } else if (IsElement(node) && Enter(node)) {
        open.push_back({node, true});
        const GumboVector& children = ChildrenOf(node);
        for (unsigned i = children.length; i > 0; --i)
          open.push_back({static_cast<const GumboNode*>(children.data[i - 1]), false});
      }
    }
  }

  std::string Best() {
    const Candidate* best = nullptr;
    int most = kFewestPoints - 1;
    std::map<std::string, std::set<std::string>> days_of_make;
    for (const Candidate& each : candidates_)
      days_of_make[each.make].insert(each.value.substr(0, 10));
    for (const Candidate& each : candidates_) {
      const bool is_one_of_many = days_of_make[each.make].size() > 2;
      const int nearness = Nearness(each);
      const int furniture = !InFurniture(each) ? 0 : nearness >= 3 ? 7 - nearness : 6;
      const int points = each.points + nearness - furniture -
                         (is_one_of_many && !each.make.empty() ? 2 : 0);
      if (getenv("PD")) fprintf(stderr, "  cand %s %d (%d near %d) at %zu head %zu make %s\n", each.value.c_str(), points, each.points, Nearness(each), each.at, headline_, each.make.c_str());
      if (points > most) {
        best = &each;
        most = points;
      }
    }
    return best == nullptr ? std::string() : best->value;
  }

 private:
  struct State {
    Naming naming = Naming::kNothing;
    int levels = 0;  // how deep its naming still counts
    bool is_published = false;
    std::string make;
  };

  // False when the element and all in it is left out.
  bool Enter(const GumboNode* node) {
    constexpr int kDeepestNaming = 2;
    State state = stack_.empty() ? State{} : stack_.back();
    if (state.levels-- <= 0) state.naming = Naming::kNothing, state.is_published = false;
    if (node->type == GUMBO_NODE_ELEMENT) {
      const GumboTag tag = node->v.element.tag;
      if (IsSkippedTag(tag)) return false;
      std::string names(AttributeOf(node, "class").substr(0, 300));
      const std::string_view id = AttributeOf(node, "id").substr(0, 100);
      const std::string_view what = AttributeOf(node, "itemprop").substr(0, 100);
      if (!names.empty()) state.make = names;
      for (std::string_view more : {id, what, AttributeOf(node, "property").substr(0, 100)})
        if (!more.empty()) names += ' ' + std::string(more);
      const bool page_itself = tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML;
      if (!names.empty() && !page_itself) {
        if (const Naming naming = NamingOf(names); naming != Naming::kNothing) {
          state.naming = naming;
          state.levels = kDeepestNaming;
        }
        state.is_published = state.is_published || what == "datePublished";
      }
      if (tag == GUMBO_TAG_TIME && state.naming < Naming::kDay) {
        state.naming = Naming::kDay;
        state.levels = kDeepestNaming;
      }
      const bool apart = tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_ASIDE;
      if (apart || (!page_itself && NamesOthers(names))) {
        boxes_.push_back({at_, kNone, open_boxes_.empty() ? kNone : open_boxes_.back()});
        open_boxes_.push_back(boxes_.size() - 1);
        box_nodes_.push_back(node);
      }
      if (tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3) heading_.clear();
      SeeAttributes(node, state);
    }
    stack_.push_back(state);
    return true;
  }

  void Leave(const GumboNode* node) {
    if (!box_nodes_.empty() && box_nodes_.back() == node) {
      boxes_[open_boxes_.back()].end = at_;
      open_boxes_.pop_back();
      box_nodes_.pop_back();
    }
    if (node->type == GUMBO_NODE_ELEMENT) {
      const GumboTag tag = node->v.element.tag;
      const bool is_title = IsTitle(heading_);
      if (tag == GUMBO_TAG_H1 && !heading_.empty())
        SetHeadline(heading_.size(), is_title ? 4 : 1);
      else if ((tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3) && is_title)
        SetHeadline(heading_.size(), 3);
    }
    stack_.pop_back();
  }

  // The title, or much of it: it may have the outlet's name behind it.
  bool IsTitle(std::string_view text) const {
    constexpr std::size_t kShortest = 15;
    if (title_.empty() || text.size() > 2 * title_.size()) return false;
    return text == title_ || (text.size() >= kShortest && text.size() * 2 >= title_.size() &&
                              title_.size() >= kShortest &&
                              (title_.find(text) != std::string::npos ||
                               text.find(title_) != std::string_view::npos));
  }

  // The first of the surest; one in a box beside the article is less sure.
  void SetHeadline(std::size_t bytes, int sureness) {
    const int sure = 2 * sureness - (open_boxes_.empty() ? 0 : 1);
    if (sure <= sure_) return;
    headline_ = at_;
    headline_bytes_ = bytes;
    sure_ = sure;
  }

  // Days that attributes say: <time datetime>, <abbr title>, <span content>.
  void SeeAttributes(const GumboNode* node, const State& state) {
    for (const char* attribute : {"datetime", "content", "title"}) {
      const std::string_view value = AttributeOf(node, attribute);
      if (value.size() < 8 || value.size() > 60) continue;
      const bool is_time = node->v.element.tag == GUMBO_TAG_TIME;
      if (!is_time && !state.is_published && state.naming < Naming::kDay) continue;
      const std::string iso = PublishedIn(value);
      if (iso.size() < 10) continue;
      Add(iso, 2 + Points(state) + (is_time ? 1 : 0), state);
      return;
    }
  }

  static int Points(const State& state) {
    const int published = state.is_published ? 3 : 0;
    switch (state.naming) {
      case Naming::kNothing: return published;
      case Naming::kSomething: return published + 1;
      case Naming::kDay: return published + 3;
      case Naming::kChange: return published - 2;
    }
    return 0;
  }

  void SeeText(const std::string& text) {
    constexpr std::size_t kLongest = 2000, kMostWords = 8;
    if (text.empty()) return;
    heading_ += (heading_.empty() ? "" : " ") + text;
    const State state = stack_.empty() ? State{} : stack_.back();
    const bool may = text.size() <= kLongest &&
                     text.find_first_of("0123456789") != std::string::npos &&
                     text.find("©") == std::string::npos && text.find("opyright") == std::string::npos;
    const WrittenDay day = may ? FindWrittenDay(text) : WrittenDay{};
    if (!day.value.empty()) {
      const std::string_view before = std::string_view(text).substr(0, day.begin);
      const std::string_view behind = std::string_view(text).substr(day.end);
      const bool exact = DayLabelsOf(before) != DayLabel::kNone &&
                         DayLabelsOf(behind) != DayLabel::kNone;
      const bool opens = day.begin <= 1 && OpensText(behind);
      const bool is_short = WordsIn(before) + WordsIn(behind) <= kMostWords;
      DayLabel label = DayLabelsOf(before);
      if (label <= DayLabel::kFiller) label = std::max(label, LastLabel(before));
      if (label <= DayLabel::kFiller && day.begin <= 3 && before_.size() < 40)
        label = DayLabelsOf(before_);
      if (exact || opens || is_short)
        Add(day.value,
            (exact || opens ? 2 : day.begin == 0 ? 1 : 0) + Points(state) +
                (label == DayLabel::kPublished ? 3 : label == DayLabel::kChanged ? -2 : 0),
            state);
    }
    at_ += text.size();
    before_ = text;
    if (text == title_) SetHeadline(text.size(), 2);
  }

  // The label among the last three words before a day.
  static DayLabel LastLabel(std::string_view before) {
    DayLabel label = DayLabel::kNone;
    for (int words = 0; words < 3 && !before.empty(); ++words) {
      while (!before.empty() && (before.back() == ' ' || before.back() == ':')) before.remove_suffix(1);
      const std::size_t space = before.rfind(' ');
      const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
      label = std::max(label, DayLabelOf(before.substr(begin)));
      before = before.substr(0, begin);
    }
    return label;
  }

  // "27.1.2022 - Bei der ...", "(21. November 2022) ..."
  static bool OpensText(std::string_view behind) {
    for (std::string_view mark : {" - ", " – ", " — ", ")", ": ", " | ", " • ", " · ", ", "})
      if (behind.starts_with(mark)) return true;
    return false;
  }

  void Add(std::string value, int points, const State& state) {
    candidates_.push_back({std::move(value), points, at_,
                           open_boxes_.empty() ? kNone : open_boxes_.back(), state.make});
  }

  int Nearness(const Candidate& each) const {
    if (headline_ == kNone) return 0;
    if (each.at >= headline_) {
      const std::size_t behind = each.at - headline_;
      return behind <= 200 ? kNearest : behind <= 600 ? 3 : behind <= 2000 ? 1 : 0;
    }
    const std::size_t before = headline_ - each.at;
    return before <= headline_bytes_ + 150 ? 3 : 0;
  }

  // A box that holds the headline is the article's.
  bool InFurniture(const Candidate& each) const {
    constexpr std::size_t kShortestBox = 60;  // bytes of text
    for (std::size_t at = each.furniture; at != kNone; at = boxes_[at].around) {
      const Box& box = boxes_[at];
      const bool holds = headline_ != kNone && box.begin < headline_ && headline_ <= box.end;
      const bool is_the_day = box.end - box.begin < kShortestBox;  // and nothing else
      if (!holds && !is_the_day) return true;
    }
    return false;
  }

  const std::string title_;
  std::vector<State> stack_;
  std::vector<Candidate> candidates_;
  std::vector<Box> boxes_;
  std::vector<std::size_t> open_boxes_;
  std::vector<const GumboNode*> box_nodes_;
  std::string heading_, before_;  // of the heading that is open; the text before
  std::size_t at_ = 0, headline_ = kNone, headline_bytes_ = 0;
  int sure_ = 0;  // how much so the headline is one
};

}  // namespace

std::string DateOnPage(const GumboNode* root, std::string_view title) {
  DayFinder finder(title);
  finder.Walk(root);
  return finder.Best();
}

}  // namespace lode
