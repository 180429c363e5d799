// One thread reads lines, one answers them in order. What waits is bounded by what a client
// sends before it has answers; a line that is too long is dropped as it is read.

#include "doors/mcp/stdio.h"

#include <condition_variable>
#include <deque>
#include <istream>
#include <mutex>
#include <ostream>
#include <thread>

namespace lode::doors {
namespace {

constexpr std::size_t kMostWaiting = 64;

// A line without its end; false at the end of input. `too_long`: it was dropped.
bool ReadLine(std::istream& in, std::string& line, bool& too_long) {
  line.clear();
  too_long = false;
  std::streambuf& bytes = *in.rdbuf();
  bool any = false;
  for (int c = bytes.sbumpc(); c != std::char_traits<char>::eof(); c = bytes.sbumpc()) {
    any = true;
    if (c == '\n') return true;
    if (line.size() < kMostMessageBytes)
      line += static_cast<char>(c);
    else
      too_long = true;
  }
  return any;
}

}  // namespace

void ServeLines(McpServer& server, std::istream& in, std::ostream& out) {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::string> waiting;
  bool ended = false;
  std::thread answering([&] {
    for (;;) {
      std::string line;
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return ended || !waiting.empty(); });
        if (waiting.empty()) return;
        line = std::move(waiting.front());
        waiting.pop_front();
      }
      changed.notify_all();
      const std::string answer = server.Answer(line);
      if (!answer.empty()) out << answer << '\n' << std::flush;
    }
  });
  std::string line;
  for (bool too_long = false; ReadLine(in, line, too_long);) {
    if (too_long) line = "(a message longer than the limit message-bytes)";
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    server.Notice(line);
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return waiting.size() < kMostWaiting; });
    waiting.push_back(line);
    lock.unlock();
    changed.notify_all();
  }
  {
    std::lock_guard lock(mutex);
    ended = true;
  }
  changed.notify_all();
  answering.join();
}

}  // namespace lode::doors
