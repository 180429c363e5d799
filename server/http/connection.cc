// A head is read whole before anything looks at it: that bounds it as a whole, by size and by
// time. A request that is there already costs a read and a write; only who has to wait polls.

#include "server/http/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

namespace lode::server {
namespace {

constexpr std::size_t kLongestHead = 32 << 10, kLongestLine = 4 << 10;
constexpr std::size_t kChunk = 16 << 10;

}  // namespace

Connection::Connection(int socket, const ListenerOptions& options)
    : socket_(socket), options_(options) {}

bool Connection::HasMore() {
  return !buffer_.empty() || (!over_ && ReadWhatIsThere() > 0);
}

bool Connection::ReadHead(std::string& head) {
  read_ = buffer_.size();
  read_since_ = Clock::now();
  std::size_t end = 0;
  for (std::size_t looked = 0; (end = buffer_.find("\r\n\r\n", looked)) == buffer_.npos;) {
    looked = buffer_.size() - std::min<std::size_t>(3, buffer_.size());
    if (buffer_.size() > kLongestHead) return Refuse("431 Request Header Fields Too Large");
    const bool began = !buffer_.empty();
    if (!ReadMore()) return began && !IsGone() && Refuse("408 Request Timeout");
  }
  end += 4;
  if (!LooksWhole(end)) return false;
  head.assign(buffer_, 0, end);
  buffer_.erase(0, end);
  return true;
}

bool Connection::LooksWhole(std::size_t end) {
  if (end > kLongestHead) return Refuse("431 Request Header Fields Too Large");
  for (std::size_t at = 0; at < end;) {
    const std::size_t line_end = buffer_.find("\r\n", at);
    if (line_end - at > kLongestLine)
      return Refuse(at == 0 ? "414 URI Too Long" : "431 Request Header Fields Too Large");
    at = line_end + 2;
  }
  return true;
}

long Connection::ReadWhatIsThere() {
  std::array<char, kChunk> chunk;
  ssize_t count = 0;
  do {
    count = recv(socket_, chunk.data(), chunk.size(), MSG_DONTWAIT);
  } while (count < 0 && errno == EINTR);
  left_some_ = count == static_cast<ssize_t>(chunk.size());
  over_ = count == 0 || (count < 0 && errno != EAGAIN);
  if (count <= 0) return over_ ? 0 : -1;
  buffer_.append(chunk.data(), static_cast<std::size_t>(count));
  read_ += static_cast<std::uint64_t>(count);
  return count;
}

bool Connection::ReadMore() {
  for (;;) {
    if (const long count = ReadWhatIsThere(); count >= 0) return count > 0;
    if (!Await(POLLIN, read_since_, read_)) return false;
  }
}

bool Connection::Refuse(std::string_view status) {
  Send("HTTP/1.1 " + std::string(status) + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
       {});
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

bool Connection::ReadBody(std::size_t size, std::string& body) {
  while (buffer_.size() < size)
    if (!ReadMore()) return false;
  if (buffer_.size() == size) {
    body = std::move(buffer_);
    buffer_.clear();
  } else {
    body.assign(buffer_, 0, size);
    buffer_.erase(0, size);
  }
  return true;
}

bool Connection::Send(std::string_view head, std::string_view body) {
  const Clock::time_point since = Clock::now();
  std::uint64_t written = 0;
  while (!head.empty() || !body.empty()) {
    std::array<iovec, 2> parts = {iovec{const_cast<char*>(head.data()), head.size()},
                                  iovec{const_cast<char*>(body.data()), body.size()}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const ssize_t sent = sendmsg(socket_, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) return false;
    const std::size_t count = sent > 0 ? static_cast<std::size_t>(sent) : 0;
    const std::size_t of_head = std::min(count, head.size());
    head.remove_prefix(of_head);
    body.remove_prefix(count - of_head);
    written += count;
    if ((!head.empty() || !body.empty()) && !Await(POLLOUT, since, written)) return false;
  }
  return true;
}

bool Connection::IsGone() const {
  pollfd look{socket_, POLLRDHUP, 0};
  return poll(&look, 1, 0) > 0 && (look.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

}  // namespace lode::server
