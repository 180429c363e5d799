// The thread that asks reads the first atom and fills the sink; in between it works on batches
// like the others. Batches stand in a queue, and are taken in their order. The rows of the front
// one go on as they come, those of others wait.
//
// Why no answer changes: the rest is shared only once all that it reads is settled (nothing is read
// from the store any more, no index is made), and then a row gives the same rows whoever works on
// it. Threads have terms, expressions and operators of their own; what they share does not change.
//
// The hard bit is room: a thread whose rows wait stops when they are many, and goes on when its
// batch is the front one. The thread that asks never waits for any but the front one: where its own
// rows are many it first lets all batches before its own go on. So there is always one that moves.

#include "query/run/shared_rest.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <new>
#include <utility>

#include "query/rows/workers.h"

namespace lode {

namespace {

constexpr std::size_t kAlone = 8;                     // batches before anything is shared
constexpr std::size_t kAhead = 4;                     // batches in the queue, a thread
constexpr std::uint64_t kMostWaitingBytes = 4 << 20;  // made of one batch before its turn
constexpr std::size_t kMostLocals = 1000;             // ids of a question: each thread has a copy

// Rows that a thread made. What its marks of faults say is known to its own terms only.
struct Made {
  std::unique_ptr<Batch> rows;
  std::vector<std::pair<std::size_t, Value>> faults;  // by row
};

struct Task {
  Task(std::size_t width, Budget& budget) : rows(width, budget) {}
  Batch rows;
  // Guarded by the mutex of SharedRest.
  bool is_taken = false, is_done = false;
  std::deque<Made> made;
  std::uint64_t bytes = 0;  // of made
  Status status;            // why it is not whole
};

class SharedRest : public Step {
 public:
  SharedRest(const std::vector<ir::Literal>& body, std::size_t slots, const Plan& plan, Step& rest,
             Step& sink, Execution& execution)
      : body_(body),
        layout_{slots},
        plan_(std::next(plan.begin()), plan.end()),
        rest_(rest),
        sink_(sink),
        execution_(execution),
        own_(*this) {}
  ~SharedRest() override { Leave(); }

