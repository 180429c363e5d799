// Headlines are looked for near the text, not at the top of the page: a crawled page
// opens with menus, offers and the headlines of others. The idea is evidence in order
// of strength: markup, the file's own title, a line that the page's first lines repeat
// (its <title>), a date or byline below it; shape alone decides only in a short head.

#include "loaders/readers/structure/headline.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/metadata/date_words.h"
#include "loaders/readers/metadata/outlet_line.h"
#include "loaders/readers/structure/body.h"
#include "loaders/readers/structure/boilerplate_cues.h"
#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

constexpr std::size_t kDeepestHead = 40;  // lines that nothing has settled yet

bool IsProse(const Draft& draft) {
  return WordCount(draft.view()) >= 18 && EndsSentence(draft.view());
}

// A sentence that stands as a line: one may be a standfirst, two are text.
bool IsSentenceLine(const Draft& draft) {
  return !draft.settled && draft.hint != LineHint::kTitle && WordCount(draft.view()) >= 6 &&
         EndsSentence(draft.view()) && !LooksLikeHeading(draft.view());
}

// Past the first drafts that are no text; stops at `kDeepestHead` lines.
std::size_t HeadEnd(const Drafts& drafts, std::size_t begin) {
  std::size_t end = begin, sentences = 0, lines = 0;
  while (end < drafts.size() && lines < kDeepestHead &&
         (drafts[end].kind == BlockKind::kBoilerplate || drafts[end].hint == LineHint::kTitle ||
          !IsProse(drafts[end]))) {
    if (IsSentenceLine(drafts[end]) && drafts[end].kind != BlockKind::kList && ++sentences == 2)
      break;
    if (!drafts[end].settled) ++lines;
    ++end;
  }
  return end;
}

bool SameWords(std::string_view a, std::string_view b) {
  auto fold = [](std::string_view text) {
    std::string out;
    for (char c : LowerAscii(text))
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0xC3)
        out += c;
    return out;
  };
  return fold(a) == fold(b);
}

// The headline in a page's title, before the outlet's name.
std::string_view BeforeBar(std::string_view line) {
  for (std::string_view bar :
       {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " : ", " \xC2\xBB "})
    if (std::size_t at = line.rfind(bar); at != std::string_view::npos && at > 0)
      line = line.substr(0, at);
  return line;
}

bool IsFree(const Draft& draft) {
  return !draft.settled && draft.kind != BlockKind::kList;
}

// The last line of the head with the words of `title`, or of its first part.
std::size_t LineWith(std::string_view title, const Drafts& drafts, std::size_t begin,
                     std::size_t end) {
  for (std::size_t i = end; i-- > begin;) {
    bool says = SameWords(drafts[i].view(), title) || SameWords(drafts[i].view(), BeforeBar(title));
    if (says && (!drafts[i].settled || drafts[i].hint == LineHint::kTitle)) return i;
  }
  return drafts.size();
}

// A line of the page's top that a later line of the head repeats without the outlet.
void FindRepeated(const Drafts& drafts, Head& head) {
  constexpr std::size_t kTop = 12, kFewestWords = 3;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < head.end && seen < kTop; ++i) {
    if (!IsFree(drafts[i])) continue;
    ++seen;
    if (WordCount(BeforeBar(drafts[i].view())) < kFewestWords || EndsSentence(drafts[i].view()))
      continue;
    std::size_t again = LineWith(drafts[i].view(), drafts, i + 1, head.end);
    if (again == drafts.size()) continue;
    head.title = again;
    head.page_title = i;
    return;
  }
}

// "Una Berg and Tor Lind, Fennmark Press": names with the house they write for.
bool IsCredit(std::string_view line) {
  std::size_t comma = line.rfind(", ");
  return comma != std::string_view::npos && line.size() < 90 &&
         IsOutletLine(line.substr(comma + 2)) &&
         LooksLikeName(line.substr(0, std::min(line.find(" and "), line.find(','))));
}

// Says who wrote it or when.
bool IsSigned(const Draft& draft) {
  static const RE2 by(R"((?:By|by|BY) \p{Lu}.{2,60})");
  if (draft.kind == BlockKind::kByline || draft.hint == LineHint::kByline) return true;
  if (draft.settled || draft.text.size() >= 100) return false;
  const std::string_view line = draft.view();
  return !DateIn(line).empty() || IsCredit(line) || RE2::FullMatch({line.data(), line.size()}, by);
}

