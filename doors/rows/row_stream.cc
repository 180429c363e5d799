// The asking thread is handed rows by the session and packs them into batches; a short queue
// stands between it and who pulls, so that a question is never far ahead of its reader. A
// value is copied once for many rows: the engine keeps decoded values where they are for a
// while, so their address finds the copy. The hard bit is that it may put another value at an
// address: what is found is compared before it is believed.

#include "doors/rows/row_stream.h"

#include <chrono>
#include <new>
#include <utility>

namespace lode::doors {
namespace {

constexpr std::size_t kFirstBatch = 16;  // the first rows come at once
constexpr std::size_t kLargestBatch = 4096;
constexpr std::size_t kMostWaiting = 4;  // events

bool IsSame(const Value& a, const Value& b) {
  if (a.kind != b.kind || a.number != b.number || a.path != b.path) return false;
  return a.kind == ValueKind::kEntity ? a.entity.id == b.entity.id && a.entity.key == b.entity.key
                                      : a == b;
}

Diagnostic OutOfMemory() {
  Diagnostic diagnostic;
  diagnostic.file = "<query>";
  diagnostic.message = "there is not enough memory for the answer: ask for less of it";
  diagnostic.code = Code::kLimit;
  return diagnostic;
}

// All but the rows.
Answer WithoutRows(const Answer& answer) {
  Answer copy;
  copy.query = answer.query;
  copy.yes_no = answer.yes_no;
  copy.holds = answer.holds;
  copy.is_plan = answer.is_plan;
  copy.columns = answer.columns;
  copy.row_count = answer.row_count;
  copy.proofs = answer.proofs;
  copy.notes = answer.notes;
  copy.confidence = answer.confidence;
  copy.seconds = answer.seconds;
  return copy;
}

}  // namespace

std::uint32_t ValuePool::Add(const Value& value) {
  std::unique_ptr<std::array<Value, kBlock>>& block = blocks_[size_ / kBlock];
  if (block == nullptr) block = std::make_unique<std::array<Value, kBlock>>();
  block->at(size_ % kBlock) = value;
  return static_cast<std::uint32_t>(size_++);
}

RowStream::RowStream(std::shared_ptr<QuerySession> session, std::string text, QueryOptions options)
    : session_(std::move(session)), options_(std::move(options)) {
  options_.cancel = &cancel_;
  options_.on_answer = [this](const Answer& answer) { Finish(answer); };
  if (!options_.with_confidence)
    options_.on_row = [this](const Answer& answer, const RowView& row) {
      return TakeRow(answer, row);
    };
  thread_ = std::thread([this, asked = std::move(text)] { Ask(asked); });
}

RowStream::~RowStream() {
  cancel_ = true;
  {
    std::lock_guard lock(mutex_);
    waiting_.clear();
  }
  went_.notify_all();
  thread_.join();
}

void RowStream::Ask(const std::string& text) {
  Event done;
  try {
    done.diagnostics = session_->Run(text, options_).diagnostics;
    SendRows();  // of an answer that a limit cut short
  } catch (const std::bad_alloc&) {
    done.diagnostics = {OutOfMemory()};
  }
  Send(std::move(done));
}

void RowStream::Begin(const Answer& answer) {
  begun_ = true;
  batch_rows_ = kFirstBatch;
  Event event;
  event.step = Step::kAnswer;
  event.answer.query = answer.query;
  event.answer.columns = answer.columns;
  event.answer.yes_no = answer.yes_no;
  event.answer.is_plan = answer.is_plan;
  Send(std::move(event));
}

bool RowStream::TakeRow(const Answer& answer, const RowView& row) {
  if (!begun_) Begin(answer);
  if (pool_ == nullptr || pool_->is_full()) {
    SendRows();
    pool_ = std::make_shared<ValuePool>();
    codes_.clear();
  }
  next_.columns = row.size();
  for (std::size_t column = 0; column < row.size(); ++column)
    next_.codes.push_back(CodeOf(row[column]));
  if (++next_.rows >= batch_rows_) SendRows();
  return !cancel_;
}

// A row's values stand in one pool, also where the pool is full in the midst of it.
std::uint32_t RowStream::CodeOf(const Value& value) {
  const auto found = codes_.find(&value);
  if (found != codes_.end() && IsSame((*pool_)[found->second], value)) return found->second;
  if (pool_->is_full()) {
    auto fresh = std::make_shared<ValuePool>();
    const std::size_t begun = next_.codes.size() - next_.rows * next_.columns;
    std::vector<std::uint32_t> row(next_.codes.end() - static_cast<std::ptrdiff_t>(begun),
                                   next_.codes.end());
    next_.codes.resize(next_.codes.size() - begun);
    for (std::uint32_t& code : row) code = fresh->Add((*pool_)[code]);
    if (next_.rows > 0) SendRows();
    next_.codes = std::move(row);
    pool_ = std::move(fresh);
    codes_.clear();
  }
  const std::uint32_t code = pool_->Add(value);
  codes_[&value] = code;
  return code;
}

void RowStream::SendRows() {
  if (next_.rows == 0) return;
  Event event;
  event.step = Step::kRows;
  event.batch = std::exchange(next_, {});
  event.batch.pool = pool_;
  next_.columns = event.batch.columns;
  batch_rows_ = std::min(batch_rows_ * 4, kLargestBatch);
  Send(std::move(event));
}

void RowStream::Finish(const Answer& answer) {
  if (!begun_) Begin(answer);
  for (const std::vector<Value>& row : answer.rows) {  // that were not handed out before
    codes_.clear();                                    // their addresses say nothing
    if (!TakeRow(answer, RowView(row))) break;
  }
  codes_.clear();
  SendRows();
  Event event;
  event.step = Step::kEnd;
  event.answer = WithoutRows(answer);
  event.answer.row_count = std::max<std::uint64_t>(answer.row_count, answer.rows.size());
  begun_ = false;
  Send(std::move(event));
}

void RowStream::Send(Event event) {
  {
    std::unique_lock lock(mutex_);
    went_.wait(lock, [this] { return cancel_ || waiting_.size() < kMostWaiting; });
    waiting_.push_back(std::move(event));
  }
  came_.notify_one();
}

Step RowStream::Next(std::uint32_t wait_ms) {
  if (done_) return Step::kDone;
  Event event;
  {
    std::unique_lock lock(mutex_);
    const auto came = [this] { return !waiting_.empty(); };
    if (wait_ms == kForever)
      came_.wait(lock, came);
    else if (!came_.wait_for(lock, std::chrono::milliseconds(wait_ms), came))
      return Step::kWaiting;
    event = std::move(waiting_.front());
    waiting_.pop_front();
  }
  went_.notify_one();
  if (event.step == Step::kRows) {
    batch_ = std::move(event.batch);
  } else if (event.step == Step::kDone) {
    diagnostics_ = std::move(event.diagnostics);
    done_ = true;
  } else {
    answer_ = std::move(event.answer);
  }
  return event.step;
}

}  // namespace lode::doors
