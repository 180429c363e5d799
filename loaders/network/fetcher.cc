// Redirects are followed here and not by the client: each step is asked of the site it leads to,
// whose robots.txt has a say, and a circle is told from a long way.

#include "loaders/network/fetcher.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "loaders/readers/archives/http_body.h"
#include "lode/version.h"

namespace lode {
namespace {

constexpr unsigned kRobotsRedirects = 5;        // as RFC 9309 asks for
constexpr double kLongestCrawlDelay = 30;       // limit `crawl-delay`, in seconds
constexpr std::chrono::milliseconds kLook(20);  // between two looks at whether to go on waiting

std::string AgentOf(const WebOptions& options) {
  return options.user_agent.empty() ? std::string("lode/") + kVersion : options.user_agent;
}

HttpLimits LimitsOf(const WebOptions& options, const std::atomic<bool>* cancel) {
  return {options.max_bytes, options.timeout_seconds, AgentOf(options), options.ca_file, cancel};
}

bool MayPass(int status) {
  return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

bool IsRedirect(const HttpResponse& response) {
  const int status = response.status;
  return (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) &&
         !response.location.empty();
}

std::string Meaning(int status) {
  switch (status) {
    case 401: return " (it asks for a password)";
    case 402: return " (it asks for money)";
    case 403: return " (forbidden)";
    case 404: return " (there is no such page)";
    case 410: return " (the page is gone)";
    case 429: return " (too many requests)";
    case 451: return " (for legal reasons)";
    case 503: return " (not available now)";
    default: return status >= 500 ? " (a fault of the server)" : "";
  }
}

Status Refused(int status) {
  const Code code = status == 404 || status == 410 ? Code::kNotFound
                    : MayPass(status)              ? Code::kIo
                                                   : Code::kInvalidInput;
  return {code, "answered " + std::to_string(status) + Meaning(status)};
}

std::string CharsetOf(const std::string& content_type) {
  std::string lower = content_type;
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const std::size_t name = lower.find("charset=");
  if (name == lower.npos) return {};
  const std::size_t begin = lower.find_first_not_of(" \"'", name + 8);
  if (begin == lower.npos) return {};
  return lower.substr(begin, std::min(lower.find_first_of(" \"';,", begin), lower.size()) - begin);
}

// A body that is cut off is an error, and no shorter text.
Result<std::string> Unpacked(HttpResponse& response, std::uint64_t limit) {
  HeaderLines head;
  head.values["content-encoding"] = response.content_encoding;
  Result<std::string> plain = HttpBody(head, response.body, limit);
  return plain.status().code() == Code::kLimit ? Result<std::string>(OverFetchBytes(limit)) : plain;
}

}  // namespace

Fetcher::Fetcher(const WebOptions& options, const std::vector<Address>& named,
                 const std::atomic<bool>* cancel)
    : options_(options),
      cancel_(cancel),
      agent_(AgentOf(options)),
      client_(LimitsOf(options, cancel)) {
  for (const Address& address : named) named_origins_.insert(address.origin);
}

Status Fetcher::Wait(double seconds) const {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (std::chrono::steady_clock::now() < end) {
    if (cancel_ != nullptr && cancel_->load())
      return {Code::kCancelled, "was not fetched: the load was stopped"};
    std::this_thread::sleep_for(kLook);
  }
  return {};
}

Status Fetcher::PauseFor(const Address& address) {
  Site& site = sites_[address.origin];
  if (!site.was_asked) return {};
  const double pause =
      std::max(options_.pause_seconds, std::min(site.rules.delay_seconds(), kLongestCrawlDelay));
  const std::chrono::duration<double> past = std::chrono::steady_clock::now() - site.last;
  return Wait(pause - past.count());
}

Result<HttpResponse> Fetcher::Ask(const Address& address, HttpRequest request) {
  request.may_be_private = named_origins_.contains(address.origin);
  double wait = options_.first_wait_seconds;
  for (unsigned tried = 1;; ++tried, wait *= 2) {
    if (Status status = PauseFor(address); !status.ok()) return status;
    Result<HttpResponse> response = client_.Get(address, request);
    Site& site = sites_[address.origin];
    site.was_asked = true;
    site.last = std::chrono::steady_clock::now();
    const bool again =
        response.ok() ? MayPass(response->status) : response.status().code() == Code::kIo;
    if (!again || tried >= options_.tries) return response;
    const double asked = response.ok() ? response->retry_after_seconds : 0;
    if (asked > options_.longest_wait_seconds)
      return {Code::kLimit, "answered " + std::to_string(response->status) +
                                Meaning(response->status) + " and asks to wait " +
                                ShownSeconds(asked) + ", more than the limit retry-wait (" +
                                ShownSeconds(options_.longest_wait_seconds) + ")"};
    Status status = Wait(std::min(std::max(wait, asked), options_.longest_wait_seconds));
    if (!status.ok()) return status;
  }
}

Result<RobotsRules> Fetcher::RulesOf(const Address& address) {
  Address at = address;
  std::string place = "/robots.txt", base = address.text;
  for (unsigned redirects = 0; redirects <= kRobotsRedirects; ++redirects) {
    Result<Address> next = ParseAddress(place, base);
    if (!next.ok()) return RobotsRules();
    at = *std::move(next);
    Result<HttpResponse> response = Ask(at, {});
    if (!response.ok()) return response.status();
    if (IsRedirect(*response)) {
      place = response->location;
      base = at.text;
      continue;
    }
    if (response->status == 429 || response->status >= 500) return Refused(response->status);
    if (response->status / 100 != 2) return RobotsRules();
    const Result<std::string> text = Unpacked(*response, options_.max_bytes);
    if (!text.ok()) return text.status();
    return RobotsRules::Read(*text, agent_.substr(0, agent_.find_first_of("/ ")));
  }
  return RobotsRules();
}

Status Fetcher::MayFetch(const Address& address) {
  if (!options_.obey_robots) return {};
  if (!sites_[address.origin].rules_known) {
    Result<RobotsRules> rules = RulesOf(address);
    Site& site = sites_[address.origin];
    if (rules.status().code() == Code::kCancelled) return rules.status();
    site.rules_known = true;
    if (rules.ok())
      site.rules = *std::move(rules);
    else
      site.refused = rules.status();
  }
  const Site& site = sites_[address.origin];
  if (!site.refused.ok())
    return {site.refused.code(), "was not fetched, since the robots.txt of " + address.origin +
                                     " could not be had: it " + site.refused.message()};
  const std::string rule = site.rules.Forbids(address.path);
  if (rule.empty()) return {};
  return {Code::kUnsupported,
          "was not fetched: the robots.txt of " + address.origin + " forbids it (" + rule + ")"};
}

Result<FetchedBytes> Fetcher::Follow(Address& at, HttpRequest request) {
  std::set<std::string> seen;
  for (unsigned redirects = 0;; ++redirects) {
    if (!seen.insert(at.text).second)
      return {Code::kInvalidInput, "leads in a circle: nothing can be fetched there"};
    if (redirects > options_.max_redirects)
      return {Code::kLimit, "is behind more redirects than the limit redirects (" +
                                std::to_string(options_.max_redirects) + ")"};
    if (Status status = MayFetch(at); !status.ok()) return status;
    Result<HttpResponse> response = Ask(at, request);
    if (!response.ok()) return response.status();
    const bool is_conditional = !request.etag.empty() || !request.last_modified.empty();
    if (response->status == 304 && is_conditional) {
      FetchedBytes unchanged;
      unchanged.unchanged = true;
      unchanged.address = at;
      return unchanged;
    }
    if (IsRedirect(*response)) {
      Result<Address> next = ParseAddress(response->location, at.text);
      if (!next.ok())
        return {next.status().code(), "redirects to a bad address: " + next.status().message()};
      at = *std::move(next);
      continue;
    }
    if (response->status != 200 && response->status != 203) return Refused(response->status);
    Result<std::string> bytes = Unpacked(*response, options_.max_bytes);
    if (!bytes.ok()) return bytes.status();
    return FetchedBytes{false,
                        at,
                        *std::move(bytes),
                        CharsetOf(response->content_type),
                        std::move(response->etag),
                        std::move(response->last_modified)};
  }
}

Result<FetchedBytes> Fetcher::Fetch(const Address& address, const std::string& etag,
                                    const std::string& last_modified) {
  Address at = address;
  Result<FetchedBytes> fetched = Follow(at, {etag, last_modified, true});
  if (fetched.ok() || at.text == address.text) return fetched;
  return {fetched.status().code(), "leads to " + at.text + ", which " + fetched.status().message()};
}

}  // namespace lode
