// A session as C holds it. Cursors share it, and keep others out while they are open.
#pragma once

#include <atomic>
#include <memory>

#include "lode/c.h"
#include "lode/query.h"

struct lode_session {
  struct Shared {
    explicit Shared(lode::Store opened) : store(opened), session(std::move(opened)) {}
    lode::Store store;
    lode::QuerySession session;
    std::atomic<bool> is_taken = false;  // by a cursor
  };
  std::shared_ptr<Shared> shared;
};

struct lode_query_options {
  lode::QueryOptions options;
};

namespace lode::doors {

// Takes the session as long as it lives.
class Taken {
 public:
  // kBusy where somebody has it.
  static Result<Taken> Take(const lode_session& session);
  const Store& store() const { return shared_->store; }
  // Keeps the session, which is freed with the last of these.
  std::shared_ptr<QuerySession> session() const { return {shared_, &shared_->session}; }

 private:
  explicit Taken(std::shared_ptr<lode_session::Shared> shared) : shared_(std::move(shared)) {}
  struct GiveBack {
    void operator()(lode_session::Shared* taken) const { taken->is_taken = false; }
  };
  std::shared_ptr<lode_session::Shared> shared_;
  std::unique_ptr<lode_session::Shared, GiveBack> taken_;  // given back before it is let go
};

}  // namespace lode::doors
