// Loading from the network.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lode/load.h"
#include "lode/status.h"
#include "lode/store.h"

namespace lode {

struct WebOptions {
  bool follow = false;      // load the pages of a feed's items, not what the feed says of them
  bool obey_robots = true;  // ask a site's robots.txt first, and keep to it
  std::string user_agent;   // empty: "lode/VERSION"; robots.txt is read for the part before "/"
  std::string ca_file;      // certificates to trust, PEM; empty: those of the system
  std::uint64_t max_bytes = 32ull << 20;  // limit `fetch-bytes`, of one answer, unpacked
  double timeout_seconds = 60;            // limit `fetch-seconds`, of one answer
  std::uint64_t max_pages = 500;          // limit `fetch-pages`, of one call
  unsigned max_redirects = 10;            // limit `redirects`
  unsigned tries = 3;                     // of one request, where trying again may help
  double first_wait_seconds = 1;          // before the second try; doubled for each further one
  double longest_wait_seconds = 60;       // limit `retry-wait`: a server that asks for more is left
  double pause_seconds = 0.5;             // at least, between two requests to one site
};

// Loads pages, feeds and everything else that Load knows by its content, from http and https
// addresses. Answers are kept with their ETag and Last-Modified, so that the next call asks for
// changes only; what has not changed counts as `unchanged`. A page is stored under the address
// that was asked, its `url` is the one behind all redirects; items of a feed are stored under
// their own and stay when the feed moves on. An address that cannot be had costs only itself.
// Certificates are checked; neither cookies nor passwords are sent. Items of a feed, and
// redirects, never lead from the public network to a private or local address.
// An error Status means that nothing could be done; kUnsupported: lode was built without
// network. Nothing else in the library calls the network.
// Threads: as Load. Cost: the answers one after the other, while those before are read.
Result<LoadReport> LoadWeb(Store& store, const std::vector<std::string>& addresses,
                           const LoadOptions& options = {}, const WebOptions& web = {});

// Whether a name is an address and no path: "https://...".
bool IsWebAddress(const std::string& name);

}  // namespace lode
