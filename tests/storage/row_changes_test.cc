// Rows in blocks and delta against the plainest thing that could hold the same: a map.

#include "storage/statements/row_changes.h"

#include <map>
#include <memory>
#include <random>

#include "fixture.h"
#include "storage/statements/block.h"
#include "storage/statements/row_stream.h"

namespace lode {
namespace {

using test::TempFolder;

// What a statement says, by its id.
using Model = std::map<TermId, IndexRow>;

constexpr MergeLimits kSmall = {
    .least_delta = 300, .delta_share = 32, .least_direct = 150, .block_rows = 32};

std::vector<OrderedRow> Expected(const Model& model, Order order,
                                 std::span<const std::uint64_t> columns = {}) {
  std::vector<OrderedRow> rows;
  for (const auto& [statement, row] : model) rows.push_back(ToOrder(order, row));
  std::erase_if(rows, [&](const OrderedRow& row) {
    return !std::equal(columns.begin(), columns.end(), row.key.begin());
  });
  std::sort(rows.begin(), rows.end(),
            [](const OrderedRow& a, const OrderedRow& b) { return a.key < b.key; });
  return rows;
}

std::vector<OrderedRow> Found(RowStream& stream, std::span<const std::uint64_t> columns,
                              std::size_t batch = 50) {
  std::vector<OrderedRow> rows, some(batch);
  stream.Seek(columns);
  while (const std::size_t count = stream.Next(some))
    rows.insert(rows.end(), some.begin(), some.begin() + static_cast<long>(count));
  EXPECT_TRUE(stream.status().ok()) << stream.status().message();
  return rows;
}

std::size_t KeysOf(const KvView& view, Table table) {
  std::size_t keys = 0;
  for (auto it = view.Iterate(KeyOf(table)); it->valid(); it->Next()) ++keys;
  return keys;
}

class RowChangesTest : public testing::Test {
 protected:
  RowChangesTest() { Open(); }

  void Open() {
    kv_.reset();
    auto kv = Kv::Open(folder_ / "kv", KvOptions{});
    ASSERT_TRUE(kv.ok()) << kv.status().message();
    kv_ = *std::move(kv);
  }

  IndexRow RandomRow(TermId statement) {
    IndexRow row;
    row.subject = TermId::Make(TermTag::kEntity, random_() % 60);
    row.predicate = TermId::Make(TermTag::kPredicate, random_() % 8);
    row.object = random_() % 3 == 0 ? TermId::Make(TermTag::kText, random_() % 500)
                                    : TermId::Make(TermTag::kEntity, random_() % 60);
    row.statement = statement;
    row.polarity = static_cast<Polarity>(random_() % 2);
    row.modality = static_cast<Modality>(random_() % 6);
    row.confidence_step = static_cast<std::uint8_t>(random_() % 5 * 50);
    return row;
  }

  // Adds, removes and replaces so many statements, in one change.
  void Change(std::size_t count, const MergeLimits& limits = kSmall) {
    RowChanges changes;
    for (std::size_t i = 0; i < count; ++i) {
      const TermId statement = StatementTerm(random_() % 400, random_() % 9);
      const auto known = model_.find(statement);
      if (known != model_.end()) changes.Delete(known->second);
      if (known != model_.end() && random_() % 2 == 0) {
        model_.erase(known);
        continue;
      }
      IndexRow row = RandomRow(statement);
      if (known != model_.end() && random_() % 4 == 0) row = known->second, row.ended = true;
      changes.Put(row);
      model_[statement] = row;
    }
    KvBatch batch;
    Status status = changes.Apply(*kv_->View(), batch, limits);
    ASSERT_TRUE(status.ok()) << status.message();
    ASSERT_TRUE(kv_->Commit(batch).ok());
  }

  // Read from the store, and from blocks and a delta that are kept.
  void Compare(const KvView& view, const Model& model) {
    const BlockCache kept;
    for (const BlockCache* cache : {static_cast<const BlockCache*>(nullptr), &kept, &kept})
      Compare(view, model, cache);
  }

  void Compare(const KvView& view, const Model& model, const BlockCache* cache) {
    for (Order order : kOrders) {
      RowStream stream(view, order, cache);
      ASSERT_EQ(Found(stream, {}), Expected(model, order));
      for (int probe = 0; probe < 20; ++probe) {
        const OrderedRow row = ToOrder(order, RandomRow(StatementTerm(1, 1)));
        const std::span<const std::uint64_t> columns(row.key.data(), 1 + random_() % 3);
        const std::vector<OrderedRow> expected = Expected(model, order, columns);
        ASSERT_EQ(Found(stream, columns, 1 + random_() % 40), expected);
        stream.Seek(columns);
        std::size_t counted = 0;
        while (const std::size_t count = stream.Skip(7)) counted += count;
        ASSERT_EQ(counted, expected.size());
      }
    }
  }

