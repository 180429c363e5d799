// How far a load has come: a bar on a terminal, a line every few seconds elsewhere.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "lode/load.h"
#include "shell/terminal/terminal.h"

namespace lode::shell {

// Writes to standard error. Threads: one at a time.
class ProgressBar {
 public:
  explicit ProgressBar(const Terminal& terminal) : terminal_(terminal) {}
  void Show(const LoadProgress& progress);
  // Takes the bar away so that another line can be printed.
  void Clear();

 private:
  std::string LineOf(const LoadProgress& progress) const;

  const Terminal& terminal_;
  std::chrono::steady_clock::time_point last_{};
  bool shown_ = false;
};

// Says how long a question has been asked already, from kWaitBeforeTelling on, until it is
// destroyed; takes the line away then. Writes to standard error, by a thread of its own, where that
// is a terminal; else nothing. How long it will take nobody knows: the limit is told.
class AskingClock {
 public:
  static constexpr auto kWaitBeforeTelling = std::chrono::seconds(1);
  // `limit_seconds`: 0: there is none.
  AskingClock(const Terminal& terminal, double limit_seconds);
  ~AskingClock();
  AskingClock(const AskingClock&) = delete;
  AskingClock& operator=(const AskingClock&) = delete;

 private:
  void Tell(double limit_seconds);

  std::mutex mutex_;
  std::condition_variable woken_;
  bool over_ = false;  // guarded by mutex_
  std::thread teller_;
};

// "1:05", "12 s" or "0.4 s".
std::string Duration(double seconds);

}  // namespace lode::shell
