// Each form is a short repeating pattern of line shapes; one hit alone means
// nothing, a run of them is the form. The hard bit is where a run ends: at the
// first block that does not fit.

#include "loaders/readers/structure/sections.h"

#include <algorithm>

#include "loaders/readers/lines/language_guess.h"
#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/metadata/date_words.h"
#include "loaders/readers/structure/boilerplate_cues.h"

namespace lode {
namespace {

// "July 3, 2024:" or "By end of May 2024:", alone on its line.
std::string HeaderDate(const Draft& draft) {
  std::string_view line = draft.view();
  if (draft.settled || line.size() > 60 || WordCount(line) > 8) return {};
  bool marked =
      line.ends_with(":") || draft.hint == LineHint::kHeading || draft.hint == LineHint::kTime;
  return marked ? DateIn(line) : std::string();
}

// The date that an entry line begins with: "July 3, 2024: The court ..."
std::string LeadingDate(const Draft& draft) {
  std::string_view line = draft.view();
  if (draft.settled || WordCount(line) < 4) return {};
  for (std::string_view mark : {": ", " \xE2\x80\x94 ", " \xE2\x80\x93 ", " - "}) {
    std::size_t at = line.find(mark);
    if (at == std::string_view::npos || at > 40) continue;
    if (std::string date = DateIn(line.substr(0, at)); !date.empty()) return date;
  }
  return {};
}

bool EndsTimeline(const Draft& draft) {
  return draft.settled || draft.hint == LineHint::kHeading ||
         (LooksLikeHeading(draft.view()) && WordCount(draft.view()) <= 6 &&
          !EndsSentence(draft.view()));
}

bool IsForeignLine(const Draft& draft) {
  return draft.text.size() <= 120 && IsEastAsian(GuessLanguage(draft.view()));
}

bool IsEntryName(const Draft& draft) {
  std::string_view line = draft.view();
  return !draft.settled && WordCount(line) <= 9 && line.size() <= 90 && LooksLikeHeading(line) &&
         !line.ends_with(":") && !line.ends_with("?");
}

// "The provided article does not contain information about …"
bool KnowsNothing(const Draft& draft) {
  return draft.kind == BlockKind::kBoilerplate && CueOf(draft.view()) == LineCue::kNoInformation;
}

bool IsDescription(const Draft& draft) {
  return KnowsNothing(draft) ||
         (!draft.settled && WordCount(draft.view()) >= 5 && EndsSentence(draft.view()));
}

// How many drafts the entry at `at` takes (name, native name, description); 0 if
// it is none. `foreign` tells whether a native name is there.
std::size_t EntryLength(const Drafts& drafts, std::size_t at, bool& foreign) {
  foreign = false;
  if (at + 1 >= drafts.size() || !IsEntryName(drafts[at])) return 0;
  std::size_t next = at + 1;
  if (IsForeignLine(drafts[next])) {
    foreign = true;
    ++next;
  }
  if (next >= drafts.size() || !IsDescription(drafts[next])) return 0;
  return next + 1 - at;
}

// An entry that owns to knowing nothing is furniture with its names.
void SettleEntry(Drafts& drafts, std::size_t at, std::size_t length) {
  const bool empty = KnowsNothing(drafts[at + length - 1]);
  drafts[at].Settle(empty ? BlockKind::kBoilerplate : BlockKind::kHeading);
  if (empty && length > 2) drafts[at + 1].Settle(BlockKind::kBoilerplate);
  for (std::size_t i = at + 1; i < at + length; ++i)
    if (!drafts[i].settled) drafts[i].Settle(BlockKind::kList);
}

bool MayBeSummary(const Draft& draft) {
  return !draft.settled &&
         (draft.kind == BlockKind::kParagraph || draft.kind == BlockKind::kList) &&
         draft.hint != LineHint::kHeading;
}

// A label speaks of what stands above it, up to the heading or furniture before.
void MarkAboveLabel(Drafts& drafts, std::size_t label) {
  constexpr std::size_t kMost = 60;
  std::size_t begin = label;
  while (begin > 0 && label - begin < kMost) {
    const Draft& draft = drafts[begin - 1];
    bool heading = LooksLikeHeading(draft.view()) && draft.kind != BlockKind::kList;
    bool passes = draft.kind == BlockKind::kCaption || (MayBeSummary(draft) && !heading);
    if (!passes) break;
    --begin;
  }
  bool reaches_head = begin == 0 || drafts[begin - 1].kind == BlockKind::kTitle;
  if (reaches_head && label - begin > 12) return;
  for (std::size_t i = begin; i < label; ++i)
    if (MayBeSummary(drafts[i])) drafts[i].Settle(BlockKind::kSummary);
}

void MarkUnderHeading(Drafts& drafts, std::size_t heading) {
  constexpr std::size_t kMost = 12;
  std::size_t begin = heading + 1, end = begin;
  if (begin >= drafts.size() || !MayBeSummary(drafts[begin])) return;
  BlockKind kind = drafts[begin].kind;
  while (end < drafts.size() && MayBeSummary(drafts[end]) && drafts[end].kind == kind &&
         !(kind == BlockKind::kParagraph && LooksLikeHeading(drafts[end].view())))
    ++end;
  bool open_end = kind == BlockKind::kParagraph && (end == drafts.size() || end - begin > kMost);
  if (open_end) end = begin + 1;
  for (std::size_t i = begin; i < end; ++i) drafts[i].Settle(BlockKind::kSummary);
}

}  // namespace

void MarkTimeline(Drafts& drafts) {
  std::vector<std::string> headers(drafts.size()), leads(drafts.size());
  std::size_t header_count = 0, lead_count = 0;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    headers[i] = HeaderDate(drafts[i]);
    if (headers[i].empty()) leads[i] = LeadingDate(drafts[i]);
    header_count += headers[i].empty() ? 0 : 1;
    lead_count += leads[i].empty() ? 0 : 1;
  }
  for (std::size_t i = 0; i < drafts.size() && lead_count >= 2; ++i) {
    if (leads[i].empty()) continue;
    drafts[i].Settle(BlockKind::kTimelineEntry);
    drafts[i].date = leads[i];
  }
  for (std::size_t i = 0; i < drafts.size() && header_count >= 2; ++i) {
    if (headers[i].empty()) continue;
    drafts[i].Settle(BlockKind::kHeading);
    for (std::size_t j = i + 1; j < drafts.size() && headers[j].empty() && !EndsTimeline(drafts[j]);
         ++j) {
      drafts[j].Settle(BlockKind::kTimelineEntry);
      drafts[j].date = headers[i];
    }
  }
}

