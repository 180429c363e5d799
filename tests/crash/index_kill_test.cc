// Kill a writer whose changes merge rows into blocks, small ones out of the delta and large
// ones at once: what it reported is there, and the index holds whole changes only, each row
// in all three orders. The child is this program again; its thresholds are small, so that
// nearly every change rewrites blocks. LODE_CRASH_ROUNDS sets the number of kills
// (default 10).

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <thread>

#include "storage/statements/row_changes.h"
#include "storage/statements/row_stream.h"
#include "tests/crash/kill_child.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

using test::TempFolder;

using Rows = std::map<TermId, IndexRow>;  // by statement

constexpr MergeLimits kSmall = {
    .least_delta = 400, .delta_share = 32, .least_direct = 250, .block_rows = 64};

// Makes change number `step` in `rows`, and returns what the index is to be told.
RowChanges MakeChange(unsigned step, Rows& rows) {
  std::mt19937 random(step);
  RowChanges changes;
  const auto count = step % 7 == 6 ? 300u : 1 + static_cast<unsigned>(random() % 80);
  for (unsigned i = 0; i < count; ++i) {
    const TermId statement = StatementTerm(random() % 500, random() % 6);
    if (const auto known = rows.find(statement); known != rows.end()) {
      changes.Delete(known->second);
      rows.erase(known);
      if (random() % 2 == 0) continue;
    }
    IndexRow row;
    row.subject = TermId::Make(TermTag::kEntity, random() % 90);
    row.predicate = TermId::Make(TermTag::kPredicate, random() % 9);
    row.object = TermId::Make(TermTag::kEntity, random() % 90);
    row.statement = statement;
    changes.Put(row);
    rows[statement] = row;
  }
  return changes;
}

std::unique_ptr<Kv> OpenIndex(const std::string& folder) {
  auto kv = Kv::Open(folder, KvOptions{});
  EXPECT_TRUE(kv.ok()) << kv.status().message();
  return *std::move(kv);
}

std::vector<OrderedRow> RowsAfter(unsigned steps, Order order) {
  Rows rows;
  for (unsigned step = 0; step < steps; ++step) (void)MakeChange(step, rows);
  std::vector<OrderedRow> ordered;
  for (const auto& [statement, row] : rows) ordered.push_back(ToOrder(order, row));
  std::sort(ordered.begin(), ordered.end(),
            [](const OrderedRow& a, const OrderedRow& b) { return a.key < b.key; });
  return ordered;
}

std::vector<OrderedRow> RowsOf(const Kv& kv, Order order) {
  const auto view = kv.View();
  RowStream stream(*view, order);
  stream.Seek({});
  std::vector<OrderedRow> rows, some(100);
  while (const std::size_t count = stream.Next(some))
    rows.insert(rows.end(), some.begin(), some.begin() + static_cast<long>(count));
  EXPECT_TRUE(stream.status().ok()) << stream.status().message();
  return rows;
}

// The child. Run by name only.
TEST(CrashMerger, DISABLED_MakesChangesUntilItIsKilled) {
  const auto kv = OpenIndex(std::getenv("LODE_CRASH_STORE"));
  const auto from = static_cast<unsigned>(std::atoi(std::getenv("LODE_CRASH_FROM")));
  Rows rows;
  for (unsigned step = 0; step < from; ++step) (void)MakeChange(step, rows);
  for (unsigned step = from;; ++step) {
    RowChanges changes = MakeChange(step, rows);
    KvBatch batch;
    ASSERT_TRUE(changes.Apply(*kv->View(), batch, kSmall).ok());
    ASSERT_TRUE(kv->Commit(batch).ok());
    ASSERT_EQ(::write(3, &step, sizeof step), static_cast<ssize_t>(sizeof step));
  }
}

// Runs the child on the index from change `from` on until it has reported some changes and
// a little longer, kills it, and returns how many changes were reported in all.
unsigned KilledFrom(const std::string& folder, unsigned from, std::mt19937& random) {
  test::Child child("CrashMerger",
                    {{"LODE_CRASH_STORE", folder}, {"LODE_CRASH_FROM", std::to_string(from)}});
  unsigned step = 0, reported = from;
  const unsigned changes = 5 + static_cast<unsigned>(random() % 20);
  while (reported < from + changes && child.Read(step)) reported = step + 1;
  std::this_thread::sleep_for(std::chrono::microseconds(random() % 5000));
  child.Kill();
  while (child.Read(step)) reported = step + 1;
  return reported;
}

TEST(Crash, AMergeIsThereWholeOrNotAtAll) {
  const int rounds = test::CrashRounds(10);
  TempFolder folder;
  std::mt19937 random(3);
  unsigned done = 0;
  for (int round = 0; round < rounds; ++round) {
    const unsigned reported = KilledFrom(folder / "kv", done, random);
    ASSERT_GT(reported, done) << "round " << round << ": the writer gave up";
    const auto kv = OpenIndex(folder / "kv");
    done = reported;
    if (RowsOf(*kv, Order::kSpo) != RowsAfter(done, Order::kSpo)) ++done;  // not yet reported
    for (Order order : kOrders)
      ASSERT_EQ(RowsOf(*kv, order), RowsAfter(done, order)) << "round " << round;
  }
}

}  // namespace
}  // namespace lode
