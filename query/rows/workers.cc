// Each thread waits for the next turn; work is started and waited for as a whole.

#include "query/rows/workers.h"

#include <system_error>
#include <utility>

namespace lode {

Workers::~Workers() {
  if (is_busy_) Wait();
  {
    std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  begins_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

std::size_t Workers::Start(std::function<void(std::size_t)> work) {
  try {
    threads_.reserve(count_);
    while (threads_.size() < count_)
      threads_.emplace_back(
          [this, number = threads_.size(), done = turns_.load()] { Loop(number, done); });
  } catch (const std::system_error&) {  // those that there are do it
  }
  is_busy_ = true;
  {
    std::lock_guard lock(mutex_);
    work_ = std::move(work);
    running_ = threads_.size();
    ++turns_;
  }
  begins_.notify_all();
  return threads_.size();
}

void Workers::Wait() {
  std::unique_lock lock(mutex_);
  ends_.wait(lock, [&] { return running_ == 0; });
  work_ = nullptr;
  is_busy_ = false;
}

void Workers::Loop(std::size_t number, std::uint64_t done) {
  std::unique_lock lock(mutex_);
  for (;; done = turns_) {
    begins_.wait(lock, [&] { return is_over_ || turns_ > done; });
    if (is_over_) return;
    const std::function<void(std::size_t)>& work = work_;
    lock.unlock();
    work(number);
    lock.lock();
    if (--running_ == 0) ends_.notify_all();
  }
}

}  // namespace lode
