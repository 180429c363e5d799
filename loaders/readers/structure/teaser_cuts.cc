// Cuts "Also Read: <headline>" out of running text. Where the line was kept, it is
// boilerplate by its cue; here the page's line breaks are lost, and the headline,
// which has no full stop, runs into the next sentence. The idea: the next sentence
// begins with a capital after a word that can end a headline; a word that opens
// sentences (The, In, However, ...ly) is the best of them.

#include <re2/re2.h>

#include <utility>
#include <vector>

#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/structure/boilerplate.h"

namespace lode {
namespace {

constexpr std::size_t kFewestWords = 4, kMostWords = 22;

struct Word {
  std::size_t begin, end;
};

std::vector<Word> WordsOf(std::string_view text, std::size_t from) {
  std::vector<Word> words;
  for (std::size_t at = from; at < text.size() && words.size() < kMostWords + 1;) {
    at += LeadingSpace(text.substr(at));
    std::size_t end = at;
    while (end < text.size() && LeadingSpace(text.substr(end, 3)) == 0) ++end;
    if (end > at) words.push_back({at, end});
    at = end;
  }
  return words;
}

bool OpensSentence(std::string_view word) {
  static const RE2 pattern(
      R"((?:The|This|That|These|Those|It|Its|It['’]s|He|She|They|We|I|In|On|At|By|As|For|From|With|After|Before|Since|While|When|If|But|And|However|Meanwhile|Although|Though|Despite|Instead|According|An?|Some|Many|Most|Both|There|Here|What|Why|How|Another|Also|Yet|Still|Then|Now|Under|Over|Once|To|[A-Z][a-z]+ly),?)");
  return RE2::FullMatch({word.data(), word.size()}, pattern);
}

// A headline may not end with this word, nor a sentence begin after it.
bool LeadsOn(std::string_view word) {
  static const RE2 pattern(
      R"((?i)(?:.*[,:;&(-]|the|an?|of|in|on|at|by|as|for|from|with|to|and|or|but|nor|into|over|under|after|before|than|via|vs\.?|its|his|her|their|our|my|this|that|is|are|was|were|be|has|have|had|will|would|could|should|may|might|says?|said|tells?|told|hails?|wants?|asks?|sees?|buys?|buy|sells?|sell|meets?|\p{Lu}.*['’]s))");
  return RE2::FullMatch({word.data(), word.size()}, pattern);
}

bool IsUpper(std::string_view word) {
  static const RE2 pattern(R"(^["'“‘]?\p{Lu})");
  return RE2::PartialMatch({word.data(), word.size()}, pattern);
}

// Where the teaser that begins at words[0] ends: before the sentence after it.
std::size_t TeaserEnd(std::string_view text, std::size_t from) {
  std::vector<Word> words = WordsOf(text, from);
  std::size_t best = std::string_view::npos;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = text.substr(words[i].begin, words[i].end - words[i].begin);
    if (i >= kFewestWords) {
      std::string_view before =
          text.substr(words[i - 1].begin, words[i - 1].end - words[i - 1].begin);
      bool can_begin = IsUpper(word) && !LeadsOn(before) && !IsUpper(before);
      bool opens = OpensSentence(word) && !LeadsOn(before);
      if (opens) return words[i].begin;
      if (can_begin) best = words[i].begin;
    }
    if (i + 1 >= kFewestWords && EndsSentence(word) && i > 0)
      return best != std::string_view::npos ? best : words[i].end;
  }
  if (best != std::string_view::npos) return best;
  return words.size() <= kMostWords || words.empty() ? text.size() : words.back().begin;
}

Draft Piece(const Draft& whole, std::size_t begin, std::size_t end) {
  Draft piece;
  piece.text = whole.text.Cut(begin, end).Trimmed();
  piece.kind = whole.kind;
  piece.hint = whole.hint;
  piece.after_gap = whole.after_gap && begin == 0;
  return piece;
}

void CutOne(Draft draft, Drafts& out) {
  static const RE2 cue(
      R"((?:^|[.!?"”’')]\s+|[\p{L}\d]\s+)((?i:also read|read also|also see|read more|see also|must read)\s*[:|]\s+))");
  std::size_t kept = 0;
  const std::string& text = draft.text.text();
  while (kept < text.size()) {
    re2::StringPiece rest(text.data() + kept, text.size() - kept), mark;
    if (!RE2::PartialMatch(rest, cue, &mark)) break;
    auto begin = static_cast<std::size_t>(mark.data() - text.data());
    std::size_t end = TeaserEnd(text, begin + mark.size());
    if (begin > kept) out.push_back(Piece(draft, kept, begin));
    Draft teaser = Piece(draft, begin, end);
    teaser.Settle(BlockKind::kBoilerplate);
    out.push_back(std::move(teaser));
    kept = end;
  }
  if (kept == 0) {
    out.push_back(std::move(draft));
  } else if (Draft last = Piece(draft, kept, text.size()); !last.text.empty()) {
    out.push_back(std::move(last));
  }
}

// "Continue reading ->", "[...]" at a paragraph's end, where a feed cut it off.
void CutReadMore(Draft& draft, Drafts& out) {
  static const RE2 tail(
      R"([.!?”"’)\s](\s*(?:\[(?:…|\.\.\.)\]|(?i:(?:continue reading|read more|read the full (?:story|article)))\b[^.]{0,80}(?:→|»|…|>)|\((?i:more|read more)\)))$)");
  re2::StringPiece mark;
  if (!RE2::PartialMatch(draft.text.text(), tail, &mark)) return;
  auto begin = static_cast<std::size_t>(mark.data() - draft.text.text().data());
  Draft piece = Piece(draft, begin, draft.text.size());
  piece.Settle(BlockKind::kBoilerplate);
  draft.text = draft.text.Cut(0, begin).Trimmed();
  out.push_back(std::move(piece));
}

}  // namespace

void CutTeasersOut(Drafts& drafts) {
  Drafts out;
  for (Draft& draft : drafts) {
    Drafts tail;
    if (!draft.settled && draft.hint != LineHint::kTitle) CutReadMore(draft, tail);
    if (draft.settled || WordCount(draft.view()) < 30)
      out.push_back(std::move(draft));
    else
      CutOne(std::move(draft), out);
    for (Draft& piece : tail) out.push_back(std::move(piece));
  }
  std::erase_if(out, [](const Draft& draft) { return draft.text.empty(); });
  drafts = std::move(out);
}

}  // namespace lode
