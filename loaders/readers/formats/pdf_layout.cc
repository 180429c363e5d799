// Poppler gives the words of one column after the other. From these come lines (words beside each
// other), from lines paragraphs, by what print shows: more space, an indented first line, a line
// that ends early, other letters. The hard bit is where a paragraph goes on in another column or
// on another page: there only the text tells.

#include "loaders/readers/formats/pdf_layout.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/lines/line_shape.h"

namespace lode {
namespace {

constexpr double kEdge = 0.12;           // of a page's height: where heads and feet stand
constexpr double kWiderGap = 1.35;       // of the common distance of lines: a paragraph ends
constexpr double kLargerLetters = 1.15;  // of the text's: a heading
constexpr double kTitleLetters = 1.3;
constexpr std::size_t kLongestHeading = 200;

struct PrintedLine {
  std::string text;
  double left = 0, top = 0, right = 0, bottom = 0, size = 0;
  std::size_t page = 0;
  double column_right = 0;  // of the lines that it stands among
};

double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

bool IsPlaced(const PrintedWord& word) {
  return std::isfinite(word.left) && std::isfinite(word.top) && std::isfinite(word.right) &&
         std::isfinite(word.bottom) && std::isfinite(word.size);
}

bool IsBeside(const PrintedLine& line, const PrintedWord& word) {
  const double overlap = std::min(line.bottom, word.bottom) - std::max(line.top, word.top);
  const double height = std::min(line.bottom - line.top, word.bottom - word.top);
  const double gap = word.left - line.right;
  return overlap > height / 2 && gap > -word.size && gap < 2.5 * std::max(line.size, word.size);
}

// Letters that fonts draw as one.
void AppendWord(std::string& text, std::string_view word) {
  static const std::map<std::string_view, std::string_view> kJoined = {
      {"\uFB00", "ff"},  {"\uFB01", "fi"}, {"\uFB02", "fl"}, {"\uFB03", "ffi"},
      {"\uFB04", "ffl"}, {"\uFB05", "st"}, {"\uFB06", "st"}};
  for (std::size_t at = 0; at < word.size();) {
    const auto joined = kJoined.find(word.substr(at, 3));
    if (joined != kJoined.end()) {
      text += joined->second;
      at += 3;
    } else {
      text += word[at++];
    }
  }
}

std::vector<PrintedLine> LinesOf(const PrintedPage& page, std::size_t number) {
  std::vector<PrintedLine> lines;
  bool space = true;
  for (const PrintedWord& word : page.words) {
    if (!IsPlaced(word)) continue;
    if (!lines.empty() && IsBeside(lines.back(), word)) {
      PrintedLine& line = lines.back();
      if (space) line.text += ' ';
      AppendWord(line.text, word.text);
      line.top = std::min(line.top, word.top);
      line.bottom = std::max(line.bottom, word.bottom);
      line.right = std::max(line.right, word.right);
      line.size = std::max(line.size, word.size);
    } else {
      PrintedLine& line = lines.emplace_back();
      AppendWord(line.text, word.text);
      line.left = word.left, line.right = word.right;
      line.top = word.top, line.bottom = word.bottom;
      line.size = word.size, line.page = number;
    }
    space = word.space_after;
  }
  return lines;
}

// What of a line may repeat from page to page: the line itself; and, for each of its numbers, the
// line with how far that is ahead of the page's: "Page 4 of 9" on page 2 -> "Page +2 of 9".
std::vector<std::string> RepeatsOf(const PrintedLine& line) {
  constexpr std::size_t kMostNumbers = 4, kMostDigits = 9;
  std::vector<std::string> repeats = {line.text};
  const std::string& text = line.text;
  for (std::size_t at = 0; at < text.size() && repeats.size() <= kMostNumbers;) {
    std::size_t end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end > at && end - at <= kMostDigits) {
      const std::int64_t ahead =
          std::stoll(text.substr(at, end - at)) - static_cast<std::int64_t>(line.page);
      repeats.push_back(text.substr(0, at) + "+" + std::to_string(ahead) + text.substr(end));
    }
    at = end + 1;
  }
  return repeats;
}

bool StandsAtEdge(const PrintedLine& line, const PrintedPage& page) {
  return page.height > 0 &&
         (line.bottom < page.height * kEdge || line.top > page.height * (1 - kEdge));
}

// Heads, feet and page numbers.
void DropFurniture(const std::vector<PrintedPage>& pages, std::vector<PrintedLine>& lines) {
  std::map<std::string, std::set<std::size_t>> seen;  // on which pages
  for (const PrintedLine& line : lines)
    if (StandsAtEdge(line, pages[line.page]))
      for (std::string& repeat : RepeatsOf(line)) seen[std::move(repeat)].insert(line.page);
  const std::size_t often = std::max<std::size_t>(2, pages.size() * 2 / 5);
  std::erase_if(lines, [&](const PrintedLine& line) {
    if (!StandsAtEdge(line, pages[line.page])) return false;
    const std::vector<std::string> repeats = RepeatsOf(line);
    return line.text == std::to_string(line.page + 1) ||
           std::any_of(repeats.begin(), repeats.end(),
                       [&](const std::string& repeat) { return seen[repeat].size() >= often; });
  });
}

// Whether `next` stands below `line` in one column.
bool IsBelow(const PrintedLine& line, const PrintedLine& next) {
  return line.page == next.page && next.top > line.top && next.left < line.right &&
         line.left < next.right;
}

void FindColumns(std::vector<PrintedLine>& lines) {
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin + 1;
    double right = lines[begin].right;
    for (; end < lines.size() && IsBelow(lines[end - 1], lines[end]); ++end)
      right = std::max(right, lines[end].right);
    for (; begin < end; ++begin) lines[begin].column_right = right;
  }
}

