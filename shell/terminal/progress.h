// How far a load has come: a bar on a terminal, a line every few seconds elsewhere.
#pragma once

#include <chrono>
#include <string>

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

// "1:05", "12 s" or "0.4 s".
std::string Duration(double seconds);

}  // namespace lode::shell
