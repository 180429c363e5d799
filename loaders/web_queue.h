// What is to be fetched, one address after the other: those that were named, and the pages of
// feeds that are followed.
#pragma once

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "loaders/load_run.h"
#include "loaders/network/fetcher.h"
#include "lode/store.h"
#include "lode/web.h"

namespace lode {

// Threads: one. `store` and `run` outlive it.
class WebQueue {
 public:
  WebQueue(Store& store, LoadRun& run, const WebOptions& web, const std::vector<Address>& named);

  // The next answer that brought something to read. What could not be had has become an error
  // of the run.
  std::optional<LoadSource> Next();

  std::uint64_t unchanged() const { return unchanged_; }    // articles, by their servers' word
  std::uint64_t superseded() const { return superseded_; }  // pages that redirects lead to again

 private:
  // An address that was named, or a page that a feed names.
  struct Wanted {
    Address address;
    bool of_feed = false;
  };
  std::optional<LoadSource> Fetch(const Wanted& wanted);
  void FollowAgain(const FetchRecord& known);
  // Wants the pages of a feed; false where it names none.
  bool TakeLinks(const FetchMark& mark);
  void Want(const Address& address);
  void Fail(const Address& address, const std::string& message);

  Store& store_;
  LoadRun& run_;
  const WebOptions& web_;
  const std::string options_;  // hash of what changes what is read
  Fetcher fetcher_;
  std::deque<Wanted> wanted_;
  std::set<std::string> seen_, read_;  // addresses that were wanted; that were led to
  std::string bytes_, charset_;        // of the last answer
  std::uint64_t pages_ = 0, unchanged_ = 0, superseded_ = 0;
  bool told_of_limit_ = false;
};

}  // namespace lode
