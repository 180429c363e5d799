// Threads that help the one that asks.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lode {

// Started when first wanted, and kept for the next question. Threads: those that it holds, and one
// that asks.
class Workers {
 public:
  explicit Workers(std::size_t count) : count_(count) {}
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  std::size_t count() const { return count_; }
  bool is_busy() const { return is_busy_; }
  std::uint64_t turns() const { return turns_; }  // how often work was started; from any thread

  // Runs work(0), work(1) ..., each on a thread of its own, and returns at once; how many of them:
  // fewer than count() where the system gives no more threads. The work throws nothing.
  // REQUIRES: !is_busy().
  std::size_t Start(std::function<void(std::size_t)> work);
  // Until all that was started came to its end.
  void Wait();

 private:
  void Loop(std::size_t number, std::uint64_t done);  // `done`: turns before it began

  const std::size_t count_;
  bool is_busy_ = false;  // of the thread that asks
  std::vector<std::thread> threads_;
  std::atomic<std::uint64_t> turns_ = 0;
  std::mutex mutex_;  // guards what follows
  std::condition_variable begins_, ends_;
  std::function<void(std::size_t)> work_;
  std::size_t running_ = 0;
  bool is_over_ = false;
};

}  // namespace lode
