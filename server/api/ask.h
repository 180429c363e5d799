// Questions put to the store: so many at once, each within the server's limits, none for a
// client that has gone.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "lode/lode.h"
#include "server/api/open_store.h"
#include "server/http/call.h"
#include "server/http/metrics.h"

namespace lode::server {

// Each bounds what one request may ask for.
struct AskLimits {
  std::uint64_t timeout_ms = 30'000;
  std::uint64_t memory_bytes = 512ull << 20;
  std::uint64_t rows = 100'000;
  std::uint64_t rounds = 1'000'000;
  std::size_t at_once = 8;        // questions that run at the same time
  std::uint64_t wait_ms = 5'000;  // for a place among these; then 503
  std::size_t reply_bytes = 64 << 20;
};

// Threads: any.
class Asking {
 public:
  Asking(AskLimits limits, SensesOf senses, Metrics& metrics)
      : limits_(limits), senses_(std::move(senses)), metrics_(metrics) {}

  // Runs the text in a session of `view`. Limits of `options` that are higher than the server's
  // are lowered to these. kBusy: no place came free in time; kCancelled: the client has gone.
  Result<QueryOutcome> Run(StoreView& view, const Call& call, std::string_view text,
                           QueryOptions options);

  // The same for questions of ours, with names or ids as parameters: an error among the
  // diagnostics is the result's error, except that answers before a limit are kept where
  // `may_stop` is given; it is set then.
  Result<QueryOutcome> Run(StoreView& view, const Call& call, std::string_view text,
                           const std::map<std::string, std::string>& parameters,
                           std::uint64_t timeout_ms, bool* may_stop = nullptr);

  // Any other work that takes its place among the questions; it looks at `call.cancel` itself.
  // Errors: as of Run.
  Status InPlace(const Call& call, const std::function<void()>& work);

  // The options with the server's limits, the client's cancellation and the senses of words.
  QueryOptions Limited(const Call& call, QueryOptions options) const;

  const AskLimits& limits() const { return limits_; }

 private:
  class Place;
  const AskLimits limits_;
  const SensesOf senses_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::condition_variable free_;
  std::size_t running_ = 0;  // guarded by mutex_
};

// Whether a limit or a cancellation stopped what the outcome answers.
bool MetLimit(const QueryOutcome& outcome);
// The reply to a question that found no place, or whose client has gone.
Reply Refused(const Status& status);

}  // namespace lode::server
