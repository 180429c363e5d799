// Ctrl-C, noticed wherever the program works or waits.
#pragma once

#include <atomic>
#include <memory>
#include <streambuf>
#include <string>

namespace lode::shell {

// Set by Ctrl-C (SIGINT) until somebody takes it. For the `cancel` of the library.
std::atomic<bool>& Interrupted();
// Whether Ctrl-C came since the last call: it counts once.
bool TakeInterrupt();

// Whether the program was told to end (SIGTERM, a closed terminal). That sets
// Interrupted(), too; taking the interrupt does not take this.
bool ToldToEnd();

// What Ctrl-C does from here on: sets Interrupted(); where `second_ends`, another one
// before the first was taken ends the program with status 130. SIGTERM and SIGHUP are an
// interrupt and ToldToEnd(); a second one ends the program with status 143.
void CatchInterrupts(bool second_ends);
// From here on a terminal that was resized, or is ours again after Ctrl-Z, is noticed by
// AwaitInput.
void CatchTerminalChanges();

enum class Awaited { kInput, kInterrupt, kTerminalChange };
// Waits until `descriptor` can be read (or is at its end) or a signal that is caught
// comes; one that came before the call counts, so none falls between two waits. Does
// not take the interrupt. Threads: one.
Awaited AwaitInput(int descriptor);

// While it lives, a signal that ends the program (Ctrl-C, SIGTERM, a closed terminal) takes
// the file away first. At most one at a time.
class RemovedIfStopped {
 public:
  explicit RemovedIfStopped(const std::string& path);
  ~RemovedIfStopped();
  RemovedIfStopped(const RemovedIfStopped&) = delete;
  RemovedIfStopped& operator=(const RemovedIfStopped&) = delete;
};

// While it lives, standard input (std::cin) ends at Ctrl-C instead of waiting on.
class InterruptibleInput {
 public:
  InterruptibleInput();
  ~InterruptibleInput();
  InterruptibleInput(const InterruptibleInput&) = delete;
  InterruptibleInput& operator=(const InterruptibleInput&) = delete;

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
  std::streambuf* before_;
};

}  // namespace lode::shell
