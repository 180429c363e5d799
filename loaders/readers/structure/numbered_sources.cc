// Finds numbered source headers: a line that is "[1]", then a headline, then text;
// the same with 2, and so on without a gap. Fewer than two are no list of sources.
// The hard bit is where the last one ends, as nothing numbered follows: at the
// first share link, label or restarted number.

#include "loaders/readers/structure/numbered_sources.h"

#include <re2/re2.h>

#include <charconv>
#include <utility>

#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/structure/boilerplate_cues.h"
#include "loaders/readers/structure/footnotes.h"

namespace lode {
namespace {

// The number of "[3]", "(3)" or "Source 3:"; 0 where the line is none of them.
int HeaderNumber(std::string_view line) {
  static const RE2 pattern(R"((?:\[(\d{1,2})\]|\((\d{1,2})\)|(?i:source)\s+(\d{1,2})\s*:?))");
  std::string a, b, c;
  if (line.size() > 14 || !RE2::FullMatch({line.data(), line.size()}, pattern, &a, &b, &c))
    return 0;
  const std::string& digits = !a.empty() ? a : !b.empty() ? b : c;
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool HoldsText(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    if (WordCount(lines[i].text.view()) >= 12) return true;
  return false;
}

// Where the headers 1..n stand, in order, each with text under it.
std::vector<std::size_t> FindHeaders(const std::vector<Line>& lines) {
  std::vector<std::size_t> headers;
  bool has_text = true;  // since the last header
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i].text.view();
    bool next = has_text && i + 2 < lines.size() &&
                HeaderNumber(line) == static_cast<int>(headers.size()) + 1;
    std::size_t words = next ? WordCount(lines[i + 1].text.view()) : 0;
    if (next && words >= 3 && words <= 50 && !lines[i + 1].text.view().ends_with(".")) {
      headers.push_back(i++);
      has_text = false;
    } else {
      has_text = has_text || WordCount(line) >= 12;
    }
  }
  if (!headers.empty() && !has_text) headers.pop_back();
  return headers;
}

std::size_t EndOfLast(const std::vector<Line>& lines, std::size_t header) {
  for (std::size_t i = header + 3; i < lines.size(); ++i) {
    if (HeaderNumber(lines[i].text.view()) != 0) return i;
    LineCue cue = CueOf(lines[i].text.view());
    bool closes = cue == LineCue::kMachineLabel || cue == LineCue::kSection ||
                  (cue == LineCue::kFurniture && WordCount(lines[i].text.view()) <= 4);
    if (closes) return i;
  }
  return lines.size();
}

void MoveLines(std::vector<Line>& from, std::size_t begin, std::size_t end, std::vector<Line>& to) {
  for (std::size_t i = begin; i < end; ++i) to.push_back(std::move(from[i]));
}

}  // namespace

std::vector<PagePart> SplitNumberedSources(std::vector<Line> lines) {
  std::vector<std::size_t> headers = FindHeaders(lines);
  std::vector<PagePart> parts;
  if (headers.size() < 2) {
    parts.push_back({std::move(lines), 0, 0});
    return parts;
  }
  std::size_t last_end = EndOfLast(lines, headers.back());
  bool page_speaks =
      HoldsText(lines, 0, headers.front()) || HoldsText(lines, last_end, lines.size());
  PagePart page;
  PagePart first;
  MoveLines(lines, 0, headers.front(), page_speaks ? page.lines : first.lines);
  for (std::size_t h = 0; h < headers.size(); ++h) {
    PagePart part = h == 0 ? std::move(first) : PagePart{};
    part.number = static_cast<int>(h) + 1;
    part.header_lines = part.lines.size() + 2;
    MoveLines(lines, headers[h], h + 1 < headers.size() ? headers[h + 1] : last_end, part.lines);
    parts.push_back(std::move(part));
  }
  MoveLines(lines, last_end, lines.size(), page_speaks ? page.lines : parts.back().lines);
  TakeOutBareMarks(page.lines, static_cast<int>(headers.size()));
  if (page_speaks) parts.push_back(std::move(page));
  return parts;
}

}  // namespace lode
