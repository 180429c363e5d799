#include "server/http/listening_socket.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>

namespace lode::server {
namespace {

constexpr int kBacklog = 512;

int PortOf(int socket) {
  sockaddr_storage storage{};
  socklen_t length = sizeof storage;
  if (getsockname(socket, reinterpret_cast<sockaddr*>(&storage), &length) != 0) return 0;
  return ntohs(storage.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(&storage)->sin6_port
                                             : reinterpret_cast<sockaddr_in*>(&storage)->sin_port);
}

// -1 where it cannot be.
int Listening(const addrinfo& at) {
  const int socket =
      ::socket(at.ai_family, at.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, at.ai_protocol);
  if (socket < 0) return -1;
  const int on = 1;
  // A server that was just stopped leaves connections behind that still hold the port.
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(socket, at.ai_addr, at.ai_addrlen) == 0 && listen(socket, kBacklog) == 0) return socket;
  close(socket);
  return -1;
}

}  // namespace

Result<int> ListenOn(const std::string& address, int& port) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* list = nullptr;
  const bool known =
      getaddrinfo(address.c_str(), std::to_string(port).c_str(), &wanted, &list) == 0;
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owned(list, &freeaddrinfo);
  for (const addrinfo* at = known ? list : nullptr; at != nullptr; at = at->ai_next)
    if (const int socket = Listening(*at); socket >= 0) {
      port = PortOf(socket);
      return socket;
    }
  return Status(Code::kIo, "cannot listen on " + address + ", port " + std::to_string(port) +
                               "; is it taken, or the address not of this machine?");
}

}  // namespace lode::server
