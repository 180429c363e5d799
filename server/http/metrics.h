// What the server has done, as Prometheus reads it.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace lode::server {

// Threads: any.
class Metrics {
 public:
  void Count(const std::string& route, int status, double seconds);

  std::atomic<std::uint64_t> connections{0};          // open now
  std::atomic<std::uint64_t> refused_connections{0};  // past the limit
  std::atomic<std::uint64_t> queries{0};              // running now
  std::atomic<std::uint64_t> queries_waiting{0};
  std::atomic<std::uint64_t> queries_refused{0};    // the server was busy for too long
  std::atomic<std::uint64_t> queries_cancelled{0};  // the client had gone
  std::atomic<std::uint64_t> store_openings{0};
  std::atomic<std::uint64_t> store_failures{0};  // openings that failed
  std::atomic<std::uint64_t> uploads{0};         // articles taken for loading

  // https://prometheus.io/docs/instrumenting/exposition_formats/
  std::string Text() const;

 private:
  struct Route {
    std::map<int, std::uint64_t> by_status;
    std::array<std::uint64_t, 6> buckets{};  // at most 1 ms, 10 ms, 100 ms, 1 s, 10 s; all
    double seconds = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Route> routes_;  // guarded by mutex_
};

}  // namespace lode::server
