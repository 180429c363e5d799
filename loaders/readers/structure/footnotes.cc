// Footnote marks of aggregator pages. In brackets they are plain. On lines of
// their own they are known by what follows: a line that begins with the full stop
// of the sentence before. Bare digits inside a line are the hard bit ("in China
// 1." against "in version 1."): they are touched only on a page that numbers its
// sources, and never after a word that takes a number.

#include "loaders/readers/structure/footnotes.h"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "loaders/readers/lines/line_shape.h"

namespace lode {
namespace {

bool IsMarkLine(std::string_view line) {
  static const RE2 pattern(R"(\[?\d{1,3}\]?(?:\s*[,;]?\s*\[?\d{1,3}\]?)*)");
  return line.size() <= 16 && RE2::FullMatch({line.data(), line.size()}, pattern);
}

bool BeginsWithStop(std::string_view line) {
  return !line.empty() && std::string_view(".,;:!?").find(line.front()) != std::string_view::npos &&
         (line.size() == 1 || line[1] == ' ' || static_cast<unsigned char>(line[1]) >= 0x80 ||
          line[1] == '"' || line[1] == '\'');
}

bool BeginsLower(std::string_view line) {
  return !line.empty() && line.front() >= 'a' && line.front() <= 'z';
}

// Removes every match of the pattern's first group.
bool Remove(MappedText& text, const RE2& pattern) {
  MappedText out;
  std::size_t kept = 0;
  re2::StringPiece rest(text.text().data(), text.size()), mark;
  while (RE2::FindAndConsume(&rest, pattern, &mark)) {
    auto begin = static_cast<std::size_t>(mark.data() - text.text().data());
    out.Append(text, kept, begin);
    kept = begin + mark.size();
  }
  if (kept == 0) return false;
  out.Append(text, kept, text.size());
  text = out.Trimmed();
  return true;
}

void TakeOutBracketed(std::vector<Line>& lines) {
  static const RE2 named(
      R"((\s*\[(?i:paras?|paragraphs?|fn|note|citation needed|clarification needed)\.?\s*\d*(?:\s*[-–,]\s*\d+)*\]))");
  static const RE2 attached(R"([\p{L}\p{P}\d%](\[\d{1,3}\]))");
  for (Line& line : lines) {
    if (line.text.text().find('[') == std::string::npos) continue;
    Remove(line.text, named);
    while (Remove(line.text, attached)) {
    }
  }
  std::erase_if(lines, [](const Line& line) { return line.text.empty(); });
}

// Whether a mark on a line of its own splits a sentence.
bool SplitsSentence(std::string_view before, std::string_view mark, std::string_view after) {
  if (!IsMarkLine(mark) || EndsSentence(before) || IsMarkLine(before)) return false;
  return BeginsWithStop(after) || (BeginsLower(after) && WordCount(before) >= 4);
}

bool OftenTakesNumber(re2::StringPiece word) {
  static const RE2 often_counted(
      R"((?i)(?:version|phase|part|chapter|section|article|no|number|level|tier|day|week|year|step|stage|round|top|group|grade|type|class|model|series|area|zone|route|page|line|unit|block|gen|generation|season|episode|volume|vol))");
  return RE2::FullMatch(word, often_counted);
}

}  // namespace

void TakeOutFootnoteMarks(std::vector<Line>& lines) {
  TakeOutBracketed(lines);
  std::vector<Line> out;
  bool page_has_marks = false;
  for (std::size_t i = 1; i + 1 < lines.size() && !page_has_marks; ++i) {
    std::string_view after = lines[i + 1].text.view();
    page_has_marks = BeginsWithStop(after) &&
                     SplitsSentence(lines[i - 1].text.view(), lines[i].text.view(), after);
  }
  if (!page_has_marks) return;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i].text.view();
    bool splits = !out.empty() && i + 1 < lines.size() &&
                  SplitsSentence(out.back().text.view(), line, lines[i + 1].text.view());
    if (!splits) {
      bool stray = IsMarkLine(line) && !out.empty() && EndsSentence(out.back().text.view());
      if (!stray) out.push_back(std::move(lines[i]));
      continue;
    }
    MappedText& sentence = out.back().text;
    const MappedText& rest = lines[++i].text;
    if (!BeginsWithStop(rest.view())) {
      std::uint32_t end = sentence.source().end;
      sentence.Append(" ", {end, end});
    }
    sentence.Append(rest);
  }
  lines = std::move(out);
}

void TakeOutBareMarks(std::vector<Line>& lines, int sources) {
  static const RE2 bare(R"(([\p{L}"'”’)%]+)(\s+(\d{1,2}))[.,;:!?](?:\s|$|["”]))");
  static const RE2 counted(
      R"((?i)(?:jan\w*|feb\w*|mar|march|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|to|of|at|in|by|from|than|about|around|over|under|and|or|a|the|just|only|nearly|age|aged|is|was|are|were))");
  struct Place {
    std::size_t line, begin, end;
    int number;
  };
  std::vector<Place> places, doubtful;
  std::set<int> numbers;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& text = lines[i].text.text();
    re2::StringPiece rest(text), word, mark, digits;
    while (!rest.empty() && RE2::FindAndConsume(&rest, bare, &word, &mark, &digits)) {
      int number = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
      if (number < 1 || number > sources || RE2::FullMatch(word, counted)) continue;
      auto begin = static_cast<std::size_t>(mark.data() - text.data());
      const Place place{i, begin, begin + mark.size(), number};
      const bool in_doubt = OftenTakesNumber(word);
      (in_doubt ? doubtful : places).push_back(place);
      if (!in_doubt) numbers.insert(number);
    }
  }
  // "would not take part 2.": a mark where no other place has this source's number
  // and the numbers before it are there.
  for (const Place& place : doubtful)
    if (!numbers.contains(place.number) && numbers.contains(place.number - 1))
      places.push_back(place);
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::pair(a.line, a.begin) < std::pair(b.line, b.begin);
  });
  if (places.size() < 2) return;
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    MappedText& text = lines[place->line].text;
    MappedText out = text.Cut(0, place->begin);
    out.Append(text, place->end, text.size());
    text = std::move(out);
  }
}

}  // namespace lode
