// A socket that waits for connections.
#pragma once

#include <string>

#include "lode/status.h"

namespace lode::server {

// Bound to the address and listening; `port` 0 becomes the one that was free. The caller closes
// it. kIo: the address is taken, or none of this machine.
Result<int> ListenOn(const std::string& address, int& port);

}  // namespace lode::server
