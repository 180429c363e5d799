// A page shows many days: its article's, those of other articles, of comments, of what the text
// tells. Each day that stands on its own (a short line, a <time>, the beginning of a paragraph)
// gets points by what speaks for it: its markup says that it is one, a word before it says so
// ("Posted", "Veröffentlicht"), it stands near the headline; and loses some in furniture, behind
// "Updated" and where many of its like have other days. The hard bit is that none is better than
// a wrong one; so there is a fewest of points.

#include "loaders/readers/metadata/page_date.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_set>
#include <vector>

#include "loaders/readers/lines/piece.h"
#include "loaders/readers/markup/html_weights.h"
#include "loaders/readers/metadata/field_values.h"
#include "loaders/readers/metadata/written_day.h"

namespace lode {
namespace {

constexpr int kFewestPoints = 4;
constexpr std::size_t kShortestDay = 8;  // bytes: "2/5/2025"

struct Candidate {
  std::string value;
  int points = 0;
  std::size_t at = 0;  // bytes of text before it
  const GumboNode* element = nullptr;
};

// What the element round a text says of a day in it.
enum class Naming { kNothing, kSomething, kDay, kPublished, kChange };

Naming NamingOf(std::string_view names) {
  static const RE2 day(R"((?i)(?:^|[^p])dat(?:e|um|a\b)|fecha)");
  static const RE2 published(
      R"((?i)publish|post(?:ed)?-?_?(?:on|date)|entry-date|submitted|created|authored)");
  static const RE2 something(
      R"((?i)time|meta|byline|info|dateline|publica|clock|calendar|subline|author|kicker)");
  static const RE2 change(R"((?i)updated|modified|lastmod|changed)");
  if (RE2::PartialMatch(Piece(names), change) &&
      !RE2::PartialMatch(Piece(names), R"((?i)publish|entry-date|post-date)"))
    return Naming::kChange;
  if (RE2::PartialMatch(Piece(names), published)) return Naming::kPublished;
  if (RE2::PartialMatch(Piece(names), day)) return Naming::kDay;
  return RE2::PartialMatch(Piece(names), something) ? Naming::kSomething : Naming::kNothing;
}

bool NamesOthers(std::string_view names) {
  static const RE2 others(
      R"((?i)comment|related|recommend|teaser|sidebar|footer|copyright|widget|cookie|popular|trending|menu|navi|latest|archive|ticker|event|user-?stat|reply)");
  return RE2::PartialMatch(Piece(names), others);
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

const GumboNode* ElementAround(const GumboNode* node) {
  while (node != nullptr && node->type != GUMBO_NODE_ELEMENT) node = node->parent;
  return node;
}

// The words by which an element's markup calls it.
std::string NamesOf(const GumboNode* element) {
  std::string names(AttributeOf(element, "class").substr(0, 300));
  for (const char* attribute : {"id", "itemprop", "property"})
    if (const std::string_view more = AttributeOf(element, attribute); !more.empty())
      names.append(" ").append(more.substr(0, 100));
  return names;
}

bool IsPageItself(const GumboNode* element) {
  return element->v.element.tag == GUMBO_TAG_BODY || element->v.element.tag == GUMBO_TAG_HTML;
}

// Points for what an element and those round it say of a day in it.
int NamingPoints(const GumboNode* element) {
  constexpr int kMostLevels = 3;
  int points = 0;
  Naming naming = Naming::kNothing;
  for (int level = 0; level < kMostLevels && element != nullptr; ++level) {
    if (element->type == GUMBO_NODE_ELEMENT && !IsPageItself(element)) {
      if (naming == Naming::kNothing) naming = NamingOf(NamesOf(element));
      if (element->v.element.tag == GUMBO_TAG_TIME && naming < Naming::kDay) naming = Naming::kDay;
      if (AttributeOf(element, "itemprop") == "datePublished") points = 3;
    }
    element = element->parent;
  }
  constexpr std::array<int, 5> kPoints = {0, 1, 3, 4, -2};  // [naming]
  return points + kPoints[static_cast<std::size_t>(naming)];
}

// The class of the element or of the nearest round it that has one.
std::string_view MakeOf(const GumboNode* element) {
  for (; element != nullptr && element->type == GUMBO_NODE_ELEMENT; element = element->parent)
    if (const std::string_view make = AttributeOf(element, "class"); !make.empty()) return make;
  return {};
}

// Calls `see` with the node and all below it, in the page's order, but not below one that it
// returns false for.
template <class See>
void ForEachNode(const GumboNode* root, const See& see) {
  std::vector<const GumboNode*> open = {root};
  while (!open.empty()) {
    const GumboNode* node = open.back();
    open.pop_back();
    if (!see(node) || !IsElement(node)) continue;
    const GumboVector& children = ChildrenOf(node);
    for (unsigned i = children.length; i > 0; --i)
      open.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
  }
}

std::string TextBelow(const GumboNode* node, std::size_t most) {
  std::string text;
  ForEachNode(node, [&](const GumboNode* each) {
    if (each->type == GUMBO_NODE_TEXT) text.append(" ").append(each->v.text.text);
    return text.size() < most;
  });
  return OneLine(text);
}

// A box that is named as one beside the article; one of a few words is no box.
bool IsBoxBeside(const GumboNode* element) {
  constexpr std::size_t kShortestBox = 60;  // bytes of text
  if (element->type != GUMBO_NODE_ELEMENT || IsPageItself(element)) return false;
  const GumboTag tag = element->v.element.tag;
  const bool apart = tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_ASIDE;
  return (apart || NamesOthers(NamesOf(element))) &&
         TextBelow(element, kShortestBox).size() >= kShortestBox;
}

class DayFinder {
 public:
  DayFinder(std::string_view title, DaysOf days) : title_(title), days_(days) {}

  void Walk(const GumboNode* root) {
    ForEachNode(root, [this](const GumboNode* node) {
      if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) SeeText(node);
      if (node->type != GUMBO_NODE_ELEMENT) return true;
      if (IsSkippedTag(node->v.element.tag)) return false;
      SeeHeading(node);
      if (days_ == DaysOf::kAll) SeeAttributes(node);
      return true;
    });
  }

  std::string Best() const {
    std::map<std::string_view, std::set<std::string_view>> days_of_make;
    for (const Candidate& each : candidates_)
      days_of_make[MakeOf(each.element)].insert(std::string_view(each.value).substr(0, 10));
    std::unordered_set<const GumboNode*> round_headline;
    for (const GumboNode* node = headline_.element; node != nullptr; node = node->parent)
      round_headline.insert(node);
    auto is_beside = [&](const GumboNode* node) {
      for (; node != nullptr && !round_headline.contains(node); node = node->parent)
        if (IsBoxBeside(node)) return true;
      return false;
    };
    const Candidate* best = nullptr;
    int most = kFewestPoints - 1;
    for (const Candidate& each : candidates_) {
      constexpr std::size_t kMany = 3;
      const int nearness = Nearness(each);
      int points = each.points + NamingPoints(each.element) + nearness;
      if (points <= most) continue;
      const std::string_view make = MakeOf(each.element);
      if (!make.empty() && days_of_make[make].size() >= kMany) points -= 2;
      if (points > most && is_beside(each.element)) points -= nearness >= 3 ? 7 - nearness : 6;
      if (points <= most) continue;
      best = &each;
      most = points;
    }
    return best == nullptr ? std::string() : best->value;
  }

 private:
  struct Headline {
    const GumboNode* element = nullptr;
    std::size_t at = 0, bytes = 0;  // where it ends
    int sureness = 0;
  };

  // The title, or much of it: it may have the outlet's name behind it.
  bool IsTitle(std::string_view text) const {
    constexpr std::size_t kShortest = 15;
    if (title_.empty() || text.size() > 2 * title_.size()) return false;
    if (text == title_) return true;
    return text.size() >= kShortest && text.size() * 2 >= title_.size() &&
           title_.size() >= kShortest &&
           (title_.find(text) != std::string::npos || text.find(title_) != std::string_view::npos);
  }

  void SeeHeading(const GumboNode* node) {
    constexpr std::size_t kLongest = 500;
    const GumboTag tag = node->v.element.tag;
    if (tag != GUMBO_TAG_H1 && tag != GUMBO_TAG_H2 && tag != GUMBO_TAG_H3) return;
    const std::string text = TextBelow(node, kLongest);
    const bool is_title = IsTitle(text);
    if (tag == GUMBO_TAG_H1 && !text.empty())
      SetHeadline(node, at_ + text.size(), text.size(), is_title ? 4 : 1);
    else if (is_title)
      SetHeadline(node, at_ + text.size(), text.size(), 3);
  }

  // The first of the surest; one in a box beside the article is less sure.
  void SetHeadline(const GumboNode* element, std::size_t end, std::size_t bytes, int sureness) {
    sureness *= 2;
    if (sureness <= headline_.sureness) return;
    for (const GumboNode* node = element; node != nullptr; node = node->parent) {
      if (!IsBoxBeside(node)) continue;
      --sureness;
      break;
    }
    if (sureness > headline_.sureness) headline_ = {element, end, bytes, sureness};
  }

  // Days that attributes say: <time datetime>, <abbr title>, <span content>.
  void SeeAttributes(const GumboNode* node) {
    for (const char* attribute : {"datetime", "content", "title"}) {
      const std::string_view value = AttributeOf(node, attribute);
      if (value.size() < kShortestDay || value.size() > 60 || !HasDigit(value)) continue;
      const bool is_time = node->v.element.tag == GUMBO_TAG_TIME;
      if (!is_time && NamingPoints(node) < 3) continue;
      const WrittenDay day = FindWrittenDay(value);
      const bool both_ways = day.value.find('/') != std::string::npos;
      std::string said = both_ways ? day.value : PublishedIn(value);
      if (said.size() < kShortestDay) continue;
      candidates_.push_back({std::move(said), (both_ways ? 0 : 2) + (is_time ? 1 : 0), at_, node});
      return;
    }
  }

  static bool HasDigit(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos;
  }

  void SeeText(const GumboNode* node) {
    constexpr std::size_t kLongest = 2000;
    constexpr std::string_view kSpaces = " \t\r\n";
    std::string_view raw = node->v.text.text;
    const std::size_t begin = std::min(raw.find_first_not_of(kSpaces), raw.size());
    raw = raw.substr(begin, raw.find_last_not_of(kSpaces) + 1 - begin);
    if (raw.empty()) return;
    if (!HasDigit(raw) || raw.size() > kLongest) {
      if (!title_.empty() && raw.size() <= 2 * title_.size()) SeeTitle(node, OneLine(raw));
      at_ += raw.size();
      before_ = raw;
      return;
    }
    const std::string text = OneLine(raw);
    SeeTitle(node, text);
    const bool is_notice = text.find("\xC2\xA9") != std::string::npos ||  // of copyright
                           text.find("opyright") != std::string::npos;
    const WrittenDay day = is_notice ? WrittenDay{} : FindWrittenDay(text);
    if (!day.value.empty()) AddText(text, day, ElementAround(node));
    at_ += text.size();
    before_ = raw;
  }

  void SeeTitle(const GumboNode* node, const std::string& text) {
    if (!text.empty() && text == title_)
      SetHeadline(ElementAround(node), at_ + text.size(), text.size(), 2);
  }

  // A day in a line that says little more than it, or that a text begins with.
  void AddText(std::string_view text, const WrittenDay& day, const GumboNode* element) {
    constexpr std::size_t kMostWords = 8, kLongestLabel = 60;
    const std::string_view before = text.substr(0, day.begin), behind = text.substr(day.end);
    DayLabel label = DayLabelsOf(before);
    const bool exact = label != DayLabel::kNone && DayLabelsOf(behind) != DayLabel::kNone;
    const bool opens = day.begin <= 1 && OpensText(behind);
    if (!exact && !opens && WordsIn(before) + WordsIn(behind) > kMostWords) return;
    if (label <= DayLabel::kFiller) label = std::max(label, LastLabel(before));
    if (label <= DayLabel::kFiller && day.begin <= 3 && before_.size() <= kLongestLabel)
      label = DayLabelsOf(OneLine(before_));
    int points = exact || opens ? 2 : day.begin == 0 ? 1 : 0;
    if (label == DayLabel::kPublished) points += 3;
    if (label == DayLabel::kChanged) points -= 2;
    candidates_.push_back({day.value, points, at_, element});
  }

  // The strongest label among the last three words before a day.
  static DayLabel LastLabel(std::string_view before) {
    constexpr int kMostWords = 3;
    DayLabel label = DayLabel::kNone;
    for (int words = 0; words < kMostWords && !before.empty(); ++words) {
      const std::size_t end = before.find_last_not_of(" :");
      before = before.substr(0, end == std::string_view::npos ? 0 : end + 1);
      const std::size_t begin = before.rfind(' ') + 1;
      label = std::max(label, DayLabelOf(before.substr(begin)));
      before = before.substr(0, begin);
    }
    return label;
  }

  // "27.1.2022 - Bei der ...", "(21. November 2022) ..."
  static bool OpensText(std::string_view behind) {
    for (std::string_view mark : {" - ", " – ", " — ", ")", ": ", " | ", " • ", " · ", ", ", " // ",
                                  " „", " “", " \"", " «"})
      if (behind.starts_with(mark)) return true;
    return false;
  }

  int Nearness(const Candidate& each) const {
    if (headline_.element == nullptr) return 0;
    constexpr std::size_t kSlack = 10;  // spaces are counted twice here and there
    if (each.at + kSlack >= headline_.at) {
      const std::size_t behind = each.at + kSlack - headline_.at;
      return behind <= 200 ? 4 : behind <= 600 ? 3 : behind <= 2000 ? 1 : 0;
    }
    return headline_.at - each.at <= headline_.bytes + 150 ? 3 : 0;
  }

  const std::string title_;
  const DaysOf days_;
  std::vector<Candidate> candidates_;
  std::string_view before_;  // the text before
  std::size_t at_ = 0;
  Headline headline_;
};

}  // namespace

std::string DateOnPage(const GumboNode* root, std::string_view title, DaysOf days) {
  DayFinder finder(title, days);
  finder.Walk(root);
  return finder.Best();
}

}  // namespace lode
