// Heads of mail, WARC and HTTP have one form. A crawler may have kept the chunks and the
// compression of a body, or have undone them and left the head as it was; so both are undone
// only where the bytes bear them out.

#include "loaders/readers/archives/http_body.h"

#include <algorithm>
#include <charconv>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/bytes/inflate.h"
#include "loaders/readers/bytes/mapped_text.h"

namespace lode {
namespace {

std::string_view Trimmed(std::string_view text) {
  text.remove_prefix(LeadingSpace(text));
  text.remove_suffix(text.empty() ? 0 : TrailingSpace(text));
  return text;
}

// The line at `at`, without its end; moves past it.
std::string_view TakeLine(std::string_view bytes, std::size_t& at) {
  const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
  std::string_view line = bytes.substr(at, end - at);
  at = std::min(end + 1, bytes.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// The chunks joined; false where the bytes are no chunks.
bool Unchunk(std::string_view body, std::string& out) {
  for (std::size_t at = 0; at < body.size();) {
    const std::string_view size_line = TakeLine(body, at);
    std::size_t size = 0;
    const auto [end, error] =
        std::from_chars(size_line.data(), size_line.data() + size_line.size(), size, 16);
    if (error != std::errc() || end == size_line.data()) return false;
    if (size == 0) return true;
    if (size > body.size() - at) return false;
    out += body.substr(at, size);
    at += size;
    if (body.substr(at, 2) == "\r\n") at += 2;
  }
  return !out.empty();
}

}  // namespace

std::string HeaderLines::operator[](const std::string& name) const {
  const auto found = values.find(name);
  return found == values.end() ? std::string() : found->second;
}

HeaderLines ReadHeaderLines(std::string_view bytes, bool has_first_line) {
  constexpr std::size_t kLongestHead = 1 << 18, kMostFields = 1000;
  HeaderLines head;
  const std::string_view view = bytes.substr(0, kLongestHead);
  std::size_t at = 0;
  if (has_first_line) head.first = TakeLine(view, at);
  std::string* last = nullptr;
  while (at < view.size()) {
    const std::string_view line = TakeLine(view, at);
    if (line.empty()) break;
    if ((line.front() == ' ' || line.front() == '\t') && last != nullptr) {
      *last += " " + std::string(Trimmed(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || head.values.size() >= kMostFields) continue;
    const std::string name = LowerAscii(Trimmed(line.substr(0, colon)));
    const auto [entry, fresh] =
        head.values.try_emplace(name, std::string(Trimmed(line.substr(colon + 1))));
    last = fresh ? &entry->second : nullptr;
  }
  head.length = at;
  return head;
}

Result<std::string> HttpBody(const HeaderLines& head, std::string_view body, std::uint64_t limit) {
  std::string joined;
  if (LowerAscii(head["transfer-encoding"]).find("chunked") != std::string::npos &&
      Unchunk(body, joined))
    body = joined;
  const std::string encoding = LowerAscii(head["content-encoding"]);
  if (encoding.empty() || encoding == "identity") return std::string(body);
  if (body.starts_with("\x1F\x8B")) return Inflate(body, Wrapping::kGzip, limit);
  if (encoding == "deflate") {
    Result<std::string> plain = Inflate(body, Wrapping::kZlib, limit);
    return plain.ok() ? plain : Inflate(body, Wrapping::kNone, limit);
  }
  const bool is_text = body.find('\0') == std::string_view::npos &&
                       body.substr(0, 200).find('<') != std::string_view::npos;
  if (is_text) return std::string(body);  // undone by the crawler
  return {Code::kUnsupported, "is compressed with '" + encoding +
                                  "', which lode does not read: fetch it again without"};
}

}  // namespace lode
