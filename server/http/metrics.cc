#include "server/http/metrics.h"

namespace lode::server {
namespace {

constexpr std::array<double, 5> kBounds = {0.001, 0.01, 0.1, 1, 10};
constexpr std::array<const char*, 5> kBoundNames = {"0.001", "0.01", "0.1", "1", "10"};

void Add(std::string& text, const char* name, const char* type, const char* help,
         std::uint64_t value) {
  text += std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " " + type + "\n" +
          name + " " + std::to_string(value) + "\n";
}

}  // namespace

void Metrics::Count(const std::string& route, int status, double seconds) {
  std::lock_guard lock(mutex_);
  Route& counts = routes_[route];
  ++counts.by_status[status];
  counts.seconds += seconds;
  for (std::size_t i = 0; i < kBounds.size(); ++i)
    if (seconds <= kBounds[i]) ++counts.buckets[i];
  ++counts.buckets.back();
}

std::string Metrics::Text() const {
  std::string text;
  Add(text, "lode_connections", "gauge", "Connections open now.", connections);
  Add(text, "lode_connections_refused_total", "counter", "Connections past the limit.",
      refused_connections);
  Add(text, "lode_queries_running", "gauge", "Questions that run now.", queries);
  Add(text, "lode_queries_waiting", "gauge", "Questions that wait for a place.", queries_waiting);
  Add(text, "lode_queries_refused_total", "counter", "Questions that found no place in time.",
      queries_refused);
  Add(text, "lode_queries_cancelled_total", "counter", "Questions whose client had gone.",
      queries_cancelled);
  Add(text, "lode_store_openings_total", "counter", "Times the store was opened.", store_openings);
  Add(text, "lode_store_failures_total", "counter", "Openings that failed.", store_failures);
  Add(text, "lode_uploads_total", "counter", "Articles taken for loading.", uploads);
  std::lock_guard lock(mutex_);
  text += "# HELP lode_requests_total Requests answered.\n# TYPE lode_requests_total counter\n";
  for (const auto& [route, counts] : routes_)
    for (const auto& [status, count] : counts.by_status)
      text += "lode_requests_total{route=\"" + route + "\",status=\"" + std::to_string(status) +
              "\"} " + std::to_string(count) + "\n";
  text +=
      "# HELP lode_request_seconds How long requests took.\n"
      "# TYPE lode_request_seconds histogram\n";
  for (const auto& [route, counts] : routes_) {
    const std::string front = "lode_request_seconds_bucket{route=\"" + route + "\",le=\"";
    for (std::size_t i = 0; i < kBounds.size(); ++i)
      text += front + kBoundNames[i] + "\"} " + std::to_string(counts.buckets[i]) + "\n";
    text += front + "+Inf\"} " + std::to_string(counts.buckets.back()) + "\n";
    const std::string label = "{route=\"" + route + "\"} ";
    text += "lode_request_seconds_sum" + label + std::to_string(counts.seconds) + "\n";
    text += "lode_request_seconds_count" + label + std::to_string(counts.buckets.back()) + "\n";
  }
  return text;
}

}  // namespace lode::server
