// A head is read whole and looked at before httplib sees it: that bounds it as a whole, by size
// and by time.

#include "server/http/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string_view>

namespace lode::server {
namespace {

constexpr std::size_t kLongestHead = 32 << 10, kLongestLine = 4 << 10, kMostLines = 100;
constexpr std::size_t kChunk = 16 << 10;

// "HTTP/1.1 404 ..." -> 404.
int StatusIn(std::string_view front) {
  int status = 0;
  if (front.starts_with("HTTP/1.") && front.size() > 12)
    std::from_chars(front.data() + 9, front.data() + 12, status);
  return status;
}

}  // namespace

Connection::Connection(int socket, int stop_event, const ListenerOptions& options)
    : socket_(socket), stop_event_(stop_event), options_(options) {}

bool Connection::AwaitRequest() {
  read_ = written_ = 0;
  status_ = 0;
  buffer_.erase(0, begin_);
  begin_ = 0;
  if (buffer_.empty()) {
    std::array<pollfd, 2> waits = {pollfd{socket_, POLLIN, 0}, pollfd{stop_event_, POLLIN, 0}};
    int ready = 0;
    do {
      ready = poll(waits.data(), waits.size(), static_cast<int>(options_.idle_ms));
    } while (ready < 0 && errno == EINTR);
    if (ready <= 0 || waits[1].revents != 0) return false;
  }
  read_since_ = Clock::now();
  return ReadHead();
}

bool Connection::ReadHead() {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == buffer_.npos) {
    if (buffer_.size() > kLongestHead) return Refuse("431 Request Header Fields Too Large");
    const bool began = !buffer_.empty();
    if (!ReadMore()) return began && !IsGone() && Refuse("408 Request Timeout");
  }
  std::size_t lines = 0;
  for (std::size_t at = 0; at < end; ++lines) {
    const std::size_t line_end = buffer_.find("\r\n", at);
    if (line_end - at > kLongestLine)
      return Refuse(at == 0 ? "414 URI Too Long" : "431 Request Header Fields Too Large");
    // Parts are not served, and httplib matches this one's value by recursion.
    constexpr std::string_view kRange = "range:";
    if (strncasecmp(buffer_.data() + at, kRange.data(), kRange.size()) == 0) buffer_[at] = 'X';
    at = line_end + 2;
  }
  return lines <= kMostLines || Refuse("431 Request Header Fields Too Large");
}

bool Connection::ReadMore() {
  if (!Await(POLLIN, read_since_, read_)) return false;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kChunk);
  const ssize_t count = recv(socket_, buffer_.data() + before, kChunk, 0);
  buffer_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(0, count)));
  if (count > 0) read_ += static_cast<std::uint64_t>(count);
  return count > 0;
}

bool Connection::Refuse(std::string_view status) {
  const std::string reply =
      "HTTP/1.1 " + std::string(status) + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  Write(reply.data(), reply.size());
  return false;
}

// A slow client is given the time that its bytes so far have earned it.
bool Connection::Await(short events, Clock::time_point since, std::uint64_t bytes) const {
  const auto earned = std::chrono::milliseconds(
      options_.patience_ms +
      bytes * 1000 / std::max<std::uint64_t>(1, options_.least_bytes_a_second));
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(since + earned - Clock::now())
            .count();
    if (left <= 0) return false;
    pollfd wait{socket_, events, 0};
    const int ready = poll(&wait, 1, static_cast<int>(std::min<long long>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

long Connection::Read(char* to, std::size_t size) {
  if (begin_ == buffer_.size()) {
    buffer_.clear();
    begin_ = 0;
    if (read_ > options_.max_body_bytes + kLongestHead || !ReadMore()) return -1;
  }
  const std::size_t count = std::min(size, buffer_.size() - begin_);
  std::memcpy(to, buffer_.data() + begin_, count);
  begin_ += count;
  return static_cast<long>(count);
}

long Connection::Write(const char* from, std::size_t size) {
  if (written_ == 0) {
    write_since_ = Clock::now();
    status_ = StatusIn({from, size});
  }
  if (!Await(POLLOUT, write_since_, written_)) return -1;
  const ssize_t count = send(socket_, from, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
  if (count > 0) written_ += static_cast<std::uint64_t>(count);
  return count;
}

void Connection::RemoteAddress(std::string& address, int& port) const {
  sockaddr_storage storage{};
  socklen_t length = sizeof storage;
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (getpeername(socket_, reinterpret_cast<sockaddr*>(&storage), &length) != 0) return;
  if (storage.ss_family == AF_INET) {
    const auto* four = reinterpret_cast<const sockaddr_in*>(&storage);
    inet_ntop(AF_INET, &four->sin_addr, text.data(), text.size());
    port = ntohs(four->sin_port);
  } else if (storage.ss_family == AF_INET6) {
    const auto* six = reinterpret_cast<const sockaddr_in6*>(&storage);
    inet_ntop(AF_INET6, &six->sin6_addr, text.data(), text.size());
    port = ntohs(six->sin6_port);
  }
  address = text.data();
}

bool Connection::IsGone() const {
  pollfd look{socket_, POLLRDHUP, 0};
  return poll(&look, 1, 0) > 0 && (look.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

}  // namespace lode::server
