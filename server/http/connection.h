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
// Threads: one, but for `cancel` and `gone`.
class Connection {
 public:
  Connection(int socket, int stop_event, const ListenerOptions& options);

  // Waits for the head of a request, and reads it whole. False: none came, the server stops, or
  // it was none (too slow, too long), which the client was told.
  bool AwaitRequest();
  // Bytes read, 0 at the end, -1 when the client was too slow or sent too much.
  long Read(char* to, std::size_t size);
  long Write(const char* from, std::size_t size);

  int socket() const { return socket_; }
  // Of the answer that was written to this request; 0: none yet.
  int status() const { return status_; }
  // "127.0.0.1", 51234.
  void RemoteAddress(std::string& address, int& port) const;
  // Whether the client has closed its end. Cost: a system call.
  bool IsGone() const;

  std::atomic<bool> cancel{false};  // what is being answered is not wanted any more
  std::atomic<bool> answering{false};
  bool close = false;  // after this request

 private:
  using Clock = std::chrono::steady_clock;
  bool Await(short events, Clock::time_point since, std::uint64_t bytes) const;
  bool ReadHead();
  // Reads some more behind what is there. False: too slow, or the end.
  bool ReadMore();
  bool Refuse(std::string_view status);
  const int socket_, stop_event_;
  const ListenerOptions& options_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what is read and not taken yet
  Clock::time_point read_since_, write_since_;
  std::uint64_t read_ = 0, written_ = 0;  // of this request
  int status_ = 0;
};

}  // namespace lode::server
