// A request that this server reads in one way and a proxy before it in another smuggles a second
// one past the proxy; so nothing here is lenient.

#include "server/http/request_head.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace lode::server {
namespace {

constexpr int kBad = 400, kTooMany = 431, kOtherVersion = 505;

bool IsTokenChar(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || kMarks.find(c) != kMarks.npos;
}

bool IsToken(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsTokenChar);
}

// No control characters; a tab may stand in a value.
bool IsPlain(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
}

int HexOf(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

// "%C3%A5" as bytes; what is no such pair stays. In a parameter '+' is a space.
std::string Decoded(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? HexOf(text[i + 1]) : -1;
    const int low = high >= 0 ? HexOf(text[i + 2]) : -1;
    if (low >= 0) {
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

void ReadParameters(std::string_view text, Call& call) {
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    const std::size_t equal = one.find('=');
    if (one.empty()) continue;
    call.parameters.emplace(
        Decoded(one.substr(0, equal), true),
        equal == one.npos ? std::string() : Decoded(one.substr(equal + 1), true));
  }
}

int ReadRequestLine(std::string_view line, Call& call) {
  const std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || first == last) return kBad;
  const std::string_view method = line.substr(0, first), version = line.substr(last + 1);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (!IsToken(method) || !target.starts_with('/') || !IsPlain(target) ||
      target.find_first_of(" \t") != target.npos || !version.starts_with("HTTP/"))
    return kBad;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return kOtherVersion;
  call.may_stay = version == "HTTP/1.1";
  call.method = method;
  const std::size_t question = target.find('?');
  call.path = Decoded(target.substr(0, question), false);
  if (question != target.npos) ReadParameters(target.substr(question + 1), call);
  return 0;
}

// Whether two of this name that differ make the request one of two meanings.
bool IsSaidOnce(std::string_view name) {
  constexpr std::array<std::string_view, 6> kOnce = {
      "host", "content-length", "transfer-encoding", "content-type", "authorization", "origin"};
  return std::find(kOnce.begin(), kOnce.end(), name) != kOnce.end();
}

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == text.npos ? std::string_view()
                            : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

int ReadHeader(char* line, std::size_t size, Call& call) {
  const std::string_view whole(line, size);
  const std::size_t colon = whole.find(':');
  if (colon == whole.npos || !IsToken(whole.substr(0, colon))) return kBad;
  std::transform(line, line + colon, line,
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::string_view name = whole.substr(0, colon), value = Trimmed(whole.substr(colon + 1));
  if (!IsPlain(value)) return kBad;
  if (IsSaidOnce(name) && call.HasHeader(name) && call.Header(name) != value) return kBad;
  call.headers.emplace_back(name, value);
  return call.headers.size() > kMostHeaders ? kTooMany : 0;
}

}  // namespace

int ReadHead(std::string& head, Call& call) {
  std::size_t end = head.find("\r\n");
  if (const int refused = ReadRequestLine(std::string_view(head).substr(0, end), call);
      refused != 0)
    return refused;
  for (std::size_t at = end + 2; (end = head.find("\r\n", at)) != head.npos && end > at;
       at = end + 2)
    if (const int refused = ReadHeader(head.data() + at, end - at, call); refused != 0)
      return refused;
  return 0;
}

}  // namespace lode::server