bool MayBeTitle(const Draft& draft) {
  return IsFree(draft) && LooksLikeHeadline(draft.view()) && DateIn(draft.view()).empty() &&
         draft.kind == BlockKind::kParagraph && !IsSigned(draft);
}

// In a deep head: the nearest headline above a byline or date near the text, else the
// nearest above the text.
std::size_t NearestHeadline(const Drafts& drafts, const Head& head) {
  constexpr std::size_t kReach = 4, kFarthest = 20;
  std::size_t nearest = drafts.size();
  for (std::size_t i = head.end; i-- > head.begin;) {
    if (nearest == drafts.size() && MayBeTitle(drafts[i]) && WordCount(drafts[i].view()) >= 5)
      nearest = i;
    if (!IsSigned(drafts[i])) continue;
    std::size_t seen = 0;
    for (std::size_t j = i; j-- > head.begin && seen < kReach && i - j < kFarthest;) {
      if (MayBeTitle(drafts[j])) return j;
      if (!drafts[j].settled && !IsSigned(drafts[j])) ++seen;
    }
  }
  return nearest;
}

// In a short head: the first line that looks like a headline.
std::size_t FirstHeadline(const Drafts& drafts, const Head& head) {
  std::size_t seen = 0;
  for (std::size_t i = head.begin; i < head.end && seen < 6; ++i) {
    const Draft& draft = drafts[i];
    if (draft.settled) continue;
    ++seen;
    if (draft.kind == BlockKind::kList || IsSummaryHeading(draft.view())) break;
    if (IsKicker(draft.view())) {
      if (i + 1 < drafts.size() && drafts[i + 1].kind == BlockKind::kList) break;
      continue;
    }
    if (LooksLikeHeadline(draft.view()) && DateIn(draft.view()).empty()) return i;
  }
  return drafts.size();
}

// A headline of two or three words, when it stands first and alone.
bool IsShortTitle(const Drafts& drafts, const Head& head) {
  return head.end > 0 && !drafts[0].settled && drafts[0].hint == LineHint::kNone &&
         LooksLikeHeading(drafts[0].view()) && WordCount(drafts[0].view()) >= 2 &&
         !IsKicker(drafts[0].view()) && drafts[0].kind != BlockKind::kList &&
         (head.end == 1 || drafts[1].settled || !DateIn(drafts[1].view()).empty() ||
          IsOutletLine(drafts[1].view()));
}

std::size_t FreeLines(const Drafts& drafts, const Head& head) {
  return static_cast<std::size_t>(
      std::count_if(drafts.begin() + static_cast<std::ptrdiff_t>(head.begin),
                    drafts.begin() + static_cast<std::ptrdiff_t>(head.end), IsFree));
}

void FindTitle(const Drafts& drafts, const PageFields& fields, Head& head) {
  constexpr std::size_t kShort = 8;
  if (!fields.title.empty()) head.title = LineWith(fields.title, drafts, 0, head.end);
  for (std::size_t i = 0; i < head.end && head.title == drafts.size(); ++i)
    if (drafts[i].hint == LineHint::kTitle) head.title = i;
  if (head.title < drafts.size() || !fields.title.empty()) return;
  FindRepeated(drafts, head);
  if (head.title == drafts.size() && FreeLines(drafts, head) > kShort)
    head.title = NearestHeadline(drafts, head);
  if (head.title == drafts.size()) head.title = FirstHeadline(drafts, head);
  if (head.title == drafts.size() && IsShortTitle(drafts, head)) head.title = 0;
}

}  // namespace

bool IsKicker(std::string_view line) {
  static const RE2 pattern("(?i)(?:" + AnyWordOf(kLineWords, "kicker") + R"()\W*)");
  return RE2::FullMatch({line.data(), line.size()}, pattern);
}

Head FindHead(const Drafts& drafts, const PageFields& fields) {
  Head head;
  head.title = head.page_title = drafts.size();
  head.end = HeadEnd(drafts, 0);
  const Body body = FindBody(drafts);
  // A head deeper than any: the text begins where the sums say.
  if (!body.empty() && body.begin > head.end) {
    head.end = HeadEnd(drafts, body.begin);
    std::size_t lines = 0;
    for (head.begin = head.end; head.begin > 0 && lines < kDeepestHead; --head.begin)
      if (!drafts[head.begin - 1].settled) ++lines;
  }
  FindTitle(drafts, fields, head);
  return head;
}

}  // namespace lode