  TempFolder folder_;
  std::unique_ptr<Kv> kv_;
  Model model_;
  std::mt19937 random_{11};
};

TEST_F(RowChangesTest, AreWhatASetOfRowsWouldHold) {
  for (int step = 0; step < 150; ++step) {
    Change(step % 15 == 14 ? 200 + random_() % 200 : 1 + random_() % 40);
    if (step % 10 == 9) Compare(*kv_->View(), model_);
    if (step % 50 == 49) Open();
  }
  EXPECT_GT(KeysOf(*kv_->View(), Table::kSpoBlocks), 10u);
}

TEST_F(RowChangesTest, AReaderKeepsItsStateWhileMergesGoOn) {
  std::vector<std::pair<std::shared_ptr<const KvView>, Model>> held;
  std::shared_ptr<const KvView> first;
  std::unique_ptr<RowStream> half_read;
  std::vector<OrderedRow> rows(100);
  for (int step = 0; step < 60; ++step) {
    Change(step % 9 == 8 ? 300 : 30);
    if (step % 12 == 0) held.emplace_back(kv_->View(), model_);
    if (step != 20) continue;
    first = kv_->View();
    held.emplace_back(first, model_);
    half_read = std::make_unique<RowStream>(*first, Order::kPos);
    half_read->Seek({});
    ASSERT_EQ(half_read->Next(rows), rows.size());
  }
  for (const auto& [view, model] : held) Compare(*view, model);
  std::vector<OrderedRow> all = rows;
  while (const std::size_t count = half_read->Next(rows))
    all.insert(all.end(), rows.begin(), rows.begin() + static_cast<long>(count));
  EXPECT_EQ(all, Expected(held[2].second, Order::kPos));
}

TEST_F(RowChangesTest, TheDeltaStaysBounded) {
  std::size_t most = 0;
  for (int step = 0; step < 70; ++step) {
    Change(40);
    for (Order order : kOrders) most = std::max(most, KeysOf(*kv_->View(), DeltaTable(order)));
  }
  EXPECT_LE(most, kSmall.least_delta + 2 * 40);
  EXPECT_GT(most, kSmall.least_delta / 2);
  Compare(*kv_->View(), model_);
}

TEST_F(RowChangesTest, ALargeChangeWritesBlocksOnly) {
  Change(1000);
  for (Order order : kOrders) {
    EXPECT_EQ(KeysOf(*kv_->View(), DeltaTable(order)), 0u);
    EXPECT_GT(KeysOf(*kv_->View(), BlockTable(order)), model_.size() / 64);
  }
  Compare(*kv_->View(), model_);
}

TEST_F(RowChangesTest, RowsThatAllGoLeaveNothing) {
  for (int step = 0; step < 20; ++step) Change(100);
  RowChanges changes;
  for (const auto& [statement, row] : model_) changes.Delete(row);
  KvBatch batch;
  ASSERT_TRUE(changes.Apply(*kv_->View(), batch, kSmall).ok());
  ASSERT_TRUE(kv_->Commit(batch).ok());
  for (Order order : kOrders) {
    EXPECT_EQ(KeysOf(*kv_->View(), DeltaTable(order)), 0u);
    EXPECT_EQ(KeysOf(*kv_->View(), BlockTable(order)), 0u);
  }
}

TEST_F(RowChangesTest, ABatchThatIsDroppedChangesNothing) {
  for (int step = 0; step < 20; ++step) Change(50);
  const Model before = model_;
  RowChanges changes;
  for (int i = 0; i < 400; ++i) changes.Put(RandomRow(StatementTerm(1000 + random_() % 100, 1)));
  {
    KvBatch dropped;
    ASSERT_TRUE(changes.Apply(*kv_->View(), dropped, kSmall).ok());
  }
  Compare(*kv_->View(), before);
}

TEST_F(RowChangesTest, ADamagedBlockIsNamedAndNotWrittenOver) {
  Change(1000);
  KvBatch damage;
  auto it = kv_->View()->Iterate(KeyOf(Table::kPosBlocks));
  const std::string key(it->key());
  std::vector<OrderedRow> rows = *DecodeBlock(it->value());
  std::string bytes(it->value());
  bytes[1] = static_cast<char>(bytes[1] - 1);
  damage.Put(key, bytes);
  ASSERT_TRUE(kv_->Commit(damage).ok());
  const auto view = kv_->View();
  RowStream stream(*view, Order::kPos);
  stream.Seek({});
  EXPECT_EQ(stream.Next(rows), 0u);
  EXPECT_EQ(stream.status().code(), Code::kCorrupt);
  RowChanges changes;
  for (int i = 0; i < 400; ++i) changes.Put(RandomRow(StatementTerm(1000 + random_() % 100, 1)));
  KvBatch batch;
  EXPECT_EQ(changes.Apply(*view, batch, kSmall).code(), Code::kCorrupt);
}

}  // namespace
}  // namespace lode
