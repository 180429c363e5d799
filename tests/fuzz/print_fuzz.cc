// Any bytes are words on pages of print, anywhere and of any size: paragraphs come of them, with
// no letters that no word has. PDF itself is read by poppler, which has fuzzers of its own; what
// it gives is taken from here on.

#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "loaders/readers/formats/pdf_layout.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {
namespace {

// Of a byte a place on the page; some bytes stand for numbers that are none.
double NumberOf(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  if (value == 255) return std::numeric_limits<double>::quiet_NaN();
  if (value == 254) return std::numeric_limits<double>::infinity();
  if (value == 253) return -1e300;
  return value * 4.0;
}

}  // namespace

// A word: left, top, width, height, size, flags, letters (8 bytes, to the first NUL).
LODE_FUZZ(print) {
  constexpr std::size_t kWord = 14;
  std::vector<PrintedPage> pages = {{612, 792, {}}};
  std::size_t letters = 0;
  for (std::size_t at = 0; at + kWord <= bytes.size(); at += kWord) {
    const std::string_view word = bytes.substr(at, kWord);
    if ((word[5] & 1) != 0) pages.push_back({612, 792, {}});
    std::string text(word.substr(6));
    text.resize(std::strlen(text.c_str()));
    if (text.empty()) continue;
    letters += text.size() + 1;
    const double left = NumberOf(word[0]), top = NumberOf(word[1]);
    pages.back().words.push_back({text, left, top, left + NumberOf(word[2]),
                                  top + NumberOf(word[3]), NumberOf(word[4]), (word[5] & 2) == 0});
  }
  std::size_t read = 0;
  for (const Line& line : ParagraphsOf(pages, {0, 100})) {
    Require(!line.text.empty() && line.text.source().end <= 100);
    read += line.text.size();
  }
  Require(read <= letters);
}

}  // namespace lode::fuzz
