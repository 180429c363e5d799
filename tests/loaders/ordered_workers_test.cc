#include "loaders/ordered_workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <random>

namespace lode {
namespace {

TEST(OrderedWorkers, FinishesInTheOrderOfSubmission) {
  for (unsigned workers : {1u, 2u, 7u}) {
    std::vector<int> finished;
    {
      OrderedWorkers<int, int> queue(
          workers, 5,
          [](int job) {
            volatile int sink = 0;  // later jobs are quicker
            for (int i = 0; i < (100 - job % 100) * 200; ++i) sink = sink + i;
            return job;
          },
          [&](int outcome) { finished.push_back(outcome); });
      for (int i = 0; i < 300; ++i) queue.Submit(i);
      queue.Drain();
    }
    ASSERT_EQ(finished.size(), 300u);
    for (int i = 0; i < 300; ++i) EXPECT_EQ(finished[static_cast<std::size_t>(i)], i);
  }
}

TEST(OrderedWorkers, HoldsNoMoreThanItsWindow) {
  std::atomic<int> alive = 0;
  std::atomic<int> most = 0;
  struct Counted {
    std::atomic<int>* alive;
  };
  OrderedWorkers<Counted, Counted> queue(
      3, 6, [](Counted job) { return job; }, [](Counted done) { --*done.alive; });
  for (int i = 0; i < 500; ++i) {
    ++alive;
    queue.Submit({&alive});
    if (alive > most) most = alive.load();
  }
  queue.Drain();
  EXPECT_LE(most, 7);
  EXPECT_EQ(alive, 0);
}

TEST(OrderedWorkers, RestsWhenNothingIsUnderWayAndAfterTheLast) {
  std::atomic<int> finished = 0, at_rest = -1;
  OrderedWorkers<int, int> queue(
      2, 4, [](int job) { return job; }, [&](int) { ++finished; },
      [&] { at_rest = finished.load(); });
  queue.Submit(1);
  while (at_rest != 1) std::this_thread::yield();  // with nothing submitted behind it
  for (int i = 0; i < 50; ++i) queue.Submit(i);
  queue.Drain();
  EXPECT_EQ(at_rest, 51);
}

TEST(OrderedWorkers, EndsWithoutWork) {
  OrderedWorkers<int, int> queue(
      2, 2, [](int job) { return job; }, [](int) {});
  queue.Drain();
}

}  // namespace
}  // namespace lode
