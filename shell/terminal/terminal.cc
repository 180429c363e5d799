// Terminals: size, colours, and how wide Unicode text is. Widths follow Unicode's
// East Asian Width (UAX #11) through ICU; control characters count as nothing, since
// the renderer never prints them.

#include "shell/terminal/terminal.h"

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace lode::shell {
namespace {

int WidthOf(UChar32 c) {
  if (c < 0) return 1;
  if (c < 32 || c == 127) return 0;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR: return 0;
    default: break;
  }
  const int wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_FULLWIDTH || wide == U_EA_WIDE ? 2 : 1;
}

// The character that begins at `i`, which moves past it; -1 for bytes that are none.
UChar32 NextCharacter(std::string_view text, std::size_t& i) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT(bytes, i, text.size(), c);
  return c;
}

const char* CodeOf(Style style) {
  switch (style) {
    case Style::kBold: return "1";
    case Style::kDim: return "2";
    case Style::kError: return "1;31";
    case Style::kNote: return "33";
    case Style::kName: return "36";
    case Style::kPredicate: return "35";
    case Style::kText: return "32";
    case Style::kPlain: break;
  }
  return "0";
}

}  // namespace

Terminal Terminal::Detect() {
  Terminal terminal;
  terminal.input = isatty(STDIN_FILENO) == 1;
  terminal.output = isatty(STDOUT_FILENO) == 1;
  terminal.error = isatty(STDERR_FILENO) == 1;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool dumb = term == nullptr || std::string_view(term) == "dumb";
  terminal.colour = terminal.output && !dumb && (no_color == nullptr || *no_color == '\0');
  winsize size{};
  if (terminal.output && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    terminal.columns = size.ws_col;
    terminal.rows = size.ws_row;
  }
  if (const char* columns = std::getenv("COLUMNS"); columns != nullptr && terminal.output)
    terminal.columns = std::max(20, std::atoi(columns));
  if (terminal.output && terminal.columns == 0) terminal.columns = 80;
  return terminal;
}

std::string Terminal::Paint(Style style, std::string_view text) const {
  if (!colour || style == Style::kPlain) return std::string(text);
  return "\x1b[" + std::string(CodeOf(style)) + "m" + std::string(text) + "\x1b[0m";
}

int DisplayWidth(std::string_view text) {
  int width = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    width += WidthOf(NextCharacter(text, i));
  }
  return width;
}

std::string_view FitColumns(std::string_view text, int columns) {
  int width = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t before = i;
    width += WidthOf(NextCharacter(text, i));
    if (width > columns) return text.substr(0, before);
  }
  return text;
}

}  // namespace lode::shell
