// Limits, each with a message that names it and says how to raise it. The state is
// sticky so that the operators of a pipeline need only pass a bool upwards.

#include "query/rows/budget.h"

#include <string>

namespace lode {

Budget::Budget(const QueryOptions& options) {
  Restart(options);
}

Budget::Budget(const Budget& whole, const std::atomic<bool>& give_up)
    : cancel_(whole.cancel_),
      give_up_(&give_up),
      timeout_ms_(whole.timeout_ms_),
      max_memory_(whole.max_memory_),
      max_rows_(whole.max_rows_),
      max_rounds_(whole.max_rounds_),
      deadline_(whole.deadline_),
      memory_(whole.memory_) {}

void Budget::Restart(const QueryOptions& options) {
  cancel_ = options.cancel;
  timeout_ms_ = options.timeout_ms;
  max_memory_ = options.max_memory_bytes;
  max_rows_ = options.max_rows;
  max_rounds_ = options.max_rounds;
  memory_->store(0, std::memory_order_relaxed);
  ticks_ = 0;
  Start();
}

void Budget::Start() {
  deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms_);
  stopped_ = false;
  status_ = Status::Ok();
}

bool Budget::Stop(Status status) {
  if (!stopped_) {
    stopped_ = true;
    status_ = std::move(status);
  }
  return false;
}

bool Budget::Ok() {
  if (stopped_) return false;
  if (give_up_ && give_up_->load(std::memory_order_relaxed))
    return Stop({Code::kCancelled, "nobody waits for this any more"});
  if (cancel_ && cancel_->load(std::memory_order_relaxed))
    return Stop({Code::kCancelled, "the query was cancelled"});
  if (timeout_ms_ != 0 && std::chrono::steady_clock::now() > deadline_)
    return Stop({Code::kLimit,
                 "the query met the limit `time` of " + std::to_string(timeout_ms_) +
                     " ms: ask for less, or raise it by --timeout (QueryOptions::timeout_ms)"});
  return true;
}

bool Budget::Take(std::uint64_t bytes) {
  const std::uint64_t held = memory_->fetch_add(bytes, std::memory_order_relaxed) + bytes;
  if (max_memory_ != 0 && held > max_memory_)
    return Stop(
        {Code::kLimit,
         "the query met the limit `memory` of " + std::to_string(max_memory_ >> 20) +
             " MiB: ask for less, or raise it by --memory-mb (QueryOptions::max_memory_bytes)"});
  return !stopped_;
}

std::uint64_t Budget::memory_left() const {
  if (max_memory_ == 0) return ~std::uint64_t{0};
  const std::uint64_t held = memory_bytes();
  return held < max_memory_ ? max_memory_ - held : 0;
}

bool Budget::CountRows(std::uint64_t rows) {
  if (max_rows_ != 0 && rows > max_rows_)
    return Stop(
        {Code::kLimit,
         "the answer met the limit `rows` of " + std::to_string(max_rows_) +
             ": add `limit` to the query, or raise it by --max-rows (QueryOptions::max_rows)"});
  return !stopped_;
}

bool Budget::CountRound(std::uint64_t rounds) {
  if (max_rounds_ != 0 && rounds > max_rounds_)
    return Stop({Code::kLimit, "a recursion met the limit `rounds` of " +
                                   std::to_string(max_rounds_) +
                                   ": does it make new values without end? If not, raise it by "
                                   "--max-rounds (QueryOptions::max_rounds)"});
  return !stopped_;
}

}  // namespace lode
