// What a query may spend: time, memory, rows, rounds. Every operator asks in every
// batch; the first limit that is met stays met.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "lode/query.h"
#include "lode/status.h"

namespace lode {

// Threads: one at a time (the cancel flag may be set from any, and budgets of one question may
// be given memory back from any).
class Budget {
 public:
  explicit Budget(const QueryOptions& options);
  // For a thread that works for the question of `whole`, which outlives it: its limits, and one
  // memory for both. Stops when `give_up` is set.
  Budget(const Budget& whole, const std::atomic<bool>& give_up);
  Budget(const Budget&) = delete;
  Budget& operator=(const Budget&) = delete;

  // Starts the clock of a query. Memory that is still held stays counted.
  void Start();
  // Begins anew with other limits: nothing counts as held.
  void Restart(const QueryOptions& options);

  // False once a limit is met or the caller cancelled. Costs a clock reading.
  bool Ok();
  // As Ok, but looks only every 256th time: for inner loops.
  bool Tick() { return (++ticks_ & 255) != 0 ? !stopped_ : Ok(); }
  // Stops with `status`, unless something stopped before. Always false.
  bool Stop(Status status);

  bool Take(std::uint64_t bytes);  // memory now held by a temporary relation; false: too much
  void GiveBack(std::uint64_t bytes) {
    std::uint64_t held = memory_->load(std::memory_order_relaxed);
    while (!memory_->compare_exchange_weak(held, held - (bytes < held ? bytes : held),
                                           std::memory_order_relaxed)) {
    }
  }
  bool CountRows(std::uint64_t rows);     // rows of the answer so far
  bool CountRound(std::uint64_t rounds);  // rounds of one recursion so far

  std::uint64_t memory_bytes() const { return memory_->load(std::memory_order_relaxed); }
  // What Take would still grant.
  std::uint64_t memory_left() const;
  bool stopped() const { return stopped_; }
  const Status& status() const { return status_; }

 private:
  const std::atomic<bool>* cancel_ = nullptr;
  const std::atomic<bool>* give_up_ = nullptr;
  std::uint64_t timeout_ms_ = 0, max_memory_ = 0, max_rows_ = 0, max_rounds_ = 0;
  std::chrono::steady_clock::time_point deadline_;
  std::atomic<std::uint64_t> own_memory_ = 0;
  std::atomic<std::uint64_t>* memory_ = &own_memory_;  // or that of the whole question
  std::uint32_t ticks_ = 0;
  bool stopped_ = false;
  Status status_;
};

}  // namespace lode
