// Packed blocks: what goes in comes out, each row can be found, and no bytes do harm.

#include "storage/statements/block.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace lode {
namespace {

using Random = std::mt19937_64;

std::uint64_t Pick(Random& random, std::uint64_t below) {
  return random() % below;
}

// A column's number: dense names, texts, whole numbers, dates, or any bits at all.
std::uint64_t Number(Random& random, int kind) {
  switch (kind) {
    case 0: return TermId::Make(TermTag::kEntity, Pick(random, 50)).bits;
    case 1: return TermId::Make(TermTag::kText, Pick(random, 1'000'000)).bits;
    case 2: return TermId::Make(TermTag::kInteger, (1ull << 55) + Pick(random, 1000) - 500).bits;
    case 3: return TermId::Make(TermTag::kDate, ((1ull << 40) + Pick(random, 3650)) << 3 | 4).bits;
    case 4: return Number(random, static_cast<int>(Pick(random, 4)));
    case 5: return random();
    default: return 7;
  }
}

std::vector<OrderedRow> RandomRows(Random& random, std::size_t count) {
  const int kinds[] = {static_cast<int>(Pick(random, 7)), static_cast<int>(Pick(random, 7)),
                       static_cast<int>(Pick(random, 7))};
  const bool any_statement = Pick(random, 8) == 0;
  const std::uint64_t articles = 1 + Pick(random, 5000);
  std::set<RowKey> keys;
  for (std::size_t tries = 0; keys.size() < count && tries < 4 * count; ++tries) {
    RowKey key{};
    for (std::size_t i = 0; i < 3; ++i) key[i] = Number(random, kinds[i]);
    key[3] =
        any_statement ? random() : StatementTerm(Pick(random, articles), Pick(random, 70)).bits;
    keys.insert(key);
  }
  std::vector<OrderedRow> rows;
  const std::uint64_t labels = 1 + Pick(random, 40);
  for (const RowKey& key : keys) {
    const std::uint64_t label = Pick(random, labels);
    rows.push_back({key, static_cast<std::uint8_t>(label % 2 | (label % 3) << 1),
                    static_cast<std::uint8_t>(label * 7)});
  }
  return rows;
}

std::vector<std::size_t> Sizes() {
  return {1, 2, 3, 7, 64, 128, 500, 1024, 1536};
}

TEST(Block, GivesBackTheRowsItWasMadeOf) {
  Random random(1);
  for (int round = 0; round < 40; ++round)
    for (std::size_t size : Sizes()) {
      const std::vector<OrderedRow> rows = RandomRows(random, size);
      const std::string bytes = EncodeBlock(rows);
      auto decoded = DecodeBlock(bytes);
      ASSERT_TRUE(decoded.ok());
      ASSERT_EQ(*decoded, rows);
      EXPECT_EQ(EncodeBlock(*decoded), bytes);
      RowBlock block;
      ASSERT_TRUE(block.Open(bytes));
      const std::size_t from = Pick(random, rows.size());
      std::vector<OrderedRow> some(1 + Pick(random, rows.size() - from));
      block.Decode(from, some);
      EXPECT_TRUE(std::equal(some.begin(), some.end(), rows.begin() + static_cast<long>(from)));
    }
}

TEST(Block, FindsRowsLikeASearchOfTheRowsThemselves) {
  Random random(2);
  for (int round = 0; round < 60; ++round) {
    const std::vector<OrderedRow> rows = RandomRows(random, 1 + Pick(random, 1200));
    const std::string bytes = EncodeBlock(rows);
    RowBlock block;
    ASSERT_TRUE(block.Open(bytes));
    for (int probe = 0; probe < 60; ++probe) {
      RowKey key = rows[Pick(random, rows.size())].key;
      if (probe % 3 == 1) key[Pick(random, 4)] += Pick(random, 3) - 1;
      if (probe % 3 == 2) key[Pick(random, 4)] = random();
      const auto at = std::partition_point(rows.begin(), rows.end(),
                                           [&](const OrderedRow& row) { return row.key < key; });
      ASSERT_EQ(block.NotBefore(key), static_cast<std::size_t>(at - rows.begin()));
      for (std::size_t columns = 0; columns <= 3; ++columns) {
        const auto matches = [&](const OrderedRow& row) {
          return std::equal(key.begin(), key.begin() + static_cast<long>(columns), row.key.begin());
        };
        const auto range = block.Find({key.data(), columns});
        ASSERT_EQ(range.to - range.from,
                  static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), matches)));
        if (range.from < range.to) {
          EXPECT_TRUE(matches(rows[range.from]));
          EXPECT_TRUE(matches(rows[range.to - 1]));
        }
        const auto further = block.FindFrom({key.data(), columns}, key);
        EXPECT_EQ(further.from, block.NotBefore(key));
        EXPECT_EQ(further.to, std::max(range.to, further.from));
        RowKey begin{};
        std::copy_n(key.begin(), columns, begin.begin());
        EXPECT_EQ(range.from, block.NotBefore(begin));
      }
    }
  }
}

TEST(Block, RefusesBytesThatAreNone) {
  Random random(3);
  const std::string bytes = EncodeBlock(RandomRows(random, 300));
  EXPECT_FALSE(DecodeBlock("").ok());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(DecodeBlock(std::string_view(bytes).substr(0, size)).ok()) << size;
  EXPECT_FALSE(DecodeBlock(bytes + "x").ok());
  std::string other = bytes;
  other[0] = 2;
  auto refused = DecodeBlock(other);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.status().code(), Code::kCorrupt);
}

TEST(Block, DamageIsRefusedOrReadAsRowsAndNeverReadsOutside) {
  Random random(4);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = EncodeBlock(RandomRows(random, 1 + Pick(random, 40)));
    for (std::uint64_t change = 0; change <= Pick(random, 4); ++change)
      bytes[Pick(random, bytes.size())] = static_cast<char>(random());
    auto rows = DecodeBlock(bytes);
    if (rows.ok()) {
      EXPECT_EQ(*DecodeBlock(EncodeBlock(*rows)), *rows);
    }
    RowBlock block;
    if (!block.Open(bytes)) continue;
    const RowKey key = {random(), random(), random(), random()};
    EXPECT_LE(block.NotBefore(key), block.size());
    EXPECT_LE(block.Find({key.data(), 2}).to, block.size());
    const RowBlock::Range range = block.FindFrom({key.data(), 1}, key);
    EXPECT_LE(range.from, block.size());
    EXPECT_LE(range.to, block.size());
  }
}

TEST(Block, RowsOfOnePredicateTakeFewBytes) {
  Random random(5);
  std::set<RowKey> keys;
  while (keys.size() < 1024)
    keys.insert({TermId::Make(TermTag::kPredicate, 3).bits,
                 TermId::Make(TermTag::kEntity, Pick(random, 3000)).bits,
                 TermId::Make(TermTag::kEntity, Pick(random, 100'000)).bits,
                 StatementTerm(Pick(random, 20'000), Pick(random, 60)).bits});
  std::vector<OrderedRow> rows;
  for (const RowKey& key : keys) rows.push_back({key, 0, 200});
  // 12 bits, 17, and 15 with 6 of the statement, of 33 bytes.
  EXPECT_LT(EncodeBlock(rows).size(), 1024 * 7);
}

}  // namespace
}  // namespace lode
