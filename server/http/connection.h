// One connection's bytes, each read and write within a deadline.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/listener.h"

namespace lode::server {

// Does not own the socket. A client that sends or takes bytes slower than the options allow
// sees its connection closed; so does one whose request has more bytes than any may have.
// Threads: one, but for `cancel`, `answering` and IsGone.
class Connection {
 public:
  Connection(int socket, const ListenerOptions& options);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Whether some of the next request is there already. Reads what the socket has; false at its
  // end, too, which `is_over` tells.
  bool HasMore();
  // Whether there may be more that no event will tell of: it was read, or left behind by a read.
  bool has_bytes() const { return !buffer_.empty() || left_some_; }
  bool is_over() const { return over_; }
  // The head of a request, whole, with the empty line behind it. False: it was none (too slow,
  // too long), which the client was told, or the client has gone.
  bool ReadHead(std::string& head);
  // The body, of so many bytes. False: the client was too slow or went.
  bool ReadBody(std::size_t size, std::string& body);
  // Both, one behind the other. False: the client was too slow or went.
  bool Send(std::string_view head, std::string_view body);

  int socket() const { return socket_; }
  // Whether the client has closed its end. Cost: a system call.
  bool IsGone() const;

  std::atomic<bool> cancel{false};  // what is being answered is not wanted any more
  std::atomic<bool> answering{false};

 private:
  using Clock = std::chrono::steady_clock;
  bool Await(short events, Clock::time_point since, std::uint64_t bytes) const;
  bool LooksWhole(std::size_t end);
  // Reads some more behind what is there. False: too slow, or the end.
  bool ReadMore();
  // What the socket has now; 0 at the end, -1 where there is nothing yet.
  long ReadWhatIsThere();
  bool Refuse(std::string_view status);
  const int socket_;
  const ListenerOptions& options_;
  std::string buffer_;  // what is read and not taken yet
  Clock::time_point read_since_;
  std::uint64_t read_ = 0;  // of this request
  bool over_ = false, left_some_ = false;
};

}  // namespace lode::server
