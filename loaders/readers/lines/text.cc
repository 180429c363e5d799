// Cuts text into lines and undoes hard wrapping. The hard bit is to tell wrapped
// text from text with one paragraph to a line: in wrapped text nearly every line
// that another follows has no room for that one's first word.

#include "loaders/readers/lines/text.h"

#include <algorithm>
#include <utility>

#include "loaders/readers/lines/line_shape.h"

namespace lode {
namespace {

std::size_t FirstWordLength(std::string_view line) {
  std::size_t end = line.find(' ');
  return end == std::string_view::npos ? line.size() : end;
}

// The width lines were wrapped to; 0 when they were not.
std::size_t WrapWidth(const std::vector<Line>& lines) {
  constexpr std::size_t kNarrowest = 50, kWidest = 132;
  std::size_t width = 0, followed = 0, full = 0, small = 0;
  for (const Line& line : lines) width = std::max(width, line.text.size());
  if (width < kNarrowest || width > kWidest) return 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].after_gap || ListMark(lines[i + 1].text.view()) > 0) continue;
    ++followed;
    const std::string_view next = lines[i + 1].text.view();
    const bool is_full = lines[i].text.size() + 1 + FirstWordLength(next) + 6 > width;
    if (is_full) ++full;
    // A line that goes on with a small letter; where such a one has room above, the
    // text is not wrapped.
    if (next.front() >= 'a' && next.front() <= 'z') {
      if (!is_full) return 0;
      ++small;
    }
  }
  const bool is_wrapped = (followed >= 3 && full * 10 >= followed * 7) || small >= 2;
  return is_wrapped ? width : 0;
}

std::vector<Line> Unwrap(std::vector<Line> lines, std::size_t width) {
  std::vector<Line> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::size_t before = i == 0 ? 0 : lines[i - 1].text.size();
    bool joins = i > 0 && !lines[i].after_gap && ListMark(lines[i].text.view()) == 0 &&
                 before + 1 + FirstWordLength(lines[i].text.view()) + 6 > width;
    if (!joins) {
      out.push_back(lines[i]);
      continue;
    }
    Span gap{out.back().text.source().end, lines[i].text.source().begin};
    out.back().text.Append(" ", gap);
    out.back().text.Append(lines[i].text);
  }
  return out;
}

}  // namespace

Page ReadText(const MappedText& text) {
  Page page;
  std::string_view view = text.view();
  bool gap = true, was_indented = true;
  for (std::size_t at = 0; at <= view.size();) {
    std::size_t end = std::min(view.find_first_of("\n\r\f\v", at), view.size());
    const std::string_view start = view.substr(at, end - at);
    const bool begins_with_spaces = start.starts_with("  ") || start.starts_with("\t");
    MappedText line = CollapseSpaces(text.Cut(at, end));
    bool carriage =
        end < view.size() && view[end] == '\r' && end + 1 < view.size() && view[end + 1] == '\n';
    at = end + (carriage ? 2 : 1);
    if (line.empty()) {
      gap = true;
      continue;
    }
    // The first line of a paragraph may be set in.
    page.lines.push_back(
        {std::move(line), gap || (begins_with_spaces && !was_indented), LineHint::kNone});
    was_indented = begins_with_spaces;
    gap = false;
  }
  if (std::size_t width = WrapWidth(page.lines)) page.lines = Unwrap(std::move(page.lines), width);
  return page;
}

}  // namespace lode
