// A page's text is one stretch of prose; what surrounds it is short lines, links and
// notices. The idea is to look at sums, not at single lines: a subhead or a teaser
// costs less than the paragraphs round it bring, a list of twenty headlines does not.
// The hard bit is the last paragraph behind a block of teasers: long ones are left,
// whatever the sum says.

#include "loaders/readers/structure/body.h"

#include <re2/re2.h>

#include <algorithm>
#include <vector>

#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/structure/boilerplate_cues.h"

namespace lode {
namespace {

constexpr int kStandfirst = -2;

bool IsFree(const Draft& draft) {
  return !draft.settled && draft.hint != LineHint::kTitle && draft.kind != BlockKind::kTweet;
}

// In the element that holds the page's text, as the markup shows it.
bool IsInText(const Draft& draft) {
  return draft.place == LinePlace::kInText;
}

// Sentences that nothing marks as furniture's.
bool IsProse(const Draft& draft) {
  return !draft.settled && EndsSentence(draft.view()) && WordCount(draft.view()) >= 10 &&
         NoticePhrases(draft.view()) <= 1;
}

// A paragraph that can stand for itself.
bool IsWeighty(const Draft& draft) {
  return IsProse(draft) && WordCount(draft.view()) >= 24 && !AddressesReader(draft.view());
}

// One phrase of notices ("personal data") is also in news; two are a notice.
int SentenceScore(const Draft& draft, int words) {
  constexpr int kDoubtful = 2, kNotice = -4, kLong = 30;
  int phrases = NoticePhrases(draft.view());
  if (phrases >= 2 && words < kLong) return kNotice;
  bool doubtful = phrases == 1 || AddressesReader(draft.view());
  return doubtful && words < kLong ? kDoubtful : std::min(words, 50);
}

// Settled as part of the text.
bool IsText(BlockKind kind) {
  switch (kind) {
    case BlockKind::kHeading:
    case BlockKind::kParagraph:
    case BlockKind::kQuotation:
    case BlockKind::kTweet:
    case BlockKind::kList:
    case BlockKind::kTimelineEntry:
    case BlockKind::kSummary:
    case BlockKind::kTranslation: return true;
    default: return false;
  }
}

// A line that could be the headline of another article.
bool LooksLikeTeaser(const Draft& draft) {
  std::string_view line = draft.view();
  return !IsInText(draft) && IsFree(draft) && draft.kind == BlockKind::kParagraph &&
         WordCount(line) >= 5 && WordCount(line) <= 22 && LooksLikeHeadline(line);
}

// Where a headline and a sentence or two under it alternate: lists of other articles.
// A subhead stands over more than one paragraph, or over a long one.
std::vector<bool> StandfirstsIn(const Drafts& drafts) {
  constexpr std::size_t kMostWords = 40, kFewestPairs = 3;
  std::vector<bool> found(drafts.size());
  auto is_pair = [&](std::size_t i) {
    return i + 1 < drafts.size() && LooksLikeTeaser(drafts[i]) && IsFree(drafts[i + 1]) &&
           EndsSentence(drafts[i + 1].view()) && WordCount(drafts[i + 1].view()) <= kMostWords;
  };
  for (std::size_t i = 0; i < drafts.size();) {
    std::size_t last = i;
    while (is_pair(last)) last += 2;
    if ((last - i) / 2 >= kFewestPairs)
      for (std::size_t j = i; j < last; ++j) found[j] = true;
    i = std::max(last, i + 1);
  }
  return found;
}

// "Una says:", "March 4, 2024 at 10:15 am", "Reply": what stands by readers' comments.
bool IsCommentMark(const Draft& draft) {
  static const RE2 mark(
      R"((?i)(?:reply|report|flag|permalink|like|upvote)\W*|.{2,60}\b(?:says|said|wrote|commented)\s*:|.*\b\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?(?:\s+said:)?)");
  const std::string_view line = draft.view();
  return line.size() < 100 &&
         (IsAgeStamp(line) || RE2::FullMatch({line.data(), line.size()}, mark));
}

// Where readers' comments begin: a heading that says so, with text above it and the
// marks of several comments below. The number of drafts where there are none.
std::size_t CommentsBegin(const Drafts& drafts) {
  static const RE2 opener(
      R"((?i)(?:(?:\d+|[a-z]+|post a|leave a|join the)\s+){0,3}(?:comments?|repl(?:y|ies)|responses?|thoughts?|conversation|discussion)(?:\s*\(?\d+\)?| (?:on|to) .{3,120})?\W*)");
  constexpr std::size_t kFewestWords = 40, kFewestMarks = 3;
  std::size_t words = 0, marks = 0, last = drafts.size();
  while (last > 0 && marks < kFewestMarks) marks += IsCommentMark(drafts[--last]) ? 1 : 0;
  for (std::size_t i = 0; i < last && marks == kFewestMarks; ++i) {
    const std::string_view line = drafts[i].view();
    if (IsProse(drafts[i])) words += WordCount(line);
    if (words >= kFewestWords && line.size() < 160 &&
        RE2::FullMatch({line.data(), line.size()}, opener))
      return i;
  }
  return drafts.size();
}

// An item of the markup's list that is no link (those are furniture by now): dates of a tour,
// names of the dead. It counts neither for the text nor against it.
bool IsPlainItem(const Draft& draft) {
  return draft.kind == BlockKind::kList && draft.hint == LineHint::kListItem && IsFree(draft) &&
         WordCount(draft.view()) >= 3;
}

int ScoreOf(const Draft& draft) {
  constexpr int kShort = -4, kHeadline = -6;
  int words = static_cast<int>(WordCount(draft.view()));
  if (IsFurniture(draft)) return -6 - std::min(words, 10);
  if (draft.settled) return IsText(draft.kind) ? std::min(words, 40) / 2 : 0;
  if (draft.hint == LineHint::kTitle) return 0;
  if (EndsSentence(draft.view())) return SentenceScore(draft, words);
  if (draft.view().ends_with(":") || IsPlainItem(draft) || IsInText(draft)) return 0;
  bool marked_item = draft.kind == BlockKind::kList && draft.hint != LineHint::kListItem;
  if ((marked_item && words > 4) || words > 24) return std::min(words, 30) / 2;
  return words <= 3 ? kShort : kHeadline;
}

// Short, without a full stop: of a menu, when it does not stand alone.
bool LooksLikeMenu(const Draft& draft) {
  return IsFurniture(draft) || (!IsInText(draft) && IsFree(draft) && WordCount(draft.view()) <= 4 &&
                                !EndsSentence(draft.view()));
}

// Below the body, but in the text's element: sentences, headings and lists are of the text;
// short lines are labels ("Contact", "Print"), and who talks to the reader sells something.
bool ClosesText(const Draft& draft) {
  constexpr std::size_t kFewestInItem = 2, kFewestInSentence = 4, kFewestElse = 10;
  if (!IsInText(draft)) return false;
  if (draft.hint == LineHint::kHeading) return true;
  const std::size_t words = WordCount(draft.view());
  if (draft.kind == BlockKind::kList) return words >= kFewestInItem;
  const std::size_t fewest = EndsSentence(draft.view()) ? kFewestInSentence : kFewestElse;
  return words >= fewest && !AddressesReader(draft.view()) && NoticePhrases(draft.view()) == 0;
}

void Mark(Draft& draft) {
  if (IsFree(draft)) draft.Settle(BlockKind::kBoilerplate);
}

// Is there enough below the body to call it something else?
bool HasTail(const Drafts& drafts, std::size_t from) {
  std::size_t cues = 0, loose = 0;
  for (std::size_t i = from; i < drafts.size(); ++i) {
    if (IsFurniture(drafts[i]))
      ++cues;
    else if (IsFree(drafts[i]) && drafts[i].kind != BlockKind::kList &&
             !EndsSentence(drafts[i].view()) && !drafts[i].view().ends_with(":"))
      ++loose;
  }
  return loose >= 3 || (cues > 0 && loose > 0) || cues >= 2;
}

// Past the closing sentences ("The mayor declined to comment.") and the items of a list that
// stand right below the body, with a line or two of furniture between.
std::size_t ClosingEnd(const Drafts& drafts, std::size_t end) {
  constexpr std::size_t kMostBetween = 3, kFewestWords = 4;
  for (std::size_t i = end; i < drafts.size() && i - end <= kMostBetween; ++i) {
    const std::string_view line = drafts[i].view();
    if (drafts[i].settled && CueOf(line) != LineCue::kSection) continue;
    bool closes = IsFree(drafts[i]) && EndsSentence(line) && WordCount(line) >= kFewestWords &&
                  !AddressesReader(line) && NoticePhrases(line) == 0;
    const bool heads_list =
        drafts[i].hint == LineHint::kHeading && i + 1 < drafts.size() && IsPlainItem(drafts[i + 1]);
    if (heads_list) continue;
    if (!closes && !IsPlainItem(drafts[i])) break;
    end = i + 1;
  }
  return end;
}

bool Matches(std::string_view text, const RE2& pattern) {
  return RE2::FullMatch({text.data(), text.size()}, pattern);
}

// "Una Berg is a reporter for the Courier, covering ports."
bool TellsOfTrade(std::string_view line) {
  constexpr std::string_view kTrades[] = {"reporter", "correspondent", "journalist",
                                          "editor",   "columnist",     "writer",
                                          "author",   "contributor",   "producer"};
  const bool may = std::any_of(std::begin(kTrades), std::end(kTrades), [&](std::string_view trade) {
    return line.find(trade) != line.npos;
  });
  if (!may) return false;  // the pattern is long, and most pages need not make it
  static const RE2 note(
      R"((?:\p{Lu}[\p{L}.'’-]*\s+){2,4}(?:\([^)]*\)\s+)?(?:is|was) (?:an?|the|our) (?:[\p{L}\d'’&-]+,?\s+){0,7}?(?:reporter|correspondent|journalist|editor|columnist|writer|contributor|newsletter author|producer)\b.*)");
  return Matches(line, note);
}

// Below an article: who wrote it.
bool TellsOfAuthor(std::string_view line, std::string_view author) {
  if (WordCount(line) > 90) return false;
  if (TellsOfTrade(line)) return true;
  if (author.size() < 5 || !line.starts_with(author)) return false;
  static const RE2 deeds(
      R"( (?:(?:currently|also|has|previously) )?(?:is|was|covers|writes|reports|joined|has (?:written|covered|worked|been)|can be reached|works)\b.*)");
  return Matches(line.substr(author.size()), deeds);
}

}  // namespace

void MarkAuthorNotes(Drafts& drafts, const std::string& author) {
  constexpr std::ptrdiff_t kFewestAbove = 2;
  std::ptrdiff_t left = std::count_if(drafts.begin(), drafts.end(), IsProse);
  for (std::size_t i = drafts.size(); i > 0 && left > kFewestAbove; --i) {
    Draft& draft = drafts[i - 1];
    if (!IsProse(draft)) continue;
    --left;
    if (!TellsOfAuthor(draft.view(), author)) break;
    draft.Settle(BlockKind::kByline);
  }
  // Some pages have it between headline and text.
  const auto first = std::find_if(drafts.begin(), drafts.end(), IsProse);
  if (first != drafts.end() && left > kFewestAbove && !author.empty() &&
      first->view().starts_with(author) && TellsOfAuthor(first->view(), author))
    first->Settle(BlockKind::kByline);
}

Body FindBody(const Drafts& drafts) {
  Body best;
  int best_sum = 0, sum = 0;
  std::size_t begin = 0;
  const std::vector<bool> standfirsts = StandfirstsIn(drafts);
  const std::size_t comments = CommentsBegin(drafts);
  for (std::size_t i = 0; i < comments; ++i) {
    sum += standfirsts[i] ? kStandfirst : ScoreOf(drafts[i]);
    if (sum <= 0) {
      sum = 0;
      begin = i + 1;
    } else if (sum > best_sum) {
      best_sum = sum;
      best = {begin, i + 1};
    }
  }
  return best;
}

void MarkHeadlineRuns(Drafts& drafts, const Body& body) {
  for (std::size_t i = body.begin + 1; i < body.end;) {
    std::size_t last = i;
    while (last < body.end && LooksLikeTeaser(drafts[last])) ++last;
    bool between = last - i >= 2 && last < body.end &&
                   (IsProse(drafts[i - 1]) || IsFurniture(drafts[i - 1])) &&
                   (IsProse(drafts[last]) || IsFurniture(drafts[last]));
    for (std::size_t j = i; between && j < last; ++j) Mark(drafts[j]);
    i = std::max(last, i + 1);
  }
}

void MarkMenus(Drafts& drafts, const Body& body) {
  constexpr std::size_t kFewest = 4;
  for (std::size_t i = 0; i < body.begin;) {
    std::size_t last = i;
    while (last < body.begin && LooksLikeMenu(drafts[last])) ++last;
    for (std::size_t j = i; last - i >= kFewest && j < last; ++j) Mark(drafts[j]);
    i = std::max(last, i + 1);
  }
}

void MarkTail(Drafts& drafts, const Body& found) {
  if (found.empty()) return;
  const Body body = {found.begin, ClosingEnd(drafts, found.end)};
  if (!HasTail(drafts, body.end)) return;
  const std::vector<bool> standfirsts = StandfirstsIn(drafts);
  const std::size_t comments = CommentsBegin(drafts);
  for (std::size_t i = body.end; i < drafts.size(); ++i)
    if (i >= comments || (!ClosesText(drafts[i]) && (standfirsts[i] || !IsWeighty(drafts[i]))))
      Mark(drafts[i]);
}

}  // namespace lode
