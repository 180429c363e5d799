// Signals, through a pipe to ourselves: the handler sets a flag and writes a byte, and
// whoever waits for input waits for the pipe as well. The hard bit is the moment between
// the last look at a flag and the wait: a signal that comes then has left its byte, so
// the wait ends at once. Flags say what happened; bytes only wake, so a byte too many
// costs a look and one too few cannot be (the pipe is emptied before a flag is read).

#include "shell/terminal/interrupt.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <iostream>

namespace lode::shell {
namespace {

constexpr std::size_t kPassedAtOnce = 1 << 16;

std::atomic<bool> interrupted = false;
std::atomic<bool> told_to_end = false;
std::atomic<bool> terminal_changed = false;
std::atomic<int> wake_read = -1, wake_write = -1;

void Wake() {
  const int before = errno;
  // A full pipe wakes as well.
  [[maybe_unused]] const ssize_t written = write(wake_write, "", 1);
  errno = before;
}

extern "C" void OnInterrupt(int) {
  interrupted = true;
  Wake();
}
extern "C" void OnInterruptOrEnd(int) {
  if (interrupted.exchange(true)) _exit(130);
  Wake();
}
extern "C" void OnToldToEnd(int) {
  if (told_to_end.exchange(true)) _exit(143);
  interrupted = true;
  Wake();
}
extern "C" void OnTerminalChange(int) {
  terminal_changed = true;
  Wake();
}

// A handler may call unlink and nothing that allocates; so the name stands ready.
std::array<char, PATH_MAX> removed_if_stopped{};
constexpr int kEnding[] = {SIGINT, SIGTERM, SIGHUP};

extern "C" void OnEnd(int number) {
  unlink(removed_if_stopped.data());
  std::signal(number, SIG_DFL);
  std::raise(number);  // as the caller expects of a program that was stopped
}

void MakePipe() {
  std::array<int, 2> ends{};
  if (wake_read >= 0 || pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  wake_write = ends[1];
  wake_read = ends[0];
}

void EmptyPipe() {
  std::array<char, 64> bytes{};
  while (wake_read >= 0 && read(wake_read, bytes.data(), bytes.size()) > 0) {
  }
}

void Catch(int number, void (*handler)(int), int flags) {
  MakePipe();
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, nullptr);
}

}  // namespace

std::atomic<bool>& Interrupted() {
  return interrupted;
}

bool ToldToEnd() {
  return told_to_end;
}

bool TakeInterrupt() {
  return interrupted.exchange(false);
}

void CatchInterrupts(bool second_ends) {
  Catch(SIGINT, second_ends ? OnInterruptOrEnd : OnInterrupt, 0);
  Catch(SIGTERM, OnToldToEnd, 0);
  Catch(SIGHUP, OnToldToEnd, 0);
}

void CatchTerminalChanges() {
  Catch(SIGWINCH, OnTerminalChange, SA_RESTART);
  Catch(SIGCONT, OnTerminalChange, SA_RESTART);
}

Awaited AwaitInput(int descriptor) {
  for (;;) {
    EmptyPipe();
    if (interrupted) return Awaited::kInterrupt;
    if (terminal_changed.exchange(false)) return Awaited::kTerminalChange;
    std::array<pollfd, 2> waits = {{{descriptor, POLLIN, 0}, {wake_read, POLLIN, 0}}};
    const int ready = poll(waits.data(), waits.size(), -1);
    if (ready < 0 && errno != EINTR) return Awaited::kInput;  // reading will say why
    // What was typed after Ctrl-C waits until that is seen to.
    if (ready > 0 && waits[1].revents == 0 && !interrupted) return Awaited::kInput;
  }
}

RemovedIfStopped::RemovedIfStopped(const std::string& path) {
  if (path.size() >= removed_if_stopped.size()) return;
  std::copy(path.begin(), path.end(), removed_if_stopped.begin());
  removed_if_stopped[path.size()] = '\0';
  for (const int number : kEnding) Catch(number, OnEnd, 0);
}

RemovedIfStopped::~RemovedIfStopped() {
  for (const int number : kEnding) std::signal(number, SIG_DFL);
}

// Reads the descriptor itself.
class InterruptibleInput::Buffer : public std::streambuf {
 protected:
  int_type underflow() override {
    Awaited awaited = AwaitInput(STDIN_FILENO);
    while (awaited == Awaited::kTerminalChange) awaited = AwaitInput(STDIN_FILENO);
    if (awaited == Awaited::kInterrupt) return traits_type::eof();
    ssize_t size = -1;
    do {
      size = read(STDIN_FILENO, bytes_.data(), bytes_.size());
    } while (size < 0 && errno == EINTR && !interrupted);
    if (size <= 0) return traits_type::eof();
    setg(bytes_.data(), bytes_.data(), bytes_.data() + size);
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::array<char, kPassedAtOnce> bytes_{};
};

InterruptibleInput::InterruptibleInput()
    : buffer_(std::make_unique<Buffer>()), before_(std::cin.rdbuf(buffer_.get())) {}

InterruptibleInput::~InterruptibleInput() {
  std::cin.rdbuf(before_);
}

}  // namespace lode::shell
