// Articles in the order of their ids, read as far as somebody asks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

// Threads: one. REQUIRES: the view outlives it.
class ArticleOrder {
 public:
  explicit ArticleOrder(const KvView& view) : view_(view) {}
  // The number of the article that comes `rank` places behind the first one; none: there are not
  // so many. Cost: a step of a walk over the ids where nobody asked so far yet.
  Result<std::optional<std::uint64_t>> At(std::size_t rank);

 private:
  const KvView& view_;
  std::unique_ptr<KvIterator> walk_;
  std::vector<std::uint64_t> numbers_;
};

}  // namespace lode
