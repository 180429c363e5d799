// libcurl reads addresses, so that what is checked here is what it asks for.

#include "loaders/network/address.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace lode {
namespace {

constexpr std::size_t kLongest = 8192;  // limit `address-bytes`

struct UrlFree {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string Part(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK || text == nullptr) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

Status NoAddress(std::string_view text, const std::string& why) {
  return {Code::kInvalidInput,
          "'" + WithoutCredentials(text) + "' is no address (" + why + "): check its spelling"};
}

}  // namespace

bool IsAddress(std::string_view name) {
  const std::size_t colon = name.find("://");
  return colon != name.npos && colon > 0 &&
         std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '+' || c == '-' || c == '.';
         });
}

std::string WithoutCredentials(std::string_view address) {
  const std::size_t slashes = address.find("//");
  const std::size_t begin = slashes == address.npos ? 0 : slashes + 2;
  const std::size_t end = std::min(address.find_first_of("/?#\\", begin), address.size());
  const std::size_t at = address.substr(0, end).rfind('@');
  if (at == address.npos || at < begin) return std::string(address);
  return std::string(address.substr(0, begin)) + std::string(address.substr(at + 1));
}

Result<Address> ParseAddress(std::string_view text, std::string_view base) {
  if (text.size() > kLongest)
    return {Code::kLimit, "an address is longer than the limit address-bytes (" +
                              std::to_string(kLongest) + "): it cannot be asked for"};
  if (text.find('\0') != text.npos) return NoAddress(text.substr(0, text.find('\0')), "a NUL byte");
  const std::unique_ptr<CURLU, UrlFree> url(curl_url());
  if (!url) return {Code::kInternal, "libcurl reads no addresses"};
  constexpr unsigned kFlags = CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME;
  CURLUcode code = CURLUE_OK;
  if (!base.empty()) code = curl_url_set(url.get(), CURLUPART_URL, std::string(base).c_str(), 0);
  if (code == CURLUE_OK)
    code = curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), kFlags);
  if (code != CURLUE_OK) return NoAddress(text, curl_url_strerror(code));
  const std::string scheme = Part(url.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https")
    return {Code::kUnsupported, "'" + WithoutCredentials(text) +
                                    "' cannot be fetched: only http and https addresses are"};
  if (!Part(url.get(), CURLUPART_USER).empty() || !Part(url.get(), CURLUPART_PASSWORD).empty())
    return {Code::kInvalidInput, "'" + WithoutCredentials(text) +
                                     "' came with a user's name or a password: lode asks without; "
                                     "fetch it with a program of your choice and load the file"};
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  Address address;
  address.host = Part(url.get(), CURLUPART_HOST);
  std::transform(address.host.begin(), address.host.end(), address.host.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (address.host.empty()) return NoAddress(text, "it names no host");
  curl_url_set(url.get(), CURLUPART_HOST, address.host.c_str(), 0);
  const std::string port = Part(url.get(), CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  const std::string query = Part(url.get(), CURLUPART_QUERY);
  address.origin = scheme + "://" + address.host + (port.empty() ? "" : ":" + port);
  address.path = Part(url.get(), CURLUPART_PATH) + (query.empty() ? "" : "?" + query);
  address.text = address.origin + address.path;
  return address;
}

}  // namespace lode
