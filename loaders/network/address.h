// Addresses of the web, as they are asked for and stored.
#pragma once

#include <string>
#include <string_view>

#include "lode/status.h"

namespace lode {

// "https://news.example:8443/a?b=1": host in lower case, the path never empty, no fragment, no
// default port.
struct Address {
  std::string text;    // all of it
  std::string origin;  // scheme, host and port: "https://news.example:8443"
  std::string host;    // "news.example"
  std::string path;    // path and query: "/a?b=1"
};

// Reads an address; relative ones from `base` on, where that is not empty. kUnsupported: neither
// http nor https. kInvalidInput: no address, longer than `address-bytes` (8,192), or one with a
// user's name or password, which the message does not repeat.
Result<Address> ParseAddress(std::string_view text, std::string_view base = {});

// Whether a name of something to load is an address and no path: "https://...".
bool IsAddress(std::string_view name);

// As messages show an address: without what stands before "@" in its host.
std::string WithoutCredentials(std::string_view address);

}  // namespace lode
