// Markdown, as far as articles use it: the marks go, what they say of a line stays
// as its hint. Line by line with RE2; no full CommonMark, since a paragraph's text
// is all that is wanted. The hard bit is that marks inside a line are cut out and
// not replaced, so that origins stay right.

#include <re2/re2.h>

#include <string>
#include <utility>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/lines/piece.h"
#include "loaders/readers/lines/text.h"

namespace lode {
namespace {

// Keeps the first group of every match and drops the rest of it.
void KeepGroup(MappedText& text, const RE2& pattern) {
  MappedText out;
  std::string_view view = text.view();
  re2::StringPiece rest = Piece(view), whole, kept;
  std::size_t done = 0;
  while (RE2::FindAndConsume(&rest, pattern, &whole, &kept)) {
    auto begin = static_cast<std::size_t>(whole.data() - view.data());
    out.Append(text, done, begin);
    if (kept.data() != nullptr) {
      auto inner = static_cast<std::size_t>(kept.data() - view.data());
      out.Append(text, inner, inner + kept.size());
    }
    done = begin + whole.size();
  }
  if (done == 0) return;
  out.Append(text, done, text.size());
  text = std::move(out);
}

void CleanInside(MappedText& text) {
  static const RE2 note(R"((\[\^[^\]]{1,40}\]()))");
  static const RE2 image(R"((!\[([^\]]*)\]\([^)]*\)))");
  static const RE2 link(R"((\[([^\]]+)\]\([^)\s]*(?:\s+"[^"]*")?\)))");
  static const RE2 reference(R"((\[([^\]]+)\]\[[^\]]*\]))");
  static const RE2 autolink(R"((<(https?://[^>\s]+)>))");
  static const RE2 strong(R"((\*\*([^*]+)\*\*))");
  static const RE2 strong_line(R"((__([^_]+)__))");
  static const RE2 emphasis(R"((\*([^*\s][^*]*)\*))");
  static const RE2 code(R"((`([^`]+)`))");
  static const RE2 escape(R"((\\([*_`#\[\]()>.!-])))");
  for (const RE2* pattern : {&note, &image, &link, &reference, &autolink, &strong, &strong_line,
                             &emphasis, &code, &escape})
    KeepGroup(text, *pattern);
}

// Fields between two lines of "---" at the top; how many lines they take.
std::size_t TakeFrontMatter(const std::vector<Line>& lines, PageFields& fields) {
  static const RE2 row(R"re(^([\w-]+)\s*:\s*["'\[]?(.*?)["'\]]?\s*$)re");
  if (lines.empty() || lines[0].text.view() != "---") return 0;
  std::size_t end = 1;
  while (end < lines.size() && lines[end].text.view() != "---") ++end;
  if (end >= lines.size() || end > 60) return 0;
  for (std::size_t i = 1; i < end; ++i) {
    std::string key, value;
    if (!RE2::PartialMatch(Piece(lines[i].text.view()), row, &key, &value)) continue;
    key = LowerAscii(key);
    if (key == "title" || key == "headline")
      fields.title = value;
    else if (key == "source" || key == "outlet" || key == "site" || key == "publisher")
      fields.source = value;
    else if (key == "author" || key == "authors" || key == "byline")
      fields.author = value;
    else if (key == "date" || key == "published" || key == "publishedat")
      fields.published = value;
    else if (key == "url" || key == "link" || key == "canonical")
      fields.url = value;
    else if (key == "language" || key == "lang")
      fields.language = value;
  }
  return end + 1;
}

// The hint of a marked line; takes its mark off.
LineHint TakeMark(MappedText& text, bool first_heading) {
  static const RE2 heading(R"(^((#{1,6})\s+)\S)");
  static const RE2 quotation(R"(^((?:>\s*)+)\S)");
  static const RE2 list(R"(^((?:[-*+]|\d{1,3}[.)])\s+)\S)");
  static const RE2 image(R"(^!\[([^\]]*)\]\([^)]*\)$)");
  re2::StringPiece mark, marks;
  re2::StringPiece view = Piece(text.view());
  if (RE2::FullMatch(view, image)) return LineHint::kCaption;
  const bool is_table_row = view.size() > 2 && view[0] == '|' && view[view.size() - 1] == '|';
  if (is_table_row) return LineHint::kBoilerplate;  // kept, but no sentence
  LineHint hint = LineHint::kNone;
  if (RE2::PartialMatch(view, heading, &mark, &marks))
    hint = marks.size() == 1 && first_heading ? LineHint::kTitle : LineHint::kHeading;
  else if (RE2::PartialMatch(view, quotation, &mark))
    hint = LineHint::kQuotation;
  else if (RE2::PartialMatch(view, list, &mark))
    hint = LineHint::kListItem;
  if (hint != LineHint::kNone) text = text.Cut(mark.size(), text.size()).Trimmed();
  return hint;
}

bool IsDropped(std::string_view line) {
  static const RE2 pattern(R"((?:[-*_=]\s*){3,}|\[[^\]]+\]:\s*\S+.*|<!--.*-->|\[TOC\])");
  return RE2::FullMatch(Piece(line), pattern);
}

// A run of plain lines is one paragraph.
void JoinParagraphs(std::vector<Line>& lines) {
  std::vector<Line> out;
  for (Line& line : lines) {
    bool joins = !out.empty() && !line.after_gap && line.hint == LineHint::kNone &&
                 (out.back().hint == LineHint::kNone || out.back().hint == LineHint::kListItem);
    joins = joins || (!out.empty() && !line.after_gap && line.hint == LineHint::kQuotation &&
                      out.back().hint == LineHint::kQuotation);
    if (!joins) {
      out.push_back(std::move(line));
      continue;
    }
    Span gap{out.back().text.source().end, line.text.source().begin};
    out.back().text.Append(" ", gap);
    out.back().text.Append(line.text);
  }
  lines = std::move(out);
}

}  // namespace

Page ReadMarkdown(const MappedText& text) {
  Page raw = ReadText(text), page;
  std::size_t first = TakeFrontMatter(raw.lines, page.fields);
  bool in_code = false, titled = false, gap = true;
  for (std::size_t i = first; i < raw.lines.size(); ++i) {
    Line line = std::move(raw.lines[i]);
    gap = gap || line.after_gap;
    bool fence = line.text.view().starts_with("```") || line.text.view().starts_with("~~~");
    if (fence) in_code = !in_code;
    if (fence || in_code || IsDropped(line.text.view())) {
      gap = true;
      continue;
    }
    line.hint = TakeMark(line.text, !titled);
    titled = titled || line.hint == LineHint::kTitle;
    CleanInside(line.text);
    line.text = line.text.Trimmed();
    if (line.text.empty()) continue;
    line.after_gap = gap;
    gap = line.hint == LineHint::kHeading || line.hint == LineHint::kTitle;
    page.lines.push_back(std::move(line));
  }
  JoinParagraphs(page.lines);
  return page;
}

}  // namespace lode