  bool Push(const Batch& batch) override {
    if (!is_sharing_ && (++alone_ % kAlone != 0 || !Begin())) return rest_.Push(batch);
    auto task = std::make_unique<Task>(layout_.width(), execution_.budget);
    task->rows.AppendAll(batch);
    {
      std::lock_guard lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    wanted_.notify_one();
    while (tasks_.size() >= kAhead * (helpers_.size() + 1))
      if (!Advance()) return Leave();
    return execution_.budget.Ok() || Leave();
  }

  bool Flush() override {
    if (!is_sharing_) return rest_.Flush();
    while (!tasks_.empty())
      if (!Advance()) return Leave();
    Leave();
    return sink_.Flush();
  }

 private:
  // One thread's operators, and what they need. Its sink puts what they make to their batch.
  struct Helper : public Step {
    Helper(SharedRest& whole_in)
        : whole(whole_in),
          budget(whole.execution_.budget, whole.gives_up_),
          terms(whole.execution_.terms.ForThread()),
          evaluator(terms),
          execution{whole.execution_.snapshot,
                    terms,
                    evaluator,
                    budget,
                    whole.execution_.program,
                    whole.execution_.relations,
                    whole.execution_.stored_reads},
          pipeline(whole.body_, whole.layout_.slots, whole.plan_, *this, Prepared()) {}

    Execution& Prepared() {
      execution.batch_rows = whole.execution_.batch_rows;
      execution.min_confidence = whole.execution_.min_confidence;
      return execution;
    }
    bool Push(const Batch& batch) override {
      Made made{std::make_unique<Batch>(batch.width(), budget), {}};
      made.rows->AppendAll(batch);
      for (std::size_t i = 0; i < batch.rows(); ++i)
        if (const TermId fault = batch.row(i)[whole.layout_.fault()])
          made.faults.emplace_back(i, terms.ValueOf(fault));
      return whole.PutAndWait(*task, std::move(made)) && budget.Ok();
    }
    bool Flush() override { return true; }

    SharedRest& whole;
    Budget budget;
    TermTable terms;
    Evaluator evaluator;
    Execution execution;
    JoinPipeline pipeline;
    Task* task = nullptr;
  };

  // The sink of the thread that asks.
  struct OwnSink : public Step {
    explicit OwnSink(SharedRest& whole_in) : whole(whole_in) {}
    bool Push(const Batch& batch) override { return whole.PutOwn(batch); }
    bool Flush() override { return true; }
    SharedRest& whole;
  };

  bool Begin() {
    if (execution_.workers->is_busy() || execution_.terms.locals() > kMostLocals ||
        !rest_.Settle(sink_.Grows()) || !rest_.Flush())
      return false;
    for (std::size_t i = 0; i < execution_.workers->count(); ++i)
      helpers_.push_back(std::make_unique<Helper>(*this));
    pipeline_ = std::make_unique<JoinPipeline>(body_, layout_.slots, plan_, own_, execution_);
    is_sharing_ = true;
    execution_.workers->Start([this](std::size_t number) { Work(*helpers_[number]); });
    return true;
  }

  // Always false. Nobody works any more when it returns.
  bool Leave() {
    if (!is_sharing_) return false;
    {
      std::lock_guard lock(mutex_);
      is_over_ = true;
      gives_up_.store(true, std::memory_order_relaxed);
    }
    wanted_.notify_all();
    drained_.notify_all();
    execution_.workers->Wait();
    is_sharing_ = false;
    for (const auto& helper : helpers_)
      execution_.joined_alike = execution_.joined_alike || helper->execution.joined_alike;
    tasks_.clear();
    helpers_.clear();
    return false;
  }

  // REQUIRES: the mutex is held.
  Task* NextTask() {
    for (const auto& task : tasks_)
      if (!task->is_taken) return task.get();
    return nullptr;
  }

  void Work(Helper& helper) {
    std::unique_lock lock(mutex_);
    for (;;) {
      Task* task = nullptr;
      wanted_.wait(lock, [&] { return is_over_ || (task = NextTask()) != nullptr; });
      if (is_over_) return;
      task->is_taken = true;
      lock.unlock();
      Status status = StatusOf(helper, *task);
      lock.lock();
      task->status = std::move(status);
      task->is_done = true;
      moved_.notify_one();
    }
  }

  static Status StatusOf(Helper& helper, Task& task) {
    helper.task = &task;
    try {
      if (helper.pipeline.Push(task.rows)) return Status::Ok();
    } catch (const std::bad_alloc&) {
      return {Code::kLimit, "there is no memory for the rows of the query"};
    }
    return helper.budget.stopped() ? helper.budget.status()
                                   : Status(Code::kCancelled, "nobody waits for this any more");
  }

  bool PutAndWait(Task& task, Made made) {
    std::unique_lock lock(mutex_);
    task.bytes += made.rows->bytes();
    task.made.push_back(std::move(made));
    moved_.notify_one();
    drained_.wait(lock, [&] { return is_over_ || task.bytes <= kMostWaitingBytes; });
    return !is_over_;
  }

  // One step on: rows of the front batch go to the sink, or a batch is worked on. False: stop.
  bool Advance() {
    std::unique_lock lock(mutex_);
    Task& front = *tasks_.front();
    if (!front.made.empty() || front.is_done) return SendFront(lock);
    if (Task* task = NextTask()) {
      task->is_taken = true;
      lock.unlock();
      return RunOwn(*task);
    }
    return AwaitFront(lock);
  }

  bool AwaitFront(std::unique_lock<std::mutex>& lock) {
    Task& front = *tasks_.front();
    moved_.wait(lock, [&] { return !front.made.empty() || front.is_done; });
    return SendFront(lock);
  }

  // Sends what the front batch made so far, and drops the batch where that is all.
  bool SendFront(std::unique_lock<std::mutex>& lock) {
    Task& front = *tasks_.front();
    std::deque<Made> made = std::exchange(front.made, {});
    front.bytes = 0;
    const bool is_done = front.is_done;
    lock.unlock();
    drained_.notify_all();
    for (Made& one : made)
      if (!Send(one)) return false;
    if (!is_done) return true;
    if (!front.status.ok()) return execution_.budget.Stop(front.status);
    lock.lock();
    tasks_.pop_front();
    lock.unlock();
    return true;
  }

  bool Send(Made& made) {
    for (auto& [row, fault] : made.faults)
      made.rows->row(row)[layout_.fault()] = execution_.terms.Intern(fault);
    return sink_.Push(*made.rows);
  }

  bool RunOwn(Task& task) {
    own_task_ = &task;
    if (!pipeline_->Push(task.rows)) return false;
    std::lock_guard lock(mutex_);
    task.is_done = true;
    return true;
  }

  // Nobody else looks at what the own batch made.
  bool PutOwn(const Batch& batch) {
    Task& task = *own_task_;
    if (tasks_.front().get() == &task && task.made.empty()) return sink_.Push(batch);
    Made made{std::make_unique<Batch>(batch.width(), execution_.budget), {}};
    made.rows->AppendAll(batch);
    task.bytes += made.rows->bytes();
    task.made.push_back(std::move(made));
    if (task.bytes <= kMostWaitingBytes) return execution_.budget.Ok();
    while (tasks_.front().get() != &task) {
      std::unique_lock lock(mutex_);
      if (!AwaitFront(lock)) return false;
    }
    std::unique_lock lock(mutex_);
    return SendFront(lock);
  }

  const std::vector<ir::Literal>& body_;
  const RowLayout layout_;
  const Plan plan_;  // of the rest
  Step& rest_;
  Step& sink_;
  Execution& execution_;
  std::size_t alone_ = 0;  // batches that went on to the rest
  bool is_sharing_ = false;
  std::atomic<bool> gives_up_ = false;
  std::vector<std::unique_ptr<Helper>> helpers_;
  OwnSink own_;
  std::unique_ptr<JoinPipeline> pipeline_;  // of the thread that asks, while it shares
  Task* own_task_ = nullptr;

  std::mutex mutex_;  // guards what follows; only the thread that asks puts tasks in and out
  std::condition_variable wanted_, moved_, drained_;
  std::deque<std::unique_ptr<Task>> tasks_;
  bool is_over_ = false;
};

}  // namespace

std::unique_ptr<Step> ShareRest(const std::vector<ir::Literal>& body, std::size_t slots,
                                const Plan& plan, Step& rest, Step& sink, Execution& execution) {
  const bool is_atom = std::holds_alternative<ir::Atom>(body[plan.front().literal].node);
  if (execution.workers == nullptr || execution.profile != nullptr || !is_atom) return nullptr;
  return std::make_unique<SharedRest>(body, slots, plan, rest, sink, execution);
}

}  // namespace lode
