// One request and its reply.
#pragma once

#include <string>

#include "server/http/connection.h"
#include "server/http/listener.h"

namespace lode::server {

// Reads the request whose first bytes are there, has it answered and sends the reply. Whether the
// connection may have another. Waits for the client, within the connection's deadlines.
bool AnswerOne(Connection& connection, const Refuser& refuse, const Answerer& answer);

}  // namespace lode::server
