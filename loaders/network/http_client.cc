// libcurl with everything switched off that a reader of news does not need: no other protocols,
// no redirects of its own, no cookies, no passwords from files. The hard bit is who may be asked:
// a feed could name a machine behind the user's own fire wall, by a name that leads there; so the
// address that the name stands for is looked at, when the socket is made.

#include "loaders/network/http_client.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <mutex>
#include <new>
#include <sstream>
#include <string_view>

namespace lode {
namespace {

constexpr long kConnectSeconds = 20;               // part of `fetch-seconds`
constexpr std::size_t kMostHeaderBytes = 1 << 16;  // limit `header-bytes`

// A server that hangs up must not end the program by a signal.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoPipeSignal() {
    const timespec at_once{};
    while (sigismember(&before_, SIGPIPE) == 0 && sigtimedwait(&pipe_, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;

 private:
  sigset_t pipe_{}, before_{};
};

// Loopback, link-local, private, shared and the other ranges that are not the public network's
// (RFC 6890).
bool IsPrivate4(std::uint32_t ip) {
  struct Range {
    std::uint32_t net;
    int bits;
  };
  static constexpr std::array<Range, 9> kRanges = {{{0x00000000, 8},
                                                    {0x0A000000, 8},
                                                    {0x64400000, 10},
                                                    {0x7F000000, 8},
                                                    {0xA9FE0000, 16},
                                                    {0xAC100000, 12},
                                                    {0xC0A80000, 16},
                                                    {0xC6120000, 15},
                                                    {0xE0000000, 3}}};
  return std::any_of(kRanges.begin(), kRanges.end(), [ip](const Range& range) {
    return (ip ^ range.net) >> (32 - range.bits) == 0;
  });
}

bool IsPrivate(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    return IsPrivate4(ntohl(four.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return true;
  sockaddr_in6 six{};
  std::memcpy(&six, &address, sizeof six);
  const std::uint8_t* bytes = six.sin6_addr.s6_addr;
  const auto last32 = [&](std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
           std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
  };
  if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr) || IN6_IS_ADDR_V4COMPAT(&six.sin6_addr))
    return IsPrivate4(last32(12));
  if (bytes[0] == 0x20 && bytes[1] == 0x02) return IsPrivate4(last32(2));  // 6to4
  if (last32(0) == 0x0064FF9B) return IsPrivate4(last32(12));              // NAT64
  return (bytes[0] & 0xE0) != 0x20;  // what is global is in 2000::/3
}

// With a proxy the sockets lead to it, and who is behind it is its own affair.
bool HasProxy() {
  for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return true;
  return false;
}

struct EasyFree {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListFree {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListFree>;

void Append(List& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

// What a server wrote goes back to it in one line.
bool IsOneLine(const std::string& text) {
  return std::none_of(text.begin(), text.end(),
                      [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

// What the callbacks see.
struct Transfer {
  const HttpLimits* limits = nullptr;
  HttpResponse* response = nullptr;
  bool may_be_private = true;
  std::size_t header_bytes = 0;
  bool too_large = false, refused = false, out_of_memory = false;
};

bool Cancelled(const Transfer& transfer) {
  return transfer.limits->cancel != nullptr && transfer.limits->cancel->load();
}

// Callbacks throw nothing: a C library is between.
extern "C" {

std::size_t OnBody(char* bytes, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  try {
    std::string& body = transfer.response->body;
    transfer.too_large = body.size() + size > transfer.limits->max_bytes;
    if (transfer.too_large) return CURL_WRITEFUNC_ERROR;
    body.append(bytes, size);
    return size;
  } catch (...) {
    transfer.out_of_memory = true;
    return CURL_WRITEFUNC_ERROR;
  }
}

std::size_t OnHeader(char*, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  transfer.header_bytes += size;
  return transfer.header_bytes > kMostHeaderBytes ? CURL_WRITEFUNC_ERROR : size;
}

int OnProgress(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return Cancelled(*static_cast<Transfer*>(context)) ? 1 : 0;
}

curl_socket_t OnSocket(void* context, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(context);
  if (!transfer.may_be_private && IsPrivate(address->addr)) {
    transfer.refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // extern "C"

std::string HeaderOf(CURL* easy, const char* name) {
  curl_header* header = nullptr;
  if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return {};
  return header->value;
}

Status Failure(CURLcode code, const Transfer& transfer, const char* detail) {
  const HttpLimits& limits = *transfer.limits;
  if (transfer.out_of_memory) throw std::bad_alloc();
  if (Cancelled(transfer)) return {Code::kCancelled, "was not fetched: the load was stopped"};
  if (transfer.too_large) return OverFetchBytes(limits.max_bytes);
  if (transfer.header_bytes > kMostHeaderBytes)
    return {Code::kLimit, "its answer's head is larger than the limit header-bytes (" +
                              std::to_string(kMostHeaderBytes) + ")"};
  if (transfer.refused)
    return {Code::kUnsupported,
            "is a private or local address, to which nothing from elsewhere may lead: name it on "
            "the command line if you want it"};
  const std::string why = detail != nullptr && *detail != '\0' ? detail : curl_easy_strerror(code);
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return {Code::kLimit, "did not answer within the limit fetch-seconds (" +
                                ShownSeconds(limits.timeout_seconds) +
                                "): raise it with --fetch-timeout"};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
      return {Code::kInvalidInput, "its certificate is not trusted (" + why +
                                       "): nothing was fetched; --ca-file names others to trust"};
    case CURLE_SSL_CACERT_BADFILE:
      return {Code::kInvalidInput, "the file of certificates cannot be read (" + why + ")"};
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
      return {Code::kInvalidInput, "its answer cannot be read (" + why + ")"};
    default: return {Code::kIo, "could not be fetched (" + why + ")"};
  }
}

}  // namespace

Status OverFetchBytes(std::uint64_t limit) {
  return {Code::kLimit, "is larger than the limit fetch-bytes (" + std::to_string(limit) +
                            "): raise it with --max-fetch-bytes"};
}

std::string ShownSeconds(double seconds) {
  std::ostringstream out;
  out << seconds << (seconds == 1 ? " second" : " seconds");
  return out.str();
}

struct HttpClient::Impl {
  HttpLimits limits;
  std::unique_ptr<CURL, EasyFree> easy;
  bool has_proxy = HasProxy();

  CURLcode Prepare(const Address& address, Transfer& transfer, curl_slist* headers, char* detail) {
    CURL* curl = easy.get();
    curl_easy_reset(curl);  // connections stay
    CURLcode code = CURLE_OK;
    const auto set = [&](CURLoption option, auto value) {
      if (code == CURLE_OK) code = curl_easy_setopt(curl, option, value);
    };
    set(CURLOPT_URL, address.text.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!limits.ca_file.empty()) set(CURLOPT_CAINFO, limits.ca_file.c_str());
    set(CURLOPT_USERAGENT, limits.user_agent.c_str());
    set(CURLOPT_HTTPHEADER, headers);
    set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::ceil(limits.timeout_seconds * 1000)));
    set(CURLOPT_ERRORBUFFER, detail);
    set(CURLOPT_WRITEFUNCTION, &OnBody);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
    set(CURLOPT_HEADERFUNCTION, &OnHeader);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &OnProgress);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(&transfer));
    set(CURLOPT_OPENSOCKETFUNCTION, &OnSocket);
    set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(&transfer));
    return code;
  }
};

HttpClient::HttpClient(HttpLimits limits) : impl_(std::make_unique<Impl>()) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  impl_->limits = std::move(limits);
  impl_->easy.reset(curl_easy_init());
}

HttpClient::~HttpClient() = default;

Result<HttpResponse> HttpClient::Get(const Address& address, const HttpRequest& request) {
  if (!impl_->easy) return {Code::kInternal, "libcurl does not start"};
  CURL* curl = impl_->easy.get();
  List headers;
  Append(headers,
         "Accept: text/html, application/xhtml+xml, application/rss+xml, "
         "application/atom+xml, application/xml;q=0.9, */*;q=0.5");
  Append(headers, "Accept-Encoding: gzip, deflate");
  if (!request.etag.empty() && IsOneLine(request.etag))
    Append(headers, "If-None-Match: " + request.etag);
  if (!request.last_modified.empty() && IsOneLine(request.last_modified))
    Append(headers, "If-Modified-Since: " + request.last_modified);
  HttpResponse response;
  Transfer transfer;
  transfer.limits = &impl_->limits;
  transfer.response = &response;
  transfer.may_be_private = request.may_be_private || impl_->has_proxy;
  std::array<char, CURL_ERROR_SIZE> detail{};
  CURLcode code = impl_->Prepare(address, transfer, headers.get(), detail.data());
  if (code == CURLE_OK) {
    const NoPipeSignal quiet;
    code = curl_easy_perform(curl);
  }
  if (code != CURLE_OK) return Failure(code, transfer, detail.data());
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_off_t wait = 0;
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
  response.status = static_cast<int>(status);
  response.retry_after_seconds = static_cast<double>(wait);
  response.location = HeaderOf(curl, "Location");
  response.etag = HeaderOf(curl, "ETag");
  response.last_modified = HeaderOf(curl, "Last-Modified");
  response.content_type = HeaderOf(curl, "Content-Type");
  response.content_encoding = HeaderOf(curl, "Content-Encoding");
  return response;
}

}  // namespace lode
