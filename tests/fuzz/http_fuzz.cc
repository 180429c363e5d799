// Any bytes are the head of a request: it is refused with a status, or it says a method, a path,
// and headers that hold no end of a line, and says the same again.

#include <algorithm>
#include <string>

#include "server/http/request_head.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {
namespace {

bool HoldsLineEnd(std::string_view text) {
  return text.find_first_of("\r\n") != text.npos;
}

}  // namespace

LODE_FUZZ(http) {
  if (bytes.size() > 1 << 16) return;
  // What stands before the first empty line; the caller reads no further.
  std::string head(bytes.substr(0, bytes.find("\r\n\r\n")));
  head += "\r\n\r\n";
  std::string again = head;
  server::Call call, same;
  const int status = server::ReadHead(head, call);
  Require(status == 0 || status == 400 || status == 431 || status == 505);
  Require(server::ReadHead(again, same) == status);
  if (status != 0) return;
  Require(!call.method.empty() && call.path.starts_with("/"));
  Require(call.headers.size() <= server::kMostHeaders && call.headers == same.headers);
  for (const auto& [name, value] : call.headers) {
    Require(!name.empty() && !HoldsLineEnd(name) && !HoldsLineEnd(value));
    Require(std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
  }
}

}  // namespace lode::fuzz
