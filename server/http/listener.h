// Connections: taken, read within limits of time and size, answered, and watched while they
// wait for an answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "lode/status.h"
#include "server/http/call.h"
#include "server/http/metrics.h"

namespace lode::server {

struct ListenerOptions {
  std::string address = "127.0.0.1";
  int port = 0;                       // 0: any that is free
  std::size_t max_connections = 256;  // further ones are told 503 and closed
  std::size_t max_body_bytes = 64 << 20;
  // A request and the taking of its answer may last this long, and longer by a second for each
  // `least_bytes_a_second` that went over.
  std::uint64_t patience_ms = 10'000;
  std::uint64_t least_bytes_a_second = 20'000;
  std::uint64_t idle_ms = 15'000;  // a connection may wait for its next request
  std::uint64_t grace_ms = 3'000;  // what runs may go on for so long when it is told to stop
};

// Called before a body is read: a reply that refuses, or nothing.
using Refuser = std::function<std::optional<Reply>(const Call&)>;
using Answerer = std::function<Reply(const Call&)>;

// The functions are called from many threads at once, at most one a connection.
class Listener {
 public:
  // Binds and listens. kIo: the address is taken, or none of this machine.
  static Result<std::unique_ptr<Listener>> Open(const ListenerOptions& options, Refuser refuse,
                                                Answerer answer, Metrics& metrics);
  ~Listener();  // stops
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  int port() const;
  // Takes no more connections, lets what runs end for `grace_ms`, then cancels it. Returns
  // when all is over. Threads: any, also twice.
  void Stop();

 private:
  struct Impl;
  explicit Listener(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lode::server
