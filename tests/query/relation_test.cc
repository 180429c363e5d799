// Relations against sets of the standard library.

#include "query/rows/relation.h"

#include <gtest/gtest.h>

#include <atomic>
#include <ctime>
#include <map>
#include <random>

namespace lode {
namespace {

TermId Term(std::uint64_t number) {
  return TermId::Make(TermTag::kEntity, number);
}

// Pairs of few terms are held as bits, of many by hashes; the change from one to the other,
// either way, must not show.
TEST(Relation, HoldsEachPairOnceHoweverManyTermsThereAre) {
  std::mt19937 random(5);
  for (const unsigned terms : {90u, 300u, 3000u, 1u << 30}) {
    const QueryOptions options;
    Budget budget(options);
    {
      Relation relation(2, budget);
      std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint32_t> wanted;
      for (std::uint32_t i = 0; i < 60'000; ++i) {
        // The last third meets terms that are new.
        const std::uint64_t shift = i > 40'000 && terms == 300 ? i : 0;
        const std::uint64_t a = random() % terms + shift, b = random() % terms + shift;
        const TermId row[] = {Term(a), Term(b)};
        const auto [at, is_new] = wanted.try_emplace({a, b}, relation.size());
        ASSERT_EQ(relation.Insert(row), is_new);
        ASSERT_EQ(relation.size(), wanted.size());
        if (i == 50'000) {
          EXPECT_EQ(relation.Find(row), at->second);
          const TermId other[] = {Term(a), TermId::Make(TermTag::kText, b)};
          EXPECT_EQ(relation.Find(other), Relation::kNoRow);
        }
      }
      EXPECT_EQ(budget.memory_bytes(), relation.bytes());
      for (const auto& [pair, number] : wanted) {
        ASSERT_EQ(relation.row(number)[0], Term(pair.first));
        ASSERT_EQ(relation.row(number)[1], Term(pair.second));
        const TermId row[] = {Term(pair.first), Term(pair.second)};
        ASSERT_EQ(relation.Find(row), number);
        ASSERT_EQ(relation.InsertOrFind(row), number);
      }
      EXPECT_EQ(budget.memory_bytes(), relation.bytes());
    }
    EXPECT_EQ(budget.memory_bytes(), 0);
  }
}

TEST(Relation, OfPairsObeysTheLimitOfMemory) {
  QueryOptions options;
  options.max_memory_bytes = 1 << 20;
  Budget budget(options);
  Relation relation(2, budget);
  std::uint32_t inserted = 0;
  for (std::uint64_t i = 0; i < 400'000; ++i) {
    const TermId row[] = {Term(i / 1000), Term(i % 1000)};
    inserted += relation.Insert(row) ? 1 : 0;
  }
  EXPECT_TRUE(budget.stopped());
  EXPECT_LT(inserted, 100'000u);
  EXPECT_EQ(relation.size(), inserted);
}

// A question that is cancelled stops while a table or an index of many rows is made, not behind
// it, and leaves both so that the next question finds every row.
TEST(Relation, StopsWhileItGrowsAndLosesNoRow) {
  std::atomic<bool> cancel = false;
  QueryOptions options;
  options.cancel = &cancel;
  Budget budget(options);
  Relation relation(3, budget);
  const auto insert = [&](std::uint64_t i) {
    const TermId row[] = {Term(i * 7919 % 100'003), Term(i % 1000), Term(5)};
    return relation.InsertOrFind(row);
  };
  // A table of 65,536 cells is grown for the row behind half of them.
  constexpr std::uint32_t kHalf = 32'768;
  for (std::uint32_t i = 0; i < kHalf; ++i) ASSERT_EQ(insert(i), i);
  const std::uint64_t before = budget.memory_bytes();
  cancel = true;
  EXPECT_EQ(insert(kHalf), Relation::kNoRow);
  EXPECT_EQ(relation.size(), kHalf);
  EXPECT_EQ(budget.memory_bytes(), before);
  EXPECT_TRUE(budget.stopped());
  const auto count = [&] {
    const TermId key[] = {Term(0), Term(7), Term(0)};
    std::uint32_t found = 0;
    for (std::uint32_t row = relation.First(0b010, key); row != Relation::kNoRow;
         row = relation.Next(0b010, key, row))
      ++found;
    return found;
  };
  EXPECT_LT(count(), 33u) << "the index is made to its end";

  cancel = false;
  budget.Start();
  EXPECT_EQ(insert(kHalf), kHalf);
  for (std::uint32_t i = 0; i < kHalf; ++i) ASSERT_EQ(insert(i), i);
  EXPECT_EQ(count(), 33u);
}

// Rows that came sorted have no table until one comes that does not, and many pairs are tried as
// bits first: neither is done for a question that is cancelled.
TEST(Relation, StopsBeforeItHasATableAndLosesNoRow) {
  constexpr std::uint32_t kMany = 100'000;
  for (const std::uint32_t arity : {2u, 3u}) {
    std::atomic<bool> cancel = false;
    QueryOptions options;
    options.cancel = &cancel;
    Budget budget(options);
    Relation relation(arity, budget);
    const auto row = [](std::uint64_t i) {
      return std::vector<TermId>{Term(i / 100), Term(i % 100), Term(5)};
    };
    for (std::uint32_t i = 0; i < kMany; ++i) ASSERT_TRUE(relation.Insert(row(i).data()));
    cancel = true;
    const std::vector<TermId> late = {Term(3), Term(1000), Term(5)};
    EXPECT_FALSE(relation.Insert(late.data()));
    EXPECT_TRUE(budget.stopped());
    EXPECT_EQ(relation.Find(row(7).data()), Relation::kNoRow) << "a table was made";
    // Nor is it begun anew for each row that still comes.
    const std::clock_t begin = std::clock();
    for (int i = 0; i < 30'000; ++i) ASSERT_FALSE(relation.Insert(late.data()));
    EXPECT_LT(std::clock() - begin, CLOCKS_PER_SEC / 10);
    EXPECT_EQ(relation.size(), kMany);

    cancel = false;
    budget.Start();
    EXPECT_TRUE(relation.Insert(late.data()));
    EXPECT_FALSE(relation.Insert(row(kMany - 1).data()));
    for (std::uint32_t i = 0; i < kMany; i += 99) ASSERT_EQ(relation.Find(row(i).data()), i);
    EXPECT_EQ(relation.size(), kMany + 1);
  }
}

}  // namespace
}  // namespace lode
