// A browser on this machine runs the pages of strangers, and these may send requests here.
// What they cannot do: choose the Host header, add headers or a JSON body to a request to
// another site without asking first (and nobody is given leave), read an answer. The checks
// rest on that.

#include "server/http/guard.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace lode::server {
namespace {

// Without its port and, for IPv6, its brackets.
std::string HostOf(std::string_view host) {
  if (host.starts_with('[')) return std::string(host.substr(1, host.find(']') - 1));
  return std::string(host.substr(0, host.find(':')));
}

bool IsAddress(const std::string& host) {
  std::array<unsigned char, 16> bytes{};
  return inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

bool IsWrite(const Call& call) {
  return call.method != "GET" && call.method != "HEAD" && call.path.starts_with("/api/articles");
}

bool NeedsToken(const Call& call) {
  return call.path.starts_with("/api/") || call.path == "/metrics" || call.path == "/mcp";
}

}  // namespace

bool EqualInConstantTime(std::string_view one, std::string_view other) {
  unsigned difference = one.size() == other.size() ? 0 : 1;
  for (std::size_t i = 0; i < other.size(); ++i) {
    const char c = one.empty() ? '\0' : one[i % one.size()];
    difference |=
        static_cast<unsigned>(static_cast<unsigned char>(c) ^ static_cast<unsigned char>(other[i]));
  }
  return difference == 0;
}

bool IsLoopback(std::string_view address) {
  return address == "localhost" || address == "::1" || address.starts_with("127.");
}

bool Guard::KnowsHost(std::string_view header) const {
  const std::string host = HostOf(header);
  return host == "localhost" || IsAddress(host) ||
         std::find(options_.hosts.begin(), options_.hosts.end(), host) != options_.hosts.end();
}

std::optional<Reply> Guard::Check(const Call& call) const {
  if (!KnowsHost(call.Header("host")))
    return Failure(421, "unknown-host",
                   "this server does not go by the name in 'Host'; start it with --host NAME");
  if (call.method != "GET" && call.method != "HEAD" && call.method != "POST") {
    Reply reply = Failure(405, "method", "GET, HEAD and POST are understood");
    reply.headers["Allow"] = "GET, HEAD, POST";
    return reply;
  }
  if (!options_.token.empty() && NeedsToken(call)) {
    constexpr std::string_view kBearer = "Bearer ";
    const std::string_view given = call.Header("authorization");
    const std::string_view token = given.starts_with(kBearer) ? given.substr(kBearer.size()) : "";
    if (!EqualInConstantTime(options_.token, token)) {
      Reply reply = Failure(401, "token",
                            given.empty() ? "send 'Authorization: Bearer TOKEN' with this "
                                            "server's token"
                            : token.empty()
                                ? "'Authorization' has the form 'Bearer TOKEN'"
                                : "the token is not this server's; `lode serve` prints its address "
                                  "with the token behind '#'");
      reply.headers["WWW-Authenticate"] = "Bearer";
      return reply;
    }
  }
  if (call.method == "POST")
    if (auto refused = CheckWrite(call)) return refused;
  return CheckBody(call);
}

std::optional<Reply> Guard::CheckWrite(const Call& call) const {
  const std::string_view origin = call.Header("origin");
  const std::string own = "://" + std::string(call.Header("host"));
  if (!origin.empty() && !origin.ends_with(own))
    return Failure(403, "origin", "a page of another site may not ask here");
  if (!IsWrite(call)) return std::nullopt;
  if (options_.read_only)
    return Failure(403, "read-only", "this server was started with --read-only");
  if (call.Header("x-lode-write").empty())
    return Failure(403, "write-header", "a request that writes has the header 'X-Lode-Write: 1'");
  return std::nullopt;
}

std::optional<Reply> Guard::CheckBody(const Call& call) const {
  const std::string_view length = call.Header("content-length");
  const bool chunked = !call.Header("transfer-encoding").empty();
  if (call.method != "POST") {
    if (chunked || (!length.empty() && length != "0"))
      return Failure(400, "body", "GET has no body");
    return std::nullopt;
  }
  if (chunked || length.empty())
    return Failure(411, "length", "send the body with its Content-Length");
  const std::size_t most = IsWrite(call) ? options_.max_upload_bytes : options_.max_body_bytes;
  std::size_t bytes = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
  if (error == std::errc::invalid_argument || end != length.data() + length.size())
    return Failure(400, "length", "Content-Length is no number");
  if (error != std::errc() || bytes > most)
    return Failure(413, "limit", "the body may have " + std::to_string(most) + " bytes");
  if (!call.Header("content-encoding").empty())
    return Failure(415, "encoding", "send the body as it is, without Content-Encoding");
  const std::string_view type = call.Header("content-type");
  if (!type.starts_with("application/json") &&
      !(IsWrite(call) && type.starts_with("application/octet-stream")))
    return Failure(415, "type", "send application/json (articles: also application/octet-stream)");
  return std::nullopt;
}

}  // namespace lode::server
