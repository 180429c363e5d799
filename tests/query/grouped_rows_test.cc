// Rows laid together against the relation they come from.

#include "query/rows/grouped_rows.h"

#include <gtest/gtest.h>

#include <random>

namespace lode {
namespace {

TEST(GroupedRows, AreThoseOfTheRelationInItsOrder) {
  std::mt19937 random(2);
  const QueryOptions options;
  Budget budget(options);
  Relation relation(3, budget);
  for (int i = 0; i < 3000; ++i) {
    const TermId row[] = {TermId{random() % 40 + 1}, TermId{random() % 15 + 1},
                          TermId{random() % 9}};
    relation.Insert(row);
  }
  for (const ColumnMask mask : {1u, 2u, 4u, 3u, 5u, 6u}) {
    const std::uint64_t before = budget.memory_bytes();
    {
      const GroupedRows grouped(relation, mask, budget);
      EXPECT_GE(budget.memory_bytes(), before + grouped.bytes());
      for (std::uint64_t a = 0; a < 42; ++a)
        for (std::uint64_t b = 0; b < 17; ++b) {
          const TermId key[] = {TermId{a}, TermId{b}, TermId{b % 9}};
          std::vector<TermId> wanted;
          for (std::uint32_t row = relation.First(mask, key); row != Relation::kNoRow;
               row = relation.Next(mask, key, row))
            wanted.insert(wanted.end(), relation.row(row), relation.row(row) + 3);
          const auto found = grouped.Find(key);
          ASSERT_EQ(std::vector<TermId>(found.begin(), found.end()), wanted);
        }
    }
  }
  EXPECT_TRUE(GroupedRows(Relation(2, budget), 1, budget).Find(relation.row(0)).empty());
}

}  // namespace
}  // namespace lode
