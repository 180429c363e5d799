// What was read last, by key, up to so many bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace lode {

// Two generations instead of a list in the order of use: a hit among the young is one look-up
// under the lock. Threads: any.
template <typename Key, typename T, typename Hash = std::hash<Key>>
class Generations {
 public:
  // Keeps up to twice `young_bytes`.
  explicit Generations(std::size_t young_bytes) : most_(young_bytes) {}

  // Null: it is not kept.
  std::shared_ptr<const T> Find(const Key& key) {
    std::lock_guard lock(mutex_);
    if (auto found = young_.find(key); found != young_.end()) return found->second.first;
    auto found = old_.find(key);
    if (found == old_.end()) return nullptr;
    Entry entry = std::move(found->second);
    old_.erase(found);
    Put(key, entry);
    return entry.first;
  }
  void Keep(const Key& key, std::shared_ptr<const T> what, std::size_t bytes) {
    std::lock_guard lock(mutex_);
    Put(key, {std::move(what), bytes});
  }

 private:
  using Entry = std::pair<std::shared_ptr<const T>, std::size_t>;  // and its bytes

  void Put(const Key& key, Entry entry) {
    young_bytes_ += entry.second;
    young_.emplace(key, std::move(entry));
    if (young_bytes_ < most_) return;
    old_ = std::move(young_);
    young_.clear();
    young_bytes_ = 0;
  }

  const std::size_t most_;
  std::mutex mutex_;  // guards what follows
  // What was asked for since `young_` was empty, and what was before: when the young are
  // half of what may be kept, the old ones go and the young become old.
  std::unordered_map<Key, Entry, Hash> young_, old_;
  std::size_t young_bytes_ = 0;
};

}  // namespace lode