// What most lines have, counted by their letters.
double CommonSize(const std::vector<PrintedLine>& lines) {
  std::map<std::int64_t, std::size_t> letters;  // of a size, in tenths
  for (const PrintedLine& line : lines)
    letters[std::llround(std::clamp(line.size, 0.0, 1e6) * 10)] += line.text.size();
  std::int64_t best = 0;
  for (const auto& [size, count] : letters)
    if (count > letters[best]) best = size;
  return static_cast<double>(best) / 10;
}

double CommonDistance(const std::vector<PrintedLine>& lines) {
  std::vector<double> distances;
  for (std::size_t i = 1; i < lines.size(); ++i)
    if (IsBelow(lines[i - 1], lines[i]) && lines[i].top - lines[i - 1].top < 3 * lines[i].size)
      distances.push_back(lines[i].top - lines[i - 1].top);
  return Median(std::move(distances));
}

bool BeginsSmall(const std::string& text) {
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z';
}

// "compa-" with more to come.
bool EndsInHyphen(const std::string& text) {
  if (text.ends_with("\u00AD")) return true;
  if (text.size() < 2 || !(text.ends_with('-') || text.ends_with("\u2010"))) return false;
  const char before = text[text.size() - (text.ends_with('-') ? 2 : 4 <= text.size() ? 4 : 2)];
  return (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z') ||
         static_cast<unsigned char>(before) >= 0x80;
}

class Paragraphs {
 public:
  explicit Paragraphs(const std::vector<PrintedLine>& lines)
      : lines_(lines), size_(CommonSize(lines)), distance_(CommonDistance(lines)) {
    for (const PrintedLine& line : lines_) {
      std::size_t at = 0;
      for (std::size_t end = 0; end != std::string::npos; at = end + 1) {
        end = line.text.find(' ', at);
        const std::string word = line.text.substr(at, end == std::string::npos ? end : end - at);
        if (const std::size_t dash = word.find('-'); dash > 0 && dash + 1 < word.size())
          hyphened_.insert(LowerAscii(word));
      }
    }
  }

  std::vector<Line> Join(Span source) {
    std::vector<Line> out;
    bool has_title = false;
    for (std::size_t begin = 0; begin < lines_.size();) {
      std::string text = lines_[begin].text;
      std::size_t end = begin + 1;
      for (; end < lines_.size() && GoesOn(lines_[end - 1], lines_[end]); ++end)
        AppendLine(text, lines_[end].text);
      std::erase(text, '\0');
      Line line;
      line.text.Append(text, source);
      line.text = CollapseSpaces(line.text);
      line.after_gap = true;
      line.hint = HintOf(lines_[begin], text, has_title);
      has_title = has_title || line.hint == LineHint::kTitle;
      if (!line.text.empty()) out.push_back(std::move(line));
      begin = end;
    }
    return out;
  }

 private:
  bool GoesOn(const PrintedLine& line, const PrintedLine& next) const {
    if (std::abs(line.size - next.size) > 0.12 * std::max(line.size, next.size)) return false;
    if (ListMark(next.text) > 0) return false;
    const bool ends = EndsSentence(line.text);
    if (!IsBelow(line, next)) return !ends && (BeginsSmall(next.text) || IsFull(line, 0.15));
    if (next.top - line.top > kWiderGap * distance_ && next.top - line.top > line.size)
      return false;
    if (next.left - line.left > 0.8 * next.size && ends) return false;  // set in
    return IsFull(line, ends ? 0.12 : 0.4) || BeginsSmall(next.text) || EndsInHyphen(line.text);
  }

  // Whether the line ends no further from its column's end than a share of its width.
  static bool IsFull(const PrintedLine& line, double share) {
    return line.column_right - line.right < share * (line.column_right - line.left);
  }

  void AppendLine(std::string& text, const std::string& next) const {
    if (text.ends_with("\u00AD")) {
      text.resize(text.size() - 2);
      text += next;
      return;
    }
    if (!EndsInHyphen(text) || !BeginsSmall(next)) {
      text += (text.ends_with('-') && !text.ends_with(" -") ? "" : " ") + next;
      return;
    }
    // "well-" and "known": one word where the document writes it so elsewhere.
    const std::size_t begin = text.find_last_of(' ') + 1;
    const std::string word = text.substr(begin) + next.substr(0, next.find_first_of(" .,;:!?"));
    if (!hyphened_.contains(LowerAscii(word)))
      text.resize(text.size() - (text.ends_with('-') ? 1 : 3));
    text += next;
  }

  LineHint HintOf(const PrintedLine& first, const std::string& text, bool has_title) const {
    if (text.size() > kLongestHeading || first.size < kLargerLetters * size_)
      return LineHint::kParagraph;
    if (!has_title && first.page == 0 && first.size >= kTitleLetters * size_)
      return LineHint::kTitle;
    return LineHint::kHeading;
  }

  const std::vector<PrintedLine>& lines_;
  const double size_, distance_;
  std::set<std::string> hyphened_;  // words with a hyphen inside a line, in small letters
};

}  // namespace

std::vector<Line> ParagraphsOf(const std::vector<PrintedPage>& pages, Span source) {
  std::vector<PrintedLine> lines;
  for (std::size_t i = 0; i < pages.size(); ++i)
    for (PrintedLine& line : LinesOf(pages[i], i)) lines.push_back(std::move(line));
  DropFurniture(pages, lines);
  FindColumns(lines);
  return Paragraphs(lines).Join(source);
}

}  // namespace lode
