// The head of a request as a Call (RFC 9112, RFC 3986).
#pragma once

#include <string>

#include "server/http/call.h"

namespace lode::server {

// Fills what the head says: method, path, parameters, headers. Returns 0, or the status to refuse
// with: 400 where it is no head of HTTP, 505 where of another version, 431 where it has more than
// `kMostHeaders` lines. What could be read in two ways is refused: lines that go on in the next,
// spaces before a colon, a line's end in a value, and of what may be said once only, like Host and
// Content-Length, two that differ.
// REQUIRES: `head` ends with an empty line, and is kept, as `call` looks into it; names of headers
// become lower case there. Cost: linear.
inline constexpr std::size_t kMostHeaders = 100;
int ReadHead(std::string& head, Call& call);

}  // namespace lode::server
