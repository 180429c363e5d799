// The parser has decoded character references; here its words are laid beside the raw bytes,
// run by run, so that each word knows where it stands in the page.

#include "loaders/readers/markup/html_text.h"

#include <cctype>
#include <cstdint>

#include "loaders/readers/bytes/code_points.h"

namespace lode {

MappedText TextOf(const GumboNode* node, std::string_view page) {
  MappedText out;
  std::string_view text = node->v.text.text;
  const GumboStringPiece& original = node->v.text.original_text;
  if (original.data < page.data() || original.data >= page.data() + page.size()) return out;
  auto base = static_cast<std::uint32_t>(original.data - page.data());
  std::string_view raw = page.substr(base, original.length);
  std::size_t t = 0, r = 0;
  auto at = [&](std::size_t place) { return base + static_cast<std::uint32_t>(place); };
  while (t < text.size() && r < raw.size()) {
    std::size_t same = 0;
    while (t + same < text.size() && r + same < raw.size() && text[t + same] == raw[r + same] &&
           (raw[r + same] != '&'))
      ++same;
    out.Append(text.substr(t, same), {at(r), at(r + same)});
    t += same;
    r += same;
    if (t >= text.size() || r >= raw.size()) break;
    std::size_t unit = r + 1;
    if (raw[r] == '&') {
      while (unit < raw.size() &&
             (std::isalnum(static_cast<unsigned char>(raw[unit])) || raw[unit] == '#'))
        ++unit;
      if (unit < raw.size() && raw[unit] == ';') ++unit;
      if (text[t] == '&' && text.substr(t).starts_with(raw.substr(r, unit - r))) unit = r + 1;
    } else if (raw.substr(r).starts_with("\r\n")) {
      unit = r + 2;
    } else {
      unit = raw.size();  // not the text we know: the rest is one unit
    }
    std::size_t next = t;
    if (unit == raw.size() && raw[r] != '&')
      next = text.size();
    else
      NextCodePoint(text, next);
    out.Append(text.substr(t, next - t), {at(r), at(unit)});
    t = next;
    r = unit;
  }
  return out;
}

}  // namespace lode
