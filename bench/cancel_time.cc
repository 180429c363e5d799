// How long a question goes on once it is cancelled: each is asked in full, then again and again,
// cancelled further and further on, each time in a session that has read nothing yet. Times are
// from the moment when the flag is set to the return of the call: by the clock, and of the
// processor, which other programs do not lengthen.
//
//   cancel_time STORE [TIMES] < QUESTIONS
//
// QUESTIONS: a line for each: a name, a tab, its rules and the question. TIMES: 20 where it is not
// given. A question that meets a limit is cancelled before it would.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <thread>

#include "lode/query.h"
#include "lode/store.h"

namespace {

constexpr int kMostAgain = 8;  // where the machine is busy

using Clock = std::chrono::steady_clock;

double ProcessorMs() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

struct Asked {
  double processor_ms = 0;             // in all
  bool is_cancelled = false;           // it was not over before
  bool is_sure = true;                 // nothing came between looking at the time and the flag
  double late_ms = 0, late_clock = 0;  // after the flag was set
  std::uint64_t rows = 0;
  std::string error;
};

// `at_ms`: of the processor, when to cancel; below 0: never.
Asked Ask(const lode::Store& store, const std::string& text, double at_ms) {
  lode::QuerySession session(store);
  std::atomic<bool> cancel = false;
  lode::QueryOptions options;
  options.cancel = &cancel;
  options.max_rows = 0;
  Asked asked;
  options.on_row = [&](const lode::Answer&, const lode::RowView&) { return ++asked.rows > 0; };
  const double begin = ProcessorMs();
  double set_ms = 0;
  Clock::time_point set;
  std::jthread canceller([&](const std::stop_token& is_over) {
    while (at_ms >= 0 && !is_over.stop_requested() && ProcessorMs() - begin < at_ms)
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    if (at_ms < 0 || is_over.stop_requested()) return;
    set_ms = ProcessorMs(), set = Clock::now();
    cancel = true;
    asked.is_sure = ProcessorMs() - set_ms < 1;
  });
  {
    const lode::QueryOutcome outcome = session.Run(text, options);
    for (const lode::Diagnostic& diagnostic : outcome.diagnostics)
      if (diagnostic.severity == lode::Severity::kError) asked.error = diagnostic.message;
  }
  const double end = ProcessorMs();
  const Clock::time_point back = Clock::now();
  canceller.request_stop();
  canceller.join();
  asked.processor_ms = end - begin;
  asked.is_cancelled = asked.error.find("cancelled") != std::string::npos;
  if (asked.is_cancelled) {
    asked.late_ms = end - set_ms;
    asked.late_clock = std::chrono::duration<double, std::milli>(back - set).count();
  }
  return asked;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: cancel_time STORE [TIMES] < QUESTIONS\n");
    return 2;
  }
  const int times = argc > 2 ? std::atoi(argv[2]) : 20;
  lode::OpenOptions reading;
  reading.read_only = true;
  const auto store = lode::Store::Open(argv[1], reading);
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.status().message().c_str());
    return 1;
  }
  std::printf("%-24s %10s %10s %10s %14s %12s\n", "question", "in full", "cancelled", "late, ms",
              "of the clock", "set at");
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    const std::string name = line.substr(0, tab), text = line.substr(tab + 1);
    Ask(*store, text, -1);  // so that the store's files have been read before
    const Asked whole = Ask(*store, text, -1);
    if (!whole.error.empty()) std::printf("%s: %s\n", name.c_str(), whole.error.c_str());
    double late = 0, clock = 0, at = 0;
    int cancelled = 0;
    for (int i = 0; i < times; ++i) {
      const double when = whole.processor_ms * (i + 0.5) / times;
      Asked asked = Ask(*store, text, when);
      for (int again = 0; !asked.is_sure && again < kMostAgain; ++again)
        asked = Ask(*store, text, when);
      cancelled += asked.is_cancelled ? 1 : 0;
      if (asked.late_ms > late) late = asked.late_ms, at = when;
      clock = std::max(clock, asked.late_clock);
    }
    std::printf("%-24s %10.0f %7d/%2d %10.1f %14.1f %12.0f\n", name.c_str(), whole.processor_ms,
                cancelled, times, late, clock, at);
    std::fflush(stdout);
  }
  return 0;
}
