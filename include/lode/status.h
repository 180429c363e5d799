// How lode reports failure: an error is a value the caller must look at.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace lode {

// What the caller can do about an error decides its code.
enum class Code {
  kOk = 0,
  kInvalidInput = 1,  // the text, file or argument is wrong: change it
  kNotFound = 2,      // no such file, article, entity or rule
  kBusy = 3,          // somebody else holds the lock: wait or close it
  kCorrupt = 4,       // stored bytes are damaged: restore or rebuild
  kUnsupported = 5,   // newer format, or a feature that is not built
  kLimit = 6,         // a named limit was met: raise it or ask for less
  kCancelled = 7,     // the caller asked to stop
  kIo = 8,            // the disk or the system refused
  kInternal = 9,      // a fault of lode: report it
};

// A code and one sentence with the thing's name in it and the next step.
// Threads: a value, copy it. Cost: two words while OK.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Code code, std::string message) : code_(code), message_(std::move(message)) {}
  static Status Ok() { return {}; }

  bool ok() const { return code_ == Code::kOk; }
  Code code() const { return code_; }
  const std::string& message() const { return message_; }

 private:
  Code code_ = Code::kOk;
  std::string message_;
};

// A value, or the Status that says why there is none.
// REQUIRES: ok() before value() or operator*.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Status status) : status_(std::move(status)) {}
  Result(Code code, std::string message) : status_(code, std::move(message)) {}

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }
  T& value() & { return *value_; }
  const T& value() const& { return *value_; }
  T&& value() && { return *std::move(value_); }
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return *std::move(value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace lode
