// The head of a reply, as its bytes.
#pragma once

#include <string>

#include "server/http/call.h"

namespace lode::server {

// With the headers that keep the page to itself; `close`: the connection ends after it.
std::string HeadOf(const Reply& reply, bool close);

}  // namespace lode::server
