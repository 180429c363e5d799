// Fetching by the rules: what a site's robots.txt says, pauses, redirects, trying again.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "loaders/network/address.h"
#include "loaders/network/http_client.h"
#include "loaders/network/robots.h"
#include "lode/status.h"
#include "lode/web.h"

namespace lode {

struct FetchedBytes {
  bool unchanged = false;  // what the caller knows still holds: there are no bytes
  Address address;         // behind all redirects
  std::string bytes;
  std::string charset;  // that the server names; may be empty
  std::string etag, last_modified;
};

// Threads: one.
class Fetcher {
 public:
  // `named`: addresses that the user named; what leads elsewhere may not be private.
  Fetcher(const WebOptions& options, const std::vector<Address>& named,
          const std::atomic<bool>* cancel);

  // Every error is one sentence without the address, which the caller knows; where a redirect
  // led away from it, with the one that was led to. kLimit: `redirects`, `retry-wait`,
  // `fetch-bytes`, `fetch-seconds`. kNotFound: 404 and 410. kUnsupported: robots.txt, a private
  // address. kCancelled.
  Result<FetchedBytes> Fetch(const Address& address, const std::string& etag,
                             const std::string& last_modified);

 private:
  Result<FetchedBytes> Follow(Address& at, HttpRequest request);
  // kOk, or what of the site's rules forbids it.
  Status MayFetch(const Address& address);
  Result<RobotsRules> RulesOf(const Address& address);
  // One request, again where that may help.
  Result<HttpResponse> Ask(const Address& address, HttpRequest request);
  Status PauseFor(const Address& address);
  Status Wait(double seconds) const;

  struct Site {
    RobotsRules rules;
    Status refused;  // robots.txt could not be had
    bool rules_known = false;
    std::chrono::steady_clock::time_point last{};
    bool was_asked = false;
  };

  const WebOptions options_;
  const std::atomic<bool>* const cancel_;
  const std::string agent_;
  std::set<std::string> named_origins_;
  std::map<std::string, Site> sites_;  // by origin
  HttpClient client_;
};

}  // namespace lode
