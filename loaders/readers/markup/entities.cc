// The names are libxml2's table of HTML 4.

#include "loaders/readers/markup/entities.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <charconv>

#include "loaders/readers/bytes/code_points.h"

namespace lode {
namespace {

constexpr std::size_t kLongestName = 10;

// What stands between '&' and ';'; 0 when it is no reference.
std::int32_t CharacterOf(std::string_view inside) {
  if (!inside.starts_with("#")) return EntityNamed(inside);
  inside.remove_prefix(1);
  const bool hex = inside.starts_with("x") || inside.starts_with("X");
  if (hex) inside.remove_prefix(1);
  std::int32_t value = 0;
  const char* end = inside.data() + inside.size();
  const auto [at, error] = std::from_chars(inside.data(), end, value, hex ? 16 : 10);
  const bool good = error == std::errc() && at == end && value > 0 && value < 0x110000 &&
                    (value < 0xD800 || value > 0xDFFF);
  return good ? value : 0;
}

std::string DecodeOnce(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t mark = std::min(text.find('&', at), text.size());
    out += text.substr(at, mark - at);
    if (mark == text.size()) break;
    const std::size_t length = text.substr(mark + 1, kLongestName + 1).find(';');
    const std::int32_t c =
        length == std::string_view::npos ? 0 : CharacterOf(text.substr(mark + 1, length));
    at = mark + 1;
    if (c == 0) {
      out += '&';
      continue;
    }
    AppendCodePoint(out, c);
    at += length + 1;
  }
  return out;
}

}  // namespace

std::int32_t EntityNamed(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return 0;
  if (name == "apos") return '\'';
  const std::string terminated(name);
  const htmlEntityDesc* found =
      htmlEntityLookup(reinterpret_cast<const xmlChar*>(terminated.c_str()));
  return found == nullptr ? 0 : static_cast<std::int32_t>(found->value);
}

std::string DecodeEntities(std::string_view text) {
  std::string once = DecodeOnce(text);
  return once.find('&') == std::string::npos ? once : DecodeOnce(once);
}

}  // namespace lode
