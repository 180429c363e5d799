// Runs jobs on several threads and hands their results on in the order in which the
// jobs came, so that what follows does not depend on how many threads there are.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace lode {

// `work` runs on the workers, `finish` on one thread of its own, in order; `rest` on that same
// thread whenever nothing is under way any more, and so after the last one. Submit
// waits while more than `window` jobs are under way, which bounds the memory.
// Threads: Submit and Drain from one thread. `work`, `finish`
// and `rest` must not throw.
template <typename Job, typename Outcome>
class OrderedWorkers {
 public:
  OrderedWorkers(unsigned workers, std::size_t window, std::function<Outcome(Job)> work,
                 std::function<void(Outcome)> finish, std::function<void()> rest = {})
      : window_(window),
        work_(std::move(work)),
        finish_(std::move(finish)),
        rest_(std::move(rest)) {
    for (unsigned i = 0; i < workers; ++i) threads_.emplace_back([this] { RunWorker(); });
    threads_.emplace_back([this] { RunFinisher(); });
  }
  ~OrderedWorkers() { Drain(); }
  OrderedWorkers(const OrderedWorkers&) = delete;
  OrderedWorkers& operator=(const OrderedWorkers&) = delete;

  void Submit(Job job) {
    std::unique_lock lock(mutex_);
    space_.wait(lock, [this] { return slots_.size() < window_; });
    slots_.push_back(std::make_unique<Slot>(std::move(job)));
    jobs_.notify_one();
  }

  // Waits until everything submitted is finished and ends the threads.
  void Drain() {
    {
      std::lock_guard lock(mutex_);
      closed_ = true;
    }
    jobs_.notify_all();
    done_.notify_all();
    for (std::thread& thread : threads_)
      if (thread.joinable()) thread.join();
  }

 private:
  struct Slot {
    explicit Slot(Job j) : job(std::move(j)) {}
    Job job;
    std::optional<Outcome> outcome;
    bool taken = false;
  };

  Slot* NextJob() {
    for (auto& slot : slots_)
      if (!slot->taken) return slot.get();
    return nullptr;
  }

  void RunWorker() {
    std::unique_lock lock(mutex_);
    while (true) {
      Slot* slot = nullptr;
      jobs_.wait(lock, [&] { return (slot = NextJob()) != nullptr || closed_; });
      if (slot == nullptr) return;
      slot->taken = true;
      lock.unlock();
      Outcome outcome = work_(std::move(slot->job));
      lock.lock();
      slot->outcome.emplace(std::move(outcome));
      done_.notify_all();
    }
  }

  void RunFinisher() {
    std::unique_lock lock(mutex_);
    while (true) {
      done_.wait(lock, [this] {
        return (!slots_.empty() && slots_.front()->outcome) || (closed_ && slots_.empty());
      });
      if (slots_.empty()) return;
      // Only this thread takes slots away; what is in this one is nobody else's.
      Outcome outcome = *std::move(slots_.front()->outcome);
      lock.unlock();
      finish_(std::move(outcome));
      lock.lock();
      slots_.pop_front();
      space_.notify_one();
      if (slots_.empty() && rest_) {
        lock.unlock();
        rest_();
        lock.lock();
      }
      if (closed_ && slots_.empty()) done_.notify_all();
    }
  }

  const std::size_t window_;
  const std::function<Outcome(Job)> work_;
  const std::function<void(Outcome)> finish_;
  const std::function<void()> rest_;
  std::mutex mutex_;
  std::condition_variable jobs_, done_, space_;
  std::deque<std::unique_ptr<Slot>> slots_;  // guarded by mutex_
  bool closed_ = false;                      // guarded by mutex_
  std::vector<std::thread> threads_;
};

}  // namespace lode
