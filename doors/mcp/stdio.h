// The protocol over standard input and output: a message a line.
#pragma once

#include <iosfwd>

#include "doors/mcp/server.h"

namespace lode::doors {

// Answers until `in` ends. A request is answered while the next lines are read, so that it can
// be cancelled. Limit `message-bytes`: a longer line is an error and is skipped.
inline constexpr std::size_t kMostMessageBytes = 16u << 20;
void ServeLines(McpServer& server, std::istream& in, std::ostream& out);

}  // namespace lode::doors
