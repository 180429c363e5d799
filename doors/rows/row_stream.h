// An answer that is pulled: rows are asked for, one batch after the other, while the question
// runs in a thread of its own.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "lode/query.h"

namespace lode::doors {

// The values of many rows, each once. Who fills it appends; a reader that was handed a code
// (through the stream's lock) may read that value at any time, without a lock: values never
// move.
class ValuePool {
 public:
  static constexpr std::size_t kMostValues = 1u << 16;

  bool is_full() const { return size_ == kMostValues; }
  std::uint32_t Add(const Value& value);
  const Value& operator[](std::uint32_t code) const {
    return blocks_[code / kBlock]->at(code % kBlock);
  }

 private:
  static constexpr std::size_t kBlock = 256;
  std::array<std::unique_ptr<std::array<Value, kBlock>>, kMostValues / kBlock> blocks_;
  std::size_t size_ = 0;
};

// Some rows of an answer: codes of `pool`, row by row.
struct RowBatch {
  std::shared_ptr<const ValuePool> pool;
  std::size_t rows = 0, columns = 0;
  std::vector<std::uint32_t> codes;

  const Value& At(std::size_t row, std::size_t column) const {
    return (*pool)[codes[row * columns + column]];
  }
};

// What a step of a stream brought.
enum class Step {
  kAnswer,   // an answer begins: its text and its columns are known
  kRows,     // some of its rows
  kEnd,      // it is whole: all of it is known, but `rows`, which were handed out
  kDone,     // nothing comes any more; diagnostics() says what was wrong
  kWaiting,  // nothing came within the time
};

// One text that is asked, pulled answer by answer. Memory: a few thousand rows wait at most,
// and their values; what the question itself keeps counts against its limit `memory`.
// Threads: one pulls; Cancel and is_cancelled may be called from any.
class RowStream {
 public:
  // Begins to ask. `options.cancel`, `on_row` and `on_answer` are the stream's own.
  // REQUIRES: nobody else uses the session before the stream is gone or done.
  RowStream(std::shared_ptr<QuerySession> session, std::string text, QueryOptions options);
  // Cancels and waits for the end, at most about 100 ms.
  ~RowStream();
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;

  // Goes on; waits at most so long, or for ever.
  static constexpr std::uint32_t kForever = ~0u;
  Step Next(std::uint32_t wait_ms = kForever);

  // Valid after kAnswer, until the next one.
  const Answer& answer() const { return answer_; }
  // Valid after kRows, until the next step; may be moved away.
  RowBatch& batch() { return batch_; }
  // Valid after kDone.
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

  void Cancel() { cancel_ = true; }

 private:
  struct Event {
    Step step = Step::kDone;
    Answer answer;
    RowBatch batch;
    std::vector<Diagnostic> diagnostics;
  };

  void Ask(const std::string& text);
  bool TakeRow(const Answer& answer, const RowView& row);
  void Finish(const Answer& answer);
  void Begin(const Answer& answer);
  std::uint32_t CodeOf(const Value& value);
  void SendRows();
  void Send(Event event);

  const std::shared_ptr<QuerySession> session_;
  QueryOptions options_;
  std::atomic<bool> cancel_ = false;

  // Of the asking thread.
  bool begun_ = false;
  std::size_t batch_rows_ = 0;
  RowBatch next_;
  std::shared_ptr<ValuePool> pool_;
  std::unordered_map<const Value*, std::uint32_t> codes_;  // by where the engine holds them

  std::mutex mutex_;  // guards waiting_
  std::condition_variable came_, went_;
  std::deque<Event> waiting_;

  // Of the thread that pulls.
  Answer answer_;
  RowBatch batch_;
  std::vector<Diagnostic> diagnostics_;
  bool done_ = false;

  std::thread thread_;  // last: everything it uses is there
};

}  // namespace lode::doors
