// The page's files over HTTP.
#pragma once

#include "server/http/call.h"

namespace lode::server {

// The file at the path, "/" being the page itself; 304 where the client has it, 404.
Reply AnswerPage(const Call& call);

}  // namespace lode::server
