// The Model Context Protocol over HTTP ("Streamable HTTP"), as far as a server needs it that never
// speaks first: each POST carries one message and is answered by JSON, or by 202 where the message
// wants no answer. There are no sessions and no streams.
#pragma once

#include "server/api/ask.h"
#include "server/serve.h"

namespace lode::server {

// The reply to a request to /mcp. 405 for anything but POST: nothing is streamed. 400: a version
// of the protocol in MCP-Protocol-Version that is none. Waits for a place among the questions;
// 503: none came free in time.
Reply AnswerMcp(const AnswerMessage& answer, Asking& asking, const Call& call);

}  // namespace lode::server
