// How a message looks: file, line and column, the line itself, a caret. The
// hard bit is to keep the caret under its character: tabs are repeated, wide
// characters count two cells, marks none, and a very long line is cut round
// the place.

#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lode/query.h"

namespace lode {

namespace {

constexpr std::size_t kShownBefore = 70, kShownAfter = 50;  // code points round the caret

struct Character {
  std::string_view bytes;
  std::size_t cells = 1;
};

std::size_t CellsOf(UChar32 point) {
  const int category = u_charType(point);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR)
    return 0;
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// The code point that valid UTF-8 `bytes` spell.
UChar32 PointOf(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  UChar32 point = bytes.size() == 1 ? lead : lead & (0x7F >> bytes.size());
  for (char byte : bytes.substr(1)) point = point << 6 | (static_cast<unsigned char>(byte) & 0x3F);
  return point;
}

std::vector<Character> CharactersOf(std::string_view line) {
  std::vector<Character> characters;
  for (std::size_t begin = 0, end = 0; begin < line.size(); begin = end) {
    for (++end; end < line.size() && (line[end] & 0xC0) == 0x80;) ++end;
    const std::string_view bytes = line.substr(begin, end - begin);
    const UChar32 point = PointOf(bytes);
    // Control characters could move a terminal's cursor.
    const bool is_control = point != '\t' && (point < 0x20 || (point >= 0x7F && point < 0xA0));
    characters.push_back(is_control ? Character{"\xEF\xBF\xBD", 1}
                                    : Character{bytes, CellsOf(point)});
  }
  return characters;
}

}  // namespace

std::string Render(const Diagnostic& diagnostic) {
  std::string text = diagnostic.file + ":" + std::to_string(diagnostic.line) + ":" +
                     std::to_string(diagnostic.column) + ": " +
                     (diagnostic.severity == Severity::kError ? "error: " : "note: ") +
                     diagnostic.message + "\n";
  const std::vector<Character> line = CharactersOf(diagnostic.source_line);
  if (line.empty()) return text;
  const std::size_t at = std::min<std::size_t>(diagnostic.column - 1, line.size());
  const std::size_t begin = at > kShownBefore ? at - kShownBefore : 0;
  const std::size_t end = std::min(line.size(), at + kShownAfter);
  std::string shown = begin > 0 ? "  ... " : "  ", caret(shown.size(), ' ');
  for (std::size_t i = begin; i < end; ++i) shown += line[i].bytes;
  for (std::size_t i = begin; i < at; ++i)
    caret += line[i].bytes == "\t" ? "\t" : std::string(line[i].cells, ' ');
  caret += '^';
  std::size_t cells = 0;
  for (std::size_t i = at; i < std::min<std::size_t>(end, at + diagnostic.length); ++i)
    cells += line[i].cells;
  if (cells > 1) caret.append(cells - 1, '~');
  return text + shown + (end < line.size() ? " ...\n" : "\n") + caret + "\n";
}

bool QueryOutcome::ok() const {
  return std::none_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::kError;
  });
}

}  // namespace lode
