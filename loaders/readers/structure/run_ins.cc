// A collector that joins a page's lines leaves captions and bylines inside sentences.
// Only forms are cut whose end is sure: a byline before a place in capitals and an
// agency in brackets, a credit of names between bars before a new sentence, brackets
// that close with the paragraph. A name before a sentence ("Una Berg The council")
// could be anything, and is left.

#include "loaders/readers/structure/run_ins.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <utility>

#include "loaders/readers/lines/line_shape.h"

namespace lode {
namespace {

constexpr std::size_t kFewestWordsLeft = 8;

Draft Piece(const Draft& whole, std::size_t begin, std::size_t end, BlockKind kind) {
  Draft piece = whole;
  piece.text = whole.text.Cut(begin, end).Trimmed();
  piece.Settle(kind);
  return piece;
}

// The end of the first group, or 0 where the pattern does not stand at the begin.
std::size_t LeadingEnd(const RE2& pattern, const Draft& draft) {
  const std::string_view head = draft.view().substr(0, 700);
  re2::StringPiece lead;
  if (!RE2::PartialMatch({head.data(), head.size()}, pattern, &lead)) return 0;
  std::size_t end = lead.size();
  return WordCount(draft.view().substr(end)) >= kFewestWordsLeft ? end : 0;
}

// Most paragraphs hold none of the marks that the patterns below cannot do without;
// looking for those first spares most pages the making of the patterns.
bool MayHaveLead(std::string_view text) {
  return text.starts_with("By ") || text.substr(0, 700).find('|') != text.npos;
}

bool MayHaveSlashes(std::string_view text) {
  constexpr std::size_t kFarthest = 60;  // bytes to the first slash of a credit
  return text.substr(0, kFarthest).find(" / ") != text.npos;
}

bool MayHaveCredit(std::string_view text) {
  return text.ends_with(')') || text.ends_with(").");
}

bool MayHavePhoto(std::string_view text) {
  constexpr std::size_t kLongest = 260;  // bytes from the colon to the end
  return text.find(':', text.size() - std::min(text.size(), kLongest)) != text.npos;
}

bool CutLead(Draft& draft, Drafts& out) {
  if (!MayHaveLead(draft.view())) return false;
  static const RE2 byline(
      R"(^(By (?:\p{Lu}[\p{L}.'’-]*(?:,? and |, | )){1,8})\p{Lu}{3,}[\p{Lu} ,.]{0,40}(?:\p{Lu}[\p{L}]+ ?){0,2}(?:, [^()]{3,30})?\s?\([^()]{2,40}\)\s?(?:-|–|—))");
  static const RE2 caption(
      R"(^((?:[^|]{20,400}?[.!?”"]\s)?(?:\p{Lu}[\p{L}.'’-]*\s){1,4}?(?:\|\s(?:\p{Lu}[\p{L}.'’-]*\s){1,3}?)*?\|\s(?:Getty Images|\p{Lu}[\p{L}.'’-]*(?: (?:Images|Photos?|Press|Pictures|News))?)\s)\p{Lu}[\p{L}’']*\s)");
  std::size_t end = LeadingEnd(byline, draft);
  BlockKind kind = BlockKind::kByline;
  if (end == 0) {
    end = LeadingEnd(caption, draft);
    kind = BlockKind::kCaption;
  }
  if (end == 0) return false;
  out.push_back(Piece(draft, 0, end, kind));
  draft.text = draft.text.Cut(end, draft.text.size()).Trimmed();
  draft.after_gap = true;
  return true;
}

// "Una Berg / Tidewire The council …": names between slashes, before any paragraph.
void CutSlashes(Draft& draft, Drafts& out) {
  if (!MayHaveSlashes(draft.view())) return;
  static const RE2 credit(
      R"(^(\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){1,3}(?:\s/\s\p{Lu}[\p{L}.'’-]*(?:\s(?:Images|Photos?|Press|Pictures|News|Wire))?){1,3}\s)\p{Lu}[\p{L}’']*\s\p{Ll})");
  const std::size_t end = LeadingEnd(credit, draft);
  if (end == 0) return;
  out.push_back(Piece(draft, 0, end, BlockKind::kCaption));
  draft.text = draft.text.Cut(end, draft.text.size()).Trimmed();
}

bool FindCredit(std::string_view text, re2::StringPiece* mark) {
  static const RE2 credit(
      R"([.!?”"’)]\s*(\((?i:additional )?(?i:reporting|writing|editing|compiled|reported|written)\b[^()]{0,60}\bby [^()]{3,300}\)\.?)$)");
  return RE2::PartialMatch({text.data(), text.size()}, credit, mark);
}

bool FindPhoto(std::string_view text, re2::StringPiece* mark) {
  static const RE2 photo(
      R"([.!?”"’)]\s+((?i:photo|image|picture)(?i: credit| by)?\s*: ?\p{Lu}[^.!?]{2,60})$)");
  return RE2::PartialMatch({text.data(), text.size()}, photo, mark);
}

void CutTail(Draft& draft, Drafts& tail) {
  re2::StringPiece mark;
  BlockKind kind = BlockKind::kByline;
  if (!MayHaveCredit(draft.view()) || !FindCredit(draft.view(), &mark)) {
    kind = BlockKind::kCaption;
    if (!MayHavePhoto(draft.view()) || !FindPhoto(draft.view(), &mark)) return;
  }
  auto begin = static_cast<std::size_t>(mark.data() - draft.view().data());
  tail.push_back(Piece(draft, begin, draft.text.size(), kind));
  draft.text = draft.text.Cut(0, begin).Trimmed();
}

}  // namespace

void CutRunIns(Drafts& drafts) {
  constexpr std::size_t kFewestWords = 12;
  Drafts out;
  bool first = true;
  for (Draft& draft : drafts) {
    bool is_text = !draft.settled && draft.kind == BlockKind::kParagraph &&
                   draft.hint != LineHint::kTitle && draft.hint != LineHint::kHeading &&
                   WordCount(draft.view()) >= kFewestWords;
    Drafts tail;
    if (is_text && first) first = !CutLead(draft, out) && !EndsSentence(draft.view());
    if (is_text) CutSlashes(draft, out);
    if (is_text) CutTail(draft, tail);
    out.push_back(std::move(draft));
    for (Draft& piece : tail) out.push_back(std::move(piece));
  }
  drafts = std::move(out);
}

}  // namespace lode
