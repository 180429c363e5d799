// Bodies of HTTP responses as crawlers keep them.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "lode/status.h"

namespace lode {

// A head of lines "Name: value": names in lower case, the first of each; `length` is where
// the body begins. Folded lines are joined.
struct HeaderLines {
  std::string first;  // the line above them: "HTTP/1.1 200 OK"; empty where there is none
  std::map<std::string, std::string> values;
  std::size_t length = 0;

  std::string operator[](const std::string& name) const;
};

// REQUIRES: `has_first_line` says whether a line stands above the fields.
HeaderLines ReadHeaderLines(std::string_view bytes, bool has_first_line);

// The body without its transfer encoding (chunked) and content encoding (gzip, deflate).
// kUnsupported for other encodings, kLimit past `limit` bytes, kInvalidInput for damage.
Result<std::string> HttpBody(const HeaderLines& head, std::string_view body, std::uint64_t limit);

}  // namespace lode
