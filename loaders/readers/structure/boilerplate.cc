// Furniture is seldom known by one line alone. Five passes: lines that speak for themselves, with
// what they offer; sentences beside the element that holds the text; sections that such a line
// opens ("Risk Disclosure", "Latest comments"), to the end of the page if most of what follows is
// furniture too; lists of teasers, known by their age stamps; and the page's foot, grown upwards
// from its end while lines are short or talk to the reader. The hard bit is to
// stop: a long paragraph without notice words always stops the growth.

#include "loaders/readers/structure/boilerplate.h"

#include <algorithm>
#include <vector>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/structure/body.h"
#include "loaders/readers/structure/boilerplate_cues.h"

namespace lode {
namespace {

void MarkLine(Draft& draft) {
  if (draft.hint != LineHint::kTitle) draft.Settle(BlockKind::kBoilerplate);
}

// What an offer lists ("Unlimited access from all devices") is of the offer; furniture may stand
// between.
void MarkOffered(Drafts& drafts, std::size_t offer) {
  std::size_t at = offer + 1;
  while (at < drafts.size() && IsFurniture(drafts[at])) ++at;
  for (; at < drafts.size() && drafts[at].hint == LineHint::kListItem; ++at) MarkLine(drafts[at]);
}

void MarkLines(Drafts& drafts) {
  std::vector<std::size_t> offers;
  for (Draft& draft : drafts) {
    if (draft.settled) continue;
    if (draft.hint == LineHint::kBoilerplate) {
      MarkLine(draft);
      continue;
    }
    switch (CueOf(draft.view())) {
      case LineCue::kMachineLabel:
        MarkLine(draft);
        // "Summarized by", and the machine's name on the next line.
        if (draft.view().ends_with(" by") && &draft != &drafts.back() &&
            WordCount((&draft + 1)->view()) <= 3)
          MarkLine(*(&draft + 1));
        break;
      case LineCue::kOffer:
        offers.push_back(static_cast<std::size_t>(&draft - drafts.data()));
        MarkLine(draft);
        break;
      case LineCue::kFurniture:
      case LineCue::kSection:
      case LineCue::kNoInformation: MarkLine(draft); break;
      case LineCue::kCaption: draft.Settle(BlockKind::kCaption); break;
      case LineCue::kByline: draft.Settle(BlockKind::kByline); break;
      case LineCue::kNone:
        if (IsAgeStamp(draft.view()) || NoticePhrases(draft.view()) >= 2) MarkLine(draft);
        break;
    }
  }
  for (std::size_t offer : offers) MarkOffered(drafts, offer);
}

// Sentences beside the element that holds the text: of other articles, of comments, of notices.
// Shorter lines may be a byline or a date.
void MarkOutOfText(Drafts& drafts) {
  constexpr std::size_t kFewestWords = 8;
  for (Draft& draft : drafts)
    if (!draft.settled && draft.place == LinePlace::kOutOfText && EndsSentence(draft.view()) &&
        WordCount(draft.view()) >= kFewestWords)
      MarkLine(draft);
}

// For each draft: is most of what stands from it to the end furniture, by count
// and by length?
std::vector<bool> DenseToEnd(const Drafts& drafts) {
  std::vector<bool> dense(drafts.size());
  std::size_t furniture = 0, content_words = 0, furniture_words = 0;
  for (std::size_t i = drafts.size(); i-- > 0;) {
    std::size_t words = WordCount(drafts[i].view());
    bool marked = IsFurniture(drafts[i]) || NoticePhrases(drafts[i].view()) >= 1;
    furniture += marked ? 1 : 0;
    (marked ? furniture_words : content_words) += words;
    dense[i] = furniture * 10 >= (drafts.size() - i) * 6 && content_words <= furniture_words + 60;
  }
  return dense;
}

// What a section's opening line covers when furniture is not dense to the end.
std::size_t SectionEnd(const Drafts& drafts, std::size_t opener) {
  bool short_opener = WordCount(drafts[opener].view()) <= 6;
  std::size_t i = opener + 1;
  if (short_opener && i < drafts.size() && !drafts[i].settled &&
      !LooksLikeHeading(drafts[i].view()) && NoticePhrases(drafts[i].view()) >= 1)
    ++i;
  while (i < drafts.size() && !drafts[i].settled && !LooksLikeHeading(drafts[i].view()) &&
         ((!short_opener && !drafts[i].after_gap) || NoticePhrases(drafts[i].view()) >= 1))
    ++i;
  return i;
}

// Past the headlines that a short opening line ("Related", "Most read") announces.
std::size_t TeasersEnd(const Drafts& drafts, std::size_t opener) {
  constexpr std::size_t kMostWords = 8, kLongest = 30;
  std::size_t i = opener + 1;
  if (WordCount(drafts[opener].view()) > kMostWords) return i;
  while (i < drafts.size() && WordCount(drafts[i].view()) <= kLongest &&
         (IsFurniture(drafts[i]) || (!drafts[i].settled && !EndsSentence(drafts[i].view()))))
    ++i;
  return i;
}

// Whether the article goes on at `at`: with a long paragraph, or with two. A teaser's lead is
// shorter and stands alone.
bool GoesOn(const Drafts& drafts, std::size_t at) {
  constexpr std::size_t kFewestWords = 24, kLong = 45, kMostAbove = 3;
  auto words = [&](std::size_t i) -> std::size_t {
    if (i >= drafts.size() || drafts[i].settled || !EndsSentence(drafts[i].view())) return 0;
    const bool is_text = NoticePhrases(drafts[i].view()) == 0 && !AddressesReader(drafts[i].view());
    return is_text ? WordCount(drafts[i].view()) : 0;
  };
  // A picture's line and a subhead may stand above it.
  for (std::size_t skipped = 0; skipped < kMostAbove && at < drafts.size(); ++skipped, ++at)
    if (drafts[at].kind != BlockKind::kCaption && drafts[at].hint != LineHint::kHeading) break;
  return words(at) >= kLong || (words(at) >= kFewestWords && words(at + 1) >= kFewestWords);
}

// Opens a list of other articles, after which the article may go on; not comments or notices.
bool OpensList(const Draft& draft) {
  const std::string line = LowerAscii(draft.view());
  for (const char* word : {"comment", "conversation", "discussion", "disclaimer", "disclosure",
                           "warning", "notice", "statement", "thought", "repl", "response"})
    if (line.find(word) != std::string::npos) return false;
  return WordCount(line) <= 8;
}

// In the body's last third: most of the text stands above.
bool IsLate(const Body& body, std::size_t at) {
  return (at - body.begin) * 3 >= (body.end - body.begin) * 2;
}

// The first paragraph of some length: below it a list of headlines is none of the head's.
std::size_t FirstText(const Drafts& drafts) {
  constexpr std::size_t kFewestWords = 18;
  std::size_t i = 0;
  while (i < drafts.size() && (drafts[i].settled || !EndsSentence(drafts[i].view()) ||
                               WordCount(drafts[i].view()) < kFewestWords))
    ++i;
  return i;
}

void MarkSections(Drafts& drafts, const Body& body) {
  std::vector<bool> dense = DenseToEnd(drafts);
  const std::size_t first_text = FirstText(drafts);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (!IsFurniture(drafts[i]) || CueOf(drafts[i].view()) != LineCue::kSection) continue;
    bool above_text = i < body.begin || (i + 1 < body.end && !IsLate(body, i));
    const bool goes_on = OpensList(drafts[i]) && GoesOn(drafts, TeasersEnd(drafts, i));
    std::size_t end = dense[i] && !above_text && !goes_on ? drafts.size() : SectionEnd(drafts, i);
    if (i > body.begin || i > first_text) end = std::max(end, TeasersEnd(drafts, i));
    // The subhead of the text that goes on.
    if (end > i + 1 && drafts[end - 1].hint == LineHint::kHeading &&
        !IsFurniture(drafts[end - 1]) && GoesOn(drafts, end))
      --end;
    for (std::size_t j = i + 1; j < end; ++j) MarkLine(drafts[j]);
    i = end - 1;
  }
}

constexpr std::size_t kMostShort = 8;  // of the lines between a headline and its stamp

// A single stamp at the page's end, below a line or two of a teaser's own and a
// headline that stands under furniture.
bool IsLastTeaser(const Drafts& drafts, std::size_t stamp) {
  if (stamp < 4 || stamp + 1 != drafts.size()) return false;
  std::size_t at = stamp;
  while (at > 1 && stamp - at < kMostShort && WordCount(drafts[at - 1].view()) <= 3) --at;
  return at < stamp && at > 1 && WordCount(drafts[at - 1].view()) <= 30 &&
         IsFurniture(drafts[at - 2]);
}

// A run of age stamps with little text between them is a list of teasers; its
// first teaser stands before the first stamp.
void MarkTeasers(Drafts& drafts) {
  constexpr std::size_t kWidestGap = 7, kMostWords = 75;
  std::vector<std::size_t> stamps;
  for (std::size_t i = 0; i < drafts.size(); ++i)
    if (IsAgeStamp(drafts[i].view())) stamps.push_back(i);
  for (std::size_t first = 0; first < stamps.size();) {
    std::size_t last = first;
    while (last + 1 < stamps.size() && stamps[last + 1] - stamps[last] <= kWidestGap) ++last;
    std::size_t begin = stamps[first], end = stamps[last] + 1, words = 0;
    for (std::size_t i = begin; i < end; ++i) words += WordCount(drafts[i].view());
    bool late = begin * 2 > drafts.size();
    std::size_t count = last - first + 1;
    if ((count >= 3 || (count == 2 && late) || IsLastTeaser(drafts, begin)) &&
        words <= kMostWords * count) {
      while (begin > 0 && stamps[first] - begin < kMostShort &&
             WordCount(drafts[begin - 1].view()) <= 3)
        --begin;
      bool teaser_before = begin > 0 && WordCount(drafts[begin - 1].view()) <= kMostWords;
      if (teaser_before) --begin;
      if (drafts.size() - end <= 2) end = drafts.size();
      for (std::size_t i = begin; i < end; ++i) MarkLine(drafts[i]);
    }
    first = last + 1;
  }
}

// How sure a line near the page's end belongs to its foot.
bool MayBeFoot(const Draft& draft) {
  if (IsFurniture(draft)) return true;
  if (draft.settled || draft.place == LinePlace::kInText) return false;
  std::size_t words = WordCount(draft.view());
  // Items that are no links (those are furniture by now) may be the article's own list.
  const std::size_t fewest = draft.hint == LineHint::kListItem ? 3 : 9;
  if (draft.kind == BlockKind::kList && words >= fewest) return false;
  const int phrases = NoticePhrases(draft.view());
  return (words <= 6 && !EndsSentence(draft.view())) || AddressesReader(draft.view()) ||
         phrases >= 2 || (phrases == 1 && !EndsSentence(draft.view()));
}

void MarkFoot(Drafts& drafts) {
  std::size_t begin = drafts.size();
  int sure = 0;
  while (begin > 0 && MayBeFoot(drafts[begin - 1])) {
    --begin;
    if (IsFurniture(drafts[begin])) ++sure;
  }
  if (sure == 0 || begin == 0) return;
  // Short lines at its top belong to the foot only where furniture is near.
  std::size_t first_sure = begin;
  while (!IsFurniture(drafts[first_sure])) ++first_sure;
  if (first_sure - begin > 4) begin = first_sure;
  for (std::size_t i = begin; i < drafts.size(); ++i) MarkLine(drafts[i]);
}

// Single short lines between furniture at the page's head: menus.
void FillHead(Drafts& drafts) {
  std::size_t last = 0;
  for (std::size_t i = 0; i < drafts.size() && WordCount(drafts[i].view()) <= 4; ++i)
    if (IsFurniture(drafts[i])) last = i;
  if (last < 3) return;
  for (std::size_t i = 1; i < last; ++i)
    if (!drafts[i].settled && !IsFurniture(drafts[i]) && IsFurniture(drafts[i - 1]))
      MarkLine(drafts[i]);
}

}  // namespace

void MarkBoilerplate(Drafts& drafts) {
  MarkLines(drafts);
  MarkOutOfText(drafts);
  MarkSections(drafts, FindBody(drafts));
  MarkTeasers(drafts);
  MarkFoot(drafts);
  FillHead(drafts);
  MarkMenus(drafts, FindBody(drafts));
}

}  // namespace lode