void MarkWhosWho(Drafts& drafts) {
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    bool announced = !drafts[i].settled && IsWhosWhoHeading(drafts[i].view());
    std::size_t begin = announced ? i + 1 : i;
    std::size_t at = begin, entries = 0, foreigners = 0;
    bool foreign = false;
    // A few entries tell; without a heading most must have a native name.
    while (entries < 4) {
      std::size_t length = EntryLength(drafts, at, foreign);
      if (length == 0) break;
      at += length;
      ++entries;
      foreigners += foreign ? 1 : 0;
    }
    bool is_list = announced ? entries >= 2 : entries == 4 && foreigners >= 3;
    if (!is_list) continue;
    if (announced) drafts[i].Settle(BlockKind::kHeading);
    for (at = begin; std::size_t length = EntryLength(drafts, at, foreign); at += length)
      SettleEntry(drafts, at, length);
    i = at - 1;
  }
}

void MarkSummaries(Drafts& drafts) {
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (drafts[i].kind == BlockKind::kBoilerplate) {
      if (CueOf(drafts[i].view()) == LineCue::kMachineLabel) MarkAboveLabel(drafts, i);
    } else if (!drafts[i].settled && IsSummaryHeading(drafts[i].view())) {
      drafts[i].Settle(BlockKind::kHeading);
      MarkUnderHeading(drafts, i);
    }
  }
}

void MarkLanguages(Drafts& drafts, const std::string& article_language) {
  constexpr std::size_t kShortestOriginal = 45;  // bytes, fifteen wide letters
  for (Draft& draft : drafts) {
    std::string language = GuessLanguage(draft.view());
    if (language != article_language) draft.language = language;
  }
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    Draft& draft = drafts[i];
    bool original = IsEastAsian(drafts[i - 1].language) &&
                    drafts[i - 1].kind == BlockKind::kParagraph &&
                    drafts[i - 1].text.size() >= kShortestOriginal;
    bool translated = draft.kind == BlockKind::kParagraph && draft.language.empty() &&
                      !draft.settled && WordCount(draft.view()) >= 10;
    if (original && translated) draft.Settle(BlockKind::kTranslation);
  }
}

}  // namespace lode
