// Who may ask: the checks that come before any answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/call.h"

namespace lode::server {

struct GuardOptions {
  std::string token;               // empty: none is wanted
  std::vector<std::string> hosts;  // names by which the server may be called, beside addresses
  bool read_only = false;
  std::size_t max_body_bytes = 1 << 20;
  std::size_t max_upload_bytes = 64 << 20;
};

// Whether two texts are equal, in a time that tells nothing of where they differ.
bool EqualInConstantTime(std::string_view one, std::string_view other);

// Whether a listening address is one that only this machine reaches.
bool IsLoopback(std::string_view address);

// Threads: immutable.
class Guard {
 public:
  explicit Guard(GuardOptions options) : options_(std::move(options)) {}

  // The refusal, or nothing where the call may go on. Looks at all but the body, which has
  // not been read yet.
  // - 421: the Host is no address and no name of ours: a page that had its name bound anew to
  //   this address (DNS rebinding) stops here.
  // - 401: the token is missing or wrong. The page's own files, which hold no data, and
  //   /healthz need none.
  // - 403: a write that another site's page sent, that lacks X-Lode-Write, or under read-only.
  // - 411, 413, 415: a body without length, too long, or of a type nobody takes.
  std::optional<Reply> Check(const Call& call) const;

 private:
  bool KnowsHost(std::string_view host) const;
  std::optional<Reply> CheckWrite(const Call& call) const;
  std::optional<Reply> CheckBody(const Call& call) const;
  GuardOptions options_;
};

}  // namespace lode::server
