// The head of an article ends with its first real paragraph. Before that stand a
// kicker, an outlet's name, the headline, a byline, dates. Markup hints win; then
// the file's own title field; then shape. The hard bit is a page without a
// headline: then none is made up.

#include "loaders/readers/structure/article_header.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "loaders/extraction/values/dates.h"
#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/lines/page_title.h"
#include "loaders/readers/lines/piece.h"
#include "loaders/readers/metadata/date_words.h"
#include "loaders/readers/metadata/field_values.h"
#include "loaders/readers/metadata/outlet_line.h"
#include "loaders/readers/structure/boilerplate_cues.h"
#include "loaders/readers/structure/byline.h"
#include "loaders/readers/structure/dateline.h"
#include "loaders/readers/structure/headline.h"
#include "loaders/readers/structure/lead_lines.h"
#include "loaders/readers/structure/slash_date.h"

namespace lode {
namespace {

void Fill(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

// "Published: 3 July 2024, 14:35 | Updated ...": whichever part holds a date.
bool TakeDate(Draft& draft, PageFields& fields) {
  static const RE2 updated(R"((?i)^\W*(?:last )?(?:updated|modified))");
  // A date with a colon behind opens an entry of a timeline.
  if (WordCount(draft.view()) > 16 || draft.text.size() > 140 || draft.view().ends_with(":"))
    return false;
  std::string date = DateIn(draft.view());
  if (date.empty()) return false;
  draft.Settle(BlockKind::kDateline);
  if (!RE2::PartialMatch(Piece(draft.view()), updated) || fields.published.empty()) {
    bool was_update = fields.published.empty();
    if (was_update) fields.published = date;
  }
  return true;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The parts of "Jane Roe | Fennmark Courier | July 3, 2024", as they stand.
std::vector<std::string_view> PartsOf(std::string_view line) {
  static constexpr std::string_view kBars[] = {
      "|", "\xC2\xB7", "\xE2\x80\xA2", "\xE2\x80\x94", "\xE2\x80\x93", " - ", " / ", " for ", ","};
  std::vector<std::string_view> parts;
  for (std::string_view bar : kBars) {
    std::size_t at = line.find(bar);
    if (at == std::string_view::npos) continue;
    parts.push_back(Trim(line.substr(0, at)));
    parts.push_back(Trim(line.substr(at + bar.size())));
    while ((at = parts.back().find(bar)) != std::string_view::npos && bar != ",") {
      std::string_view rest = parts.back();
      parts.back() = Trim(rest.substr(0, at));
      parts.push_back(Trim(rest.substr(at + bar.size())));
    }
    bool sure = bar != "," || !DateIn(parts.back()).empty() || IsOutletLine(parts.back());
    if (sure) return parts;
    parts.clear();
  }
  return {};
}

// "Jane Roe | July 3, 2024": a byline with the date, or the outlet, in it.
void TakeBylineParts(const Draft& draft, PageFields& fields) {
  static const RE2 after_name(
      R"(\s((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d.*|\d.*))");
  std::string inside;
  if (RE2::PartialMatch(Piece(draft.view()), after_name, &inside) && !DateIn(inside).empty())
    Fill(fields.published, DateIn(inside));
  for (std::string_view part : PartsOf(draft.view())) {
    if (std::string date = DateIn(part); !date.empty())
      Fill(fields.published, date);
    else if (RE2::PartialMatch(Piece(part), after_name, &inside) && !DateIn(inside).empty())
      Fill(fields.published, DateIn(inside));
    else if (IsOutletLine(part) && !part.starts_with("By ") && !part.starts_with("by "))
      Fill(fields.source, OutletIn(part));
  }
}

// "Fennmark Courier, July 3, 2024" and the like: every part says what it is.
bool TakeOutletDate(Draft& draft, PageFields& fields) {
  std::vector<std::string_view> parts = PartsOf(draft.view());
  if (draft.text.size() > 100 || parts.size() < 2 || parts.size() > 3) return false;
  std::string date, outlet, author;
  for (std::string_view part : parts) {
    std::string found = DateIn(part);
    std::string& field = !found.empty()        ? date
                         : IsOutletLine(part)  ? outlet
                         : LooksLikeName(part) ? author
                         : MayNameOutlet(part) ? outlet
                                               : found;
    if (&field == &found || !field.empty()) return false;
    field = !found.empty() ? found : OutletIn(part);
  }
  if (date.empty()) return false;
  Fill(fields.published, date);
  Fill(fields.source, outlet);
  Fill(fields.author, author);
  draft.Settle(author.empty() ? BlockKind::kDateline : BlockKind::kByline);
  return true;
}

// "Published June 14, 2024 | Updated June 15, 2024": dates and nothing else.
bool TakeDates(Draft& draft, PageFields& fields) {
  std::vector<std::string_view> parts = PartsOf(draft.view());
  if (draft.text.size() > 140 || parts.size() < 2) return false;
  for (std::string_view part : parts)
    if (DateIn(part).empty()) return false;
  Fill(fields.published, DateIn(parts.front()));
  draft.Settle(BlockKind::kDateline);
  return true;
}

// "Posted on June 14, 2024 by Una Berg".
bool TakeDateBy(Draft& draft, PageFields& fields) {
  static const RE2 pattern(
      R"((?i)(?:(?:posted|published|updated|written)\s+)?(?:on\s+)?(.{6,40}?),?\s+by:?\s+(\S.{1,50}))");
  std::string date, author;
  if (!RE2::FullMatch(Piece(draft.view()), pattern, &date, &author) || DateIn(date).empty())
    return false;
  Fill(fields.published, DateIn(date));
  Fill(fields.author, author);
  draft.Settle(BlockKind::kByline);
  return true;
}

bool IsHeaderKind(const Draft& draft) {
  return draft.settled && (draft.kind == BlockKind::kDateline || draft.kind == BlockKind::kByline ||
                           draft.kind == BlockKind::kTitle);
}

void TakeByline(Draft& draft, PageFields& fields) {
  Fill(fields.author, AuthorOf(draft.view()));
  TakeBylineParts(draft, fields);
  draft.Settle(BlockKind::kByline);
}

// The lines that say themselves what they are.
void TakePlainLines(Drafts& drafts, const Head& head, PageFields& fields) {
  for (std::size_t i = head.begin; i < head.end; ++i) {
    Draft& draft = drafts[i];
    if (i == head.title) continue;
    if (draft.kind == BlockKind::kByline || (!draft.settled && draft.hint == LineHint::kByline))
      TakeByline(draft, fields);
    else if (!draft.settled && !TakeDate(draft, fields) && !TakeDates(draft, fields) &&
             !TakeDateBy(draft, fields))
      TakeOutletDate(draft, fields);
  }
}

// "Headline | Outlet" above the headline: not read twice. Returns the outlet.
std::string TakePageTitle(Draft& draft) {
  TitleParts parts = SplitTitle(draft.view());
  std::string outlet;
  if (parts.outlet_begin != std::string_view::npos)
    outlet = OutletIn(draft.view().substr(parts.outlet_begin));
  draft.Settle(BlockKind::kSourceHeader);
  return outlet;
}

// Of some length: a menu has none such.
bool IsSentence(const Draft& draft) {
  return EndsSentence(draft.view()) && WordCount(draft.view()) >= 12 &&
         !AddressesReader(draft.view());
}

// Short enough for an outlet's name or a kicker.
bool IsOfHead(const Draft& draft) {
  constexpr std::size_t kMostWords = 4;
  return draft.hint == LineHint::kNone && WordCount(draft.view()) <= kMostWords;
}

// An outlet's name or a kicker above the headline; where many lines stand there,
// they are of menus and of other articles.
void TakeAboveTitle(Drafts& drafts, const Head& head, PageFields& fields) {
  constexpr std::size_t kMost = 6;
  // Headings of the page, not of the article.
  if (drafts[head.title].hint == LineHint::kTitle)
    for (std::size_t i = 0; i < head.title; ++i)
      if (!drafts[i].settled && drafts[i].hint == LineHint::kHeading)
        drafts[i].Settle(BlockKind::kBoilerplate);
  bool outlet_taken = false;
  std::size_t lines = 0;
  for (std::size_t i = 0; i < head.title; ++i) lines += drafts[i].settled ? 0 : 1;
  const bool is_sure = drafts[head.title].hint == LineHint::kTitle &&
                       drafts[head.title].view() == std::string_view(fields.title);
  for (std::size_t i = 0; i < head.title && (lines > kMost || is_sure); ++i)
    if (!drafts[i].settled && !IsSentence(drafts[i]) && (lines > kMost || !IsOfHead(drafts[i])))
      drafts[i].Settle(BlockKind::kBoilerplate);
  for (std::size_t i = head.begin; i < head.title; ++i) {
    Draft& draft = drafts[i];
    if (draft.settled || draft.hint == LineHint::kBoilerplate) continue;
    bool outlet = !outlet_taken && !IsKicker(draft.view()) && WordCount(draft.view()) <= 4 &&
                  LooksLikeHeading(draft.view()) && draft.hint == LineHint::kNone;
    if (outlet) {
      Fill(fields.source, OutletIn(draft.view()));
      draft.Settle(BlockKind::kSourceHeader);
      outlet_taken = true;
    } else if (IsKicker(draft.view())) {
      draft.Settle(BlockKind::kBoilerplate);
    }
  }
}

// Whether the lines beside it are of the head.
bool StandsInHead(const Drafts& drafts, std::size_t i, std::size_t title) {
  bool above = i > 0 && (IsHeaderKind(drafts[i - 1]) || i - 1 == title);
  bool below = i + 1 < drafts.size() && IsHeaderKind(drafts[i + 1]);
  return above || below;
}

// "Business Reporter", below a byline.
bool NamesPost(std::string_view line) {
  static const RE2 post(
      R"((?i).*\b(?:writer|reporter|correspondent|editor|staff|columnist|contributor|bureau|desk|analyst|author)\b.*)");
  return RE2::FullMatch(Piece(line), post);
}

// An outlet's or an author's name under the headline.
void TakeBelowTitle(Drafts& drafts, const Head& head, PageFields& fields) {
  const std::size_t title = head.title;
  for (std::size_t i = title < drafts.size() ? title + 1 : head.begin; i < head.end; ++i) {
    Draft& draft = drafts[i];
    std::string labelled = LabelledOutlet(draft.view());
    bool free = !draft.settled || (draft.kind == BlockKind::kCaption && !labelled.empty());
    bool marked = draft.hint == LineHint::kHeading || draft.hint == LineHint::kListItem;
    if (!free || marked || !StandsInHead(drafts, i, title)) continue;
    bool dated = i + 1 < drafts.size() && drafts[i + 1].kind == BlockKind::kDateline;
    bool has_byline = !fields.author.empty();
    bool alone = dated && MayNameOutlet(draft.view()) && !IsKicker(draft.view());
    bool person = AreNames(draft.view()) && !has_byline;
    bool under_byline = i > 0 && drafts[i - 1].kind == BlockKind::kByline && !draft.after_gap &&
                        MayNameOutlet(draft.view()) && !NamesPost(draft.view());
    bool note = OutletIn(draft.view()) != draft.view();
    if (!labelled.empty() && (dated || (i > 0 && drafts[i - 1].kind == BlockKind::kDateline) ||
                              (i > 0 && drafts[i - 1].kind == BlockKind::kByline))) {
      Fill(fields.source, labelled);
      draft.Settle(BlockKind::kSourceHeader);
    } else if (draft.settled) {
      continue;
    } else if (IsOutletLine(draft.view()) || (alone && (!person || note)) || under_byline) {
      Fill(fields.source, OutletIn(draft.view()));
      draft.Settle(BlockKind::kSourceHeader);
    } else if (dated && person) {
      Fill(fields.author, draft.view());
      draft.Settle(BlockKind::kByline);
    }
  }
}

// The page's <title> is the headline that it shows, and the outlet's name or its slogan behind a
// bar, however many words that has: "Lighthouse lit again - Fen News - Since 1904".
bool IsWithoutSlogan(const Draft& shown, std::string_view title) {
  constexpr std::size_t kFewestWords = 3;
  const std::string_view line = shown.view();
  if (shown.hint != LineHint::kTitle || WordCount(line) < kFewestWords || !title.starts_with(line))
    return false;
  const std::string_view rest = title.substr(line.size());
  constexpr std::string_view kBars[] = {" |", " -",        " \xE2\x80\x93", " \xE2\x80\x94",
                                        " :", " \xC2\xBB", "\xEF\xBC\x9A",  " \xEF\xBD\x9C",
                                        "|",  " \xC2\xB7", " \xE2\x80\xA2", "_"};
  return std::any_of(std::begin(kBars), std::end(kBars),
                     [&](std::string_view bar) { return rest.starts_with(bar); });
}

void SettleTitle(Drafts& drafts, std::size_t title, PageFields& fields) {
  Draft& draft = drafts[title];
  if (IsWithoutSlogan(draft, fields.title)) fields.title = draft.view();
  TitleParts parts = SplitTitle(draft.view());
  bool bar = parts.outlet_begin != std::string_view::npos &&
             draft.view().substr(parts.title_end).starts_with(" |");
  if (bar) {
    Draft outlet = draft;
    outlet.text = draft.text.Cut(parts.outlet_begin, draft.text.size()).Trimmed();
    outlet.Settle(BlockKind::kSourceHeader);
    Fill(fields.source, outlet.view());
    draft.text = draft.text.Cut(0, parts.title_end).Trimmed();
    draft.Settle(BlockKind::kTitle);
    Fill(fields.title, draft.view());
    drafts.insert(drafts.begin() + static_cast<std::ptrdiff_t>(title) + 1, std::move(outlet));
    return;
  }
  draft.Settle(BlockKind::kTitle);
  Fill(fields.title, draft.view());
}

}  // namespace

void ReadHeader(Drafts& drafts, PageFields& fields) {
  const std::string written = fields.published;
  // An outlet that signs its articles itself: a name that the page shows is a better one.
  std::string house;
  if (!fields.author.empty() && fields.author == fields.source) house.swap(fields.author);
  if (!fields.published.empty())
    if (std::string iso = DateIn(fields.published); !iso.empty()) fields.published = iso;
  const Head head = FindHead(drafts, fields);
  std::string page_outlet;
  if (head.page_title < drafts.size()) page_outlet = TakePageTitle(drafts[head.page_title]);
  if (IsOutletLine(page_outlet)) Fill(fields.source, page_outlet);
  TakePlainLines(drafts, head, fields);
  if (head.title < drafts.size()) TakeAboveTitle(drafts, head, fields);
  TakeBelowTitle(drafts, head, fields);
  if (head.title < drafts.size()) {
    TakeHiddenBylines(drafts, head.title + 1, fields);
    TakeLeadLines(drafts, head.title + 1, fields);
    SettleTitle(drafts, head.title, fields);
  }
  CutDateline(drafts, fields);
  SettleSlashDate(drafts, written, fields);
  Fill(fields.source, page_outlet);
  const bool says_more = fields.author.find(house) == std::string::npos;
  if (!house.empty() && (!says_more || AuthorsIn(fields.author).empty()))
    fields.author = std::move(house);
}

}  // namespace lode
