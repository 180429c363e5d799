#include "server/http/reply_head.h"

#include <array>
#include <string_view>
#include <utility>

namespace lode::server {
namespace {

constexpr std::string_view kSafeHeaders =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src "
    "'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
    "'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n";

constexpr std::array<std::pair<int, const char*>, 21> kReasons = {{
    {200, "OK"},
    {202, "Accepted"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {409, "Conflict"},
    {411, "Length Required"},
    {413, "Payload Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {431, "Request Header Fields Too Large"},
    {499, "Client Closed Request"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
}};

const char* ReasonOf(int status) {
  for (const auto& [known, reason] : kReasons)
    if (known == status) return reason;
  return "Other";
}

}  // namespace

std::string HeadOf(const Reply& reply, bool close) {
  std::string head;
  head.reserve(1024);
  head += "HTTP/1.1 ";
  head += std::to_string(reply.status);
  head += ' ';
  head += ReasonOf(reply.status);
  head += "\r\n";
  if (reply.status != 304) {  // which has no body
    head += "Content-Type: ";
    head += reply.type;
    head += "\r\nContent-Length: ";
    head += std::to_string(reply.body.size());
    head += "\r\n";
  }
  head += kSafeHeaders;
  if (!reply.headers.contains("Cache-Control")) head += "Cache-Control: no-store\r\n";
  for (const auto& [name, value] : reply.headers) {
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
  }
  head += close ? "Connection: close\r\n\r\n" : "\r\n";
  return head;
}

}  // namespace lode::server
