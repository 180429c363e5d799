// Sorting under a budget.

#include "query/rows/stoppable_sort.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <utility>

namespace lode {
namespace {

using Pair = std::pair<int, std::size_t>;

// Few different keys, so that many are equal.
std::vector<Pair> Pairs(std::size_t count) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < count; ++i) pairs.emplace_back(static_cast<int>(i * 7919 % 101), i);
  return pairs;
}

bool LessByKey(const Pair& a, const Pair& b) {
  return a.first < b.first;
}

TEST(StoppableSort, SortsStablyWhateverTheSize) {
  for (const std::size_t size : {0, 1, 2, 1023, 1024, 1025, 2048, 2049, 5000, 100'000}) {
    Budget budget({});
    std::vector<Pair> sorted = Pairs(size), expected = sorted;
    ASSERT_TRUE(StoppableSort(sorted, budget, LessByKey)) << size;
    std::stable_sort(expected.begin(), expected.end(), LessByKey);
    EXPECT_EQ(sorted, expected) << size;
  }
}

TEST(StoppableSort, StopsSoonAfterTheCancellation) {
  constexpr std::size_t kSize = 200'000, kSoon = 30'000;
  for (const std::size_t when : {1u, 100'000u, 2'500'000u}) {
    std::atomic<bool> cancel = false;
    QueryOptions options;
    options.cancel = &cancel;
    Budget budget(options);
    std::size_t comparisons = 0;
    std::vector<Pair> pairs = Pairs(kSize);
    EXPECT_FALSE(StoppableSort(pairs, budget, [&](const Pair& a, const Pair& b) {
      if (++comparisons == when) cancel = true;
      return LessByKey(a, b);
    }));
    EXPECT_LT(comparisons, when + kSoon);
    EXPECT_EQ(budget.status().code(), Code::kCancelled);
  }
}

}  // namespace
}  // namespace lode
