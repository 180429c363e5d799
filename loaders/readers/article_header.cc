// The head of an article ends with its first real paragraph. Before that stand a
// kicker, an outlet's name, the headline, a byline, dates. Markup hints win; then
// the file's own title field; then shape. The hard bit is a page without a
// headline: then none is made up.

#include "loaders/readers/article_header.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "loaders/extraction/dates.h"
#include "loaders/readers/boilerplate_cues.h"
#include "loaders/readers/line_shape.h"
#include "loaders/readers/numbered_sources.h"

namespace lode {
namespace {

constexpr std::size_t kDeepestHead = 40;

re2::StringPiece Piece(std::string_view text) {
  return {text.data(), text.size()};
}

bool IsKicker(std::string_view line) {
  static const RE2 pattern(
      R"((?i)(?:news|world|business|technology|tech|politics|opinion|analysis|markets?|economy|finance|science|health|sports?|culture|exclusive|breaking(?: news)?|live|video|feature|explainer|interview|commentary|editorial|companies|energy|climate|media|money|international|national|local|us|uk|europe|asia|china|africa|americas|home ?page|key points|highlights|key takeaways)\W*)");
  return RE2::FullMatch(Piece(line), pattern);
}

bool IsProse(const Draft& draft) {
  return WordCount(draft.view()) >= 18 && EndsSentence(draft.view());
}

// How many drafts belong to the head.
std::size_t HeadEnd(const Drafts& drafts) {
  std::size_t end = 0;
  while (end < drafts.size() && end < kDeepestHead &&
         (drafts[end].kind == BlockKind::kBoilerplate || drafts[end].hint == LineHint::kTitle ||
          !IsProse(drafts[end])))
    ++end;
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

std::size_t FindTitle(const Drafts& drafts, std::size_t end, const PageFields& fields) {
  for (std::size_t i = 0; i < end; ++i)
    if (drafts[i].hint == LineHint::kTitle) return i;
  for (std::size_t i = 0; i < end && !fields.title.empty(); ++i)
    if (SameWords(drafts[i].view(), fields.title)) return i;
  if (!fields.title.empty()) return drafts.size();
  std::size_t seen = 0;
  for (std::size_t i = 0; i < end && seen < 6; ++i) {
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
  // A headline of two or three words, when it stands first and alone.
  if (end > 0 && !drafts[0].settled && drafts[0].hint == LineHint::kNone &&
      end + 1 <= drafts.size() && LooksLikeHeading(drafts[0].view()) &&
      WordCount(drafts[0].view()) >= 2 && !IsKicker(drafts[0].view()) &&
      drafts[0].kind != BlockKind::kList &&
      (end == 1 || drafts[1].settled || !DateIn(drafts[1].view()).empty()))
    return 0;
  return drafts.size();
}

void Fill(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

std::string AuthorOf(std::string_view byline) {
  static const RE2 lead(R"((?i)^(?:written |story |words |reported |posted )?by\s*:?\s*)");
  static const RE2 house(R"(^.{2,40}?['’]s\s+(\p{Lu}.*)$)");
  static const RE2 rest(
      R"((?:,\s*(?:\p{Ll}|.*(?i:writer|reporter|staff|correspondent|editor|contributor)).*|\s*[|·•].*|\s+(?:for|at|in)\s.*))");
  if (RE2::PartialMatch(
          Piece(byline),
          R"((?i)^(?:reviewed|edited|fact|compiled|translated|\(?(?:additional )?(?:reporting|writing|editing)))"))
    return {};
  std::string author(byline), own;
  RE2::Replace(&author, lead, "");
  if (RE2::FullMatch(author, house, &own)) author = own;
  RE2::Replace(&author, rest, "");
  return author.size() <= 120 ? author : std::string();
}

// "Published: 3 July 2024, 14:35 | Updated ...": whichever part holds a date.
bool TakeDate(Draft& draft, PageFields& fields) {
  static const RE2 updated(R"((?i)^\W*(?:last )?(?:updated|modified))");
  if (WordCount(draft.view()) > 16 || draft.text.size() > 140) return false;
  std::string date = DateIn(draft.view());
  if (date.empty()) return false;
  draft.Settle(BlockKind::kDateline);
  if (!RE2::PartialMatch(Piece(draft.view()), updated) || fields.published.empty()) {
    bool was_update = fields.published.empty();
    if (was_update) fields.published = date;
  }
  return true;
}

// "Jane Roe | July 3, 2024": a byline with the date in it.
void TakeBylineDate(const Draft& draft, PageFields& fields) {
  std::string_view line = draft.view();
  for (std::string_view bar : {"|", "\xC2\xB7", "\xE2\x80\xA2", "\xE2\x80\x94", ","}) {
    std::size_t at = line.find(bar);
    if (at == std::string_view::npos) continue;
    if (std::string date = DateIn(line.substr(at + bar.size())); !date.empty())
      Fill(fields.published, date);
  }
}

void SettleAroundTitle(Drafts& drafts, std::size_t title, std::size_t end, PageFields& fields) {
  bool outlet_taken = false;
  for (std::size_t i = 0; i < end; ++i) {
    Draft& draft = drafts[i];
    if (draft.kind == BlockKind::kByline) {
      Fill(fields.author, AuthorOf(draft.view()));
      TakeBylineDate(draft, fields);
    }
    if (draft.settled || i == title) continue;
    if (draft.hint == LineHint::kByline) {
      Fill(fields.author, AuthorOf(draft.view()));
      draft.Settle(BlockKind::kByline);
    } else if (TakeDate(draft, fields)) {
      continue;
    } else if (i < title && title < drafts.size() && draft.hint != LineHint::kBoilerplate) {
      bool outlet = !outlet_taken && !IsKicker(draft.view()) && WordCount(draft.view()) <= 4 &&
                    LooksLikeHeading(draft.view()) && draft.hint == LineHint::kNone;
      if (outlet) {
        Fill(fields.source, draft.view());
        draft.Settle(BlockKind::kSourceHeader);
        outlet_taken = true;
      } else if (IsKicker(draft.view())) {
        draft.Settle(BlockKind::kBoilerplate);
      }
    } else if (i > title && LooksLikeName(draft.view()) && WordCount(draft.view()) <= 4 &&
               i + 1 < drafts.size() && !DateIn(drafts[i + 1].view()).empty()) {
      Fill(fields.author, draft.view());
      draft.Settle(BlockKind::kByline);
    }
  }
}

void SettleTitle(Drafts& drafts, std::size_t title, PageFields& fields) {
  Draft& draft = drafts[title];
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

// "LONDON, July 3 (Agency) - Text": the length of what stands before the text.
std::size_t DatelineLength(std::string_view line, std::string& agency, std::string& date) {
  static const RE2::Options bytes = [] {
    RE2::Options options(RE2::Latin1);  // byte by byte: small automata for long classes
    options.set_log_errors(false);
    return options;
  }();
#define LODE_MONTH_DAY \
  "((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?\\s+\\d{1,2}(?:,?\\s+\\d{4})?)"
#define LODE_DASH "(?:--|\xE2\x80\x94|\xE2\x80\x93|-)"
  static const RE2 with_agency(
      "^((?:[A-Z\xC3][A-Za-z .'/\x80-\xff-]+(?:,\\s*[A-Z][A-Za-z. ]+)?)?(?:,?\\s*" LODE_MONTH_DAY
      ")?\\s*\\(([A-Z][\\w .&'\x80-\xff-]+)\\)\\s*(?:" LODE_DASH "|:)\\s*)\\S",
      bytes);
  static const RE2 domain(
      "^(([A-Z][\\w-]+\\.(?:com|net|org|ai|io|tv|co\\.uk|news))\\s*" LODE_DASH "\\s+)\\S", bytes);
  static const RE2 place(
      "^([A-Z]{3}[A-Z .'-]*(?:,\\s*[A-Z][A-Za-z. ]+)?(?:,?\\s*" LODE_MONTH_DAY
      ")?\\s*(?:--|\xE2\x80\x94|\xE2\x80\x93)\\s*)(?:[\"']|\xE2\x80[\x98\x9C])?[A-Z]",
      bytes);
#undef LODE_DASH
#undef LODE_MONTH_DAY
  re2::StringPiece whole;
  std::string_view head = line.substr(0, 120);
  if (RE2::PartialMatch(Piece(head), with_agency, &whole, &date, &agency)) return whole.size();
  if (RE2::PartialMatch(Piece(head), domain, &whole, &agency)) return whole.size();
  if (RE2::PartialMatch(Piece(head), place, &whole, &date)) return whole.size();
  return 0;
}

void CutDateline(Drafts& drafts, PageFields& fields) {
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (drafts[i].settled || WordCount(drafts[i].view()) < 8) continue;
    std::string agency, date;
    std::size_t length = DatelineLength(drafts[i].view(), agency, date);
    if (length > 0) {
      Draft dateline = drafts[i];
      dateline.text = drafts[i].text.Cut(0, length).Trimmed();
      dateline.Settle(BlockKind::kDateline);
      drafts[i].text = drafts[i].text.Cut(length, drafts[i].text.size()).Trimmed();
      drafts[i].after_gap = false;
      Fill(fields.source, agency);
      if (date.find_first_of("12") != std::string::npos && date.size() > 9)
        if (std::string iso = ParseDate(date); iso.size() >= 10) Fill(fields.published, iso);
      drafts.insert(drafts.begin() + static_cast<std::ptrdiff_t>(i), std::move(dateline));
    }
    return;  // the first paragraph only
  }
}

}  // namespace

std::string DateIn(std::string_view text) {
  // Nothing but the words of dates: a headline that names a date is no date line.
  static const RE2 words(
      R"re((?i)(?:\W*(?:\d{1,4}(?:st|nd|rd|th)?|\d{4}-\d\d-\d\dT[\d:.]+Z?|T|Z|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|first|last|originally|published|updated|posted|modified|date|created|released|filed|as|of|by|from|in|on|at|since|until|before|after|around|early|mid|late|the|end|beginning|start|[ap]\.?m|(?-i:[A-Z]{2,5})|gmt|utc|time|local|Q[1-4]|spring|summer|autumn|fall|winter))+\W*)re");
  static const RE2 range(R"((\d{1,2})\s*(?:-|–|—)\s*\d{1,2}([\s,]|$))");
  if (text.size() > 100 || text.find_first_of("0123456789") == std::string_view::npos) return {};
  if (!RE2::FullMatch(Piece(text), words)) return {};
  if (std::string date = ParseDate(text); !date.empty()) return date;
  std::string line(text);
  RE2::Replace(&line, range, R"(\1\2)");
  return ParseDate(line);
}

void ReadHeader(Drafts& drafts, PageFields& fields) {
  if (!fields.published.empty())
    if (std::string iso = DateIn(fields.published); !iso.empty()) fields.published = iso;
  std::size_t end = HeadEnd(drafts);
  std::size_t title = FindTitle(drafts, end, fields);
  SettleAroundTitle(drafts, title, end, fields);
  if (title < drafts.size()) SettleTitle(drafts, title, fields);
  CutDateline(drafts, fields);
}

}  // namespace lode
