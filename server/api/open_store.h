// The store as it is now: opened for reading, and anew when somebody has written.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lode/lode.h"
#include "server/http/metrics.h"

namespace lode::server {

// The store as of one opening, with what is worth keeping of it. Who holds it goes on seeing
// it so. Threads: any.
class StoreView {
 public:
  StoreView(Store store, std::size_t most_sessions)
      : store_(std::move(store)), most_sessions_(most_sessions) {}

  const Store& store() const { return store_; }

  // A session of nobody else, without rules of its own; goes back when it is destroyed.
  class Lease {
   public:
    Lease(StoreView& view, std::unique_ptr<QuerySession> session)
        : view_(&view), session_(std::move(session)) {}
    Lease(Lease&&) = default;
    ~Lease();
    QuerySession& operator*() { return *session_; }
    QuerySession* operator->() { return session_.get(); }

   private:
    StoreView* view_;
    std::unique_ptr<QuerySession> session_;
  };
  // REQUIRES: the view outlives the lease.
  Lease Session();

  using Statements = std::shared_ptr<const std::vector<Statement>>;
  // As Store::StatementsAbout; the last few entities' are kept. Damaged articles are left out.
  Result<Statements> StatementsAbout(const std::string& entity_id);

  using ArticleIds = std::shared_ptr<const std::unordered_set<std::string>>;
  // The articles of a set; the last few sets' are kept. kNotFound: there is no such set.
  Result<ArticleIds> ArticlesIn(std::string_view set);

 private:
  void GiveBack(std::unique_ptr<QuerySession> session);
  const Store store_;
  const std::size_t most_sessions_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<QuerySession>> idle_;       // guarded by mutex_
  std::list<std::pair<std::string, Statements>> recent_;  // guarded by mutex_, newest first
  std::list<std::pair<std::string, ArticleIds>> sets_;    // guarded by mutex_, newest first
};

// Threads: any.
class OpenStore {
 public:
  // A store that is opened at `path` for reading.
  static Result<std::unique_ptr<OpenStore>> Open(const std::string& path, std::uint64_t cache_bytes,
                                                 std::size_t most_sessions, Metrics& metrics);

  // Opens the store anew where another process, or an upload, has written. Where that fails,
  // the store as it was goes on answering; the metrics tell. Cost: at most ten looks at the
  // folder a second.
  std::shared_ptr<StoreView> Now();
  // Looks again at the next call, whenever the last look was.
  void Expect() { looked_ = Clock::time_point(); }

  const std::string& path() const { return path_; }

 private:
  using Clock = std::chrono::steady_clock;
  OpenStore(std::string path, std::uint64_t cache_bytes, std::size_t most_sessions,
            Metrics& metrics)
      : path_(std::move(path)),
        cache_bytes_(cache_bytes),
        most_sessions_(most_sessions),
        metrics_(metrics) {}
  Result<std::shared_ptr<StoreView>> OpenView() const;

  const std::string path_;
  const std::uint64_t cache_bytes_;
  const std::size_t most_sessions_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::shared_ptr<StoreView> view_;  // guarded by mutex_
  bool opening_ = false;             // guarded by mutex_
  std::atomic<Clock::time_point> looked_{};
};

}  // namespace lode::server
