// Articles whose stored bytes cannot be read: each costs itself only, and is named.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

// "article 'a:...' ('path')", as far as its header can be read. `id`: where it is known
// from elsewhere. `why`: what reading it met.
Status DamagedArticle(const KvView& view, std::uint64_t number, const Status& why,
                      std::string_view id = {});

// Whether an error says that stored bytes cannot be had, and not that something is missing.
bool IsDamage(const Status& status);

// Each damaged article once, in the order of their numbers. Threads: any.
class DamageLog {
 public:
  void Add(std::uint64_t article, const Status& named);
  // At most kMostNamed of them, and one that says how many more there are.
  std::vector<Status> All() const;

  static constexpr std::size_t kMostNamed = 20;

 private:
  mutable std::mutex mutex_;  // guards articles_
  std::map<std::uint64_t, Status> articles_;
};

}  // namespace lode
