// One request over HTTP: the only door to libcurl's transfers.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "loaders/network/address.h"
#include "lode/status.h"

namespace lode {

struct HttpLimits {
  std::uint64_t max_bytes = 0;  // of a body
  double timeout_seconds = 0;
  std::string user_agent, ca_file;
  const std::atomic<bool>* cancel = nullptr;
};

struct HttpRequest {
  std::string etag, last_modified;  // the answer may be 304 where they still hold
  bool may_be_private = true;       // whether the host may be a private or local one
};

struct HttpResponse {
  int status = 0;
  std::string body;  // in its content encoding
  std::string location, etag, last_modified, content_type, content_encoding;
  double retry_after_seconds = 0;  // 0: not said
};

// What is said of more bytes than the limit `fetch-bytes`.
Status OverFetchBytes(std::uint64_t limit);
// "1.5 seconds", for messages.
std::string ShownSeconds(double seconds);

// Keeps connections open between requests. Threads: one at a time.
class HttpClient {
 public:
  explicit HttpClient(HttpLimits limits);
  ~HttpClient();

  // One GET; redirects are not followed. Any status is a response.
  // kIo: the server could not be reached or did not finish, so that trying again may help.
  // kLimit: `fetch-bytes` or `fetch-seconds`. kInvalidInput: the certificate is not trusted, the
  // answer is none. kUnsupported: a private address that may not be one. kCancelled.
  Result<HttpResponse> Get(const Address& address, const HttpRequest& request);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lode
