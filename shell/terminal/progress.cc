// Progress of a load. The share done is taken from bytes where sizes are known, else
// from files; the time left follows from it.

#include "shell/terminal/progress.h"

#include <signal.h>

#include <cmath>
#include <cstdio>
#include <iostream>

namespace lode::shell {
namespace {

constexpr auto kBarInterval = std::chrono::milliseconds(100);
constexpr auto kLineInterval = std::chrono::seconds(5);
constexpr int kBarWidth = 24;

double ShareOf(const LoadProgress& progress) {
  if (progress.bytes_total > 0)
    return static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_total);
  if (progress.files_total > 0)
    return static_cast<double>(progress.files_done) / static_cast<double>(progress.files_total);
  return 0;
}

}  // namespace

std::string Duration(double seconds) {
  char buffer[32];
  const auto whole = std::lround(seconds);
  if (seconds < 9.95)
    std::snprintf(buffer, sizeof buffer, "%.1f s", seconds);
  else if (whole < 60)
    std::snprintf(buffer, sizeof buffer, "%ld s", whole);
  else if (whole < 3600)
    std::snprintf(buffer, sizeof buffer, "%ld:%02ld", whole / 60, whole % 60);
  else
    std::snprintf(buffer, sizeof buffer, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60,
                  whole % 60);
  return buffer;
}

std::string ProgressBar::LineOf(const LoadProgress& progress) const {
  const double share = ShareOf(progress);
  const double rate =
      progress.seconds > 0 ? static_cast<double>(progress.articles) / progress.seconds : 0;
  // Of the network nobody knows how much there will be.
  const bool is_known = progress.bytes_total > 0 || progress.files_total > 0;
  std::string bar;
  if (terminal_.error && is_known) {
    const int full = static_cast<int>(share * kBarWidth);
    for (int i = 0; i < kBarWidth; ++i) bar += i < full ? '#' : '.';
    bar = "[" + bar + "] ";
  }
  char buffer[160];
  if (is_known) {
    std::snprintf(buffer, sizeof buffer, "%3.0f%%  ", share * 100);
    bar += buffer;
  }
  std::snprintf(buffer, sizeof buffer, "%llu articles, %llu statements, %.0f articles/s",
                static_cast<unsigned long long>(progress.articles),
                static_cast<unsigned long long>(progress.statements), rate);
  std::string line = bar + buffer;
  if (share > 0.01 && share < 1)
    line += ", " + Duration(progress.seconds * (1 - share) / share) + " left";
  return line;
}

void ProgressBar::Show(const LoadProgress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (last_ == std::chrono::steady_clock::time_point{} && !terminal_.error) last_ = now;
  if (now - last_ < (terminal_.error ? std::chrono::milliseconds(kBarInterval)
                                     : std::chrono::milliseconds(kLineInterval)))
    return;
  last_ = now;
  if (terminal_.error) {
    std::cerr << "\r\x1b[K" << LineOf(progress) << std::flush;
    shown_ = true;
  } else {
    std::cerr << LineOf(progress) << std::endl;
  }
}

void ProgressBar::Clear() {
  if (shown_) std::cerr << "\r\x1b[K" << std::flush;
  shown_ = false;
}

AskingClock::AskingClock(const Terminal& terminal, double limit_seconds) {
  if (!terminal.error) return;
  // Signals are for who waits for them.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  teller_ = std::thread([this, limit_seconds] { Tell(limit_seconds); });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

AskingClock::~AskingClock() {
  if (!teller_.joinable()) return;
  {
    std::lock_guard lock(mutex_);
    over_ = true;
  }
  woken_.notify_one();
  teller_.join();
}

void AskingClock::Tell(double limit_seconds) {
  using Clock = std::chrono::steady_clock;
  constexpr auto kBetween = std::chrono::milliseconds(500);
  const Clock::time_point begun = Clock::now();
  std::unique_lock lock(mutex_);
  bool told = false;
  auto next = begun + kWaitBeforeTelling;
  while (!woken_.wait_until(lock, next, [this] { return over_; })) {
    const double seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    std::string line = "asking for " + Duration(seconds);
    if (limit_seconds > 0) line += ", at most " + Duration(limit_seconds);
    std::fprintf(stderr, "\r\x1b[K%s; Ctrl-C stops it", line.c_str());
    told = true;
    next = Clock::now() + kBetween;
  }
  if (told) std::fputs("\r\x1b[K", stderr);
}

}  // namespace lode::shell
