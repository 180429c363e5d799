#include "server/api/ask.h"

#include <algorithm>
#include <chrono>

namespace lode::server {
namespace {

std::uint64_t Least(std::uint64_t wanted, std::uint64_t most) {
  return wanted == 0 ? most : std::min(wanted, most);
}

}  // namespace

// A place among the questions that run; waits for it.
class Asking::Place {
 public:
  Place(Asking& asking, const std::atomic<bool>* cancel) : asking_(asking) {
    std::unique_lock lock(asking.mutex_);
    const auto until =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(asking.limits_.wait_ms);
    const auto is_free = [&] { return asking_.running_ < asking_.limits_.at_once; };
    ++asking.metrics_.queries_waiting;
    // Woken now and then, to see whether somebody still waits for the answer.
    while (!is_free() && !(cancel != nullptr && *cancel) &&
           std::chrono::steady_clock::now() < until)
      asking.free_.wait_for(lock, std::chrono::milliseconds(50), is_free);
    --asking.metrics_.queries_waiting;
    taken_ = is_free();
    if (!taken_) return;
    ++asking.running_;
    ++asking.metrics_.queries;
  }
  ~Place() {
    if (!taken_) return;
    {
      std::lock_guard lock(asking_.mutex_);
      --asking_.running_;
    }
    --asking_.metrics_.queries;
    asking_.free_.notify_one();
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  bool taken() const { return taken_; }

 private:
  Asking& asking_;
  bool taken_ = false;
};

QueryOptions Asking::Limited(const Call& call, QueryOptions options) const {
  options.timeout_ms = Least(options.timeout_ms, limits_.timeout_ms);
  options.max_memory_bytes = Least(options.max_memory_bytes, limits_.memory_bytes);
  options.max_rows = Least(options.max_rows, limits_.rows);
  options.max_rounds = limits_.rounds;  // no request asks for others
  options.cancel = call.cancel;
  options.senses = senses_;
  return options;
}

Result<QueryOutcome> Asking::Run(StoreView& view, const Call& call, std::string_view text,
                                 QueryOptions options) {
  options = Limited(call, std::move(options));
  QueryOutcome outcome;
  if (Status status = InPlace(call, [&] { outcome = view.Session()->Run(text, options); });
      !status.ok())
    return status;
  return outcome;
}

Status Asking::InPlace(const Call& call, const std::function<void()>& work) {
  const Place place(*this, call.cancel);
  if (call.cancel != nullptr && *call.cancel) {
    ++metrics_.queries_cancelled;
    return Status(Code::kCancelled, "the client has gone");
  }
  if (!place.taken()) {
    ++metrics_.queries_refused;
    return Status(Code::kBusy, std::to_string(limits_.at_once) +
                                   " questions run already, and none ended in time; ask again");
  }
  work();
  if (call.cancel != nullptr && *call.cancel) {
    ++metrics_.queries_cancelled;
    return Status(Code::kCancelled, "the client has gone");
  }
  return {};
}

Result<QueryOutcome> Asking::Run(StoreView& view, const Call& call, std::string_view text,
                                 const std::map<std::string, std::string>& parameters,
                                 std::uint64_t timeout_ms, bool* may_stop) {
  QueryOptions options;
  options.timeout_ms = timeout_ms;
  for (const auto& [name, value] : parameters) options.parameters[name].text = value;
  Result<QueryOutcome> outcome = Run(view, call, text, std::move(options));
  if (!outcome.ok() || outcome->ok()) return outcome;
  const bool limit = MetLimit(*outcome);
  if (limit && may_stop != nullptr) {
    *may_stop = true;
    return outcome;
  }
  std::string message;
  for (const Diagnostic& diagnostic : outcome->diagnostics)
    if (diagnostic.severity == Severity::kError)
      message += (message.empty() ? "" : "; ") + diagnostic.message;
  return Status(limit ? Code::kLimit : Code::kInvalidInput, message);
}

bool MetLimit(const QueryOutcome& outcome) {
  return std::any_of(outcome.diagnostics.begin(), outcome.diagnostics.end(),
                     [](const Diagnostic& diagnostic) {
                       return diagnostic.severity == Severity::kError &&
                              diagnostic.message.find(" the limit `") != std::string::npos;
                     });
}

Reply Refused(const Status& status) {
  if (status.code() != Code::kBusy) return Failure(status);
  Reply reply = Failure(503, "busy", status.message());
  reply.headers["Retry-After"] = "1";
  return reply;
}

}  // namespace lode::server
