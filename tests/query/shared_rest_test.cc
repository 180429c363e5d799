// Several threads on one question: the same rows in the same order, the same limits.

#include "query/run/shared_rest.h"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include "query/program/rewrite.h"
#include "query/rows/workers.h"
#include "query/run/fixpoint.h"
#include "tests/query/ask.h"

namespace lode {
namespace {

constexpr const char* kSchema = "predicate likes\npredicate hates < likes\npredicate meets sym\n";

std::string NameOf(std::uint64_t number) {
  return "n" + std::to_string(number);
}

std::shared_ptr<FakeSnapshot> World(std::uint64_t seed, std::uint64_t nodes, std::size_t triples) {
  const std::string predicates[] = {"likes", "hates", "meets", "eats"};
  std::mt19937_64 random(seed);
  auto world = std::make_shared<FakeSnapshot>(kSchema);
  for (std::size_t i = 0; i < triples; ++i) {
    const std::string subject = NameOf(random() % nodes), object = NameOf(random() % nodes);
    world->Add(subject, predicates[random() % 4], object);
    if (i % 3 == 0)
      world->Add(subject, "paid",
                 Money(static_cast<double>(random() % 9), random() % 8 == 0 ? "USD" : "EUR"));
  }
  return world;
}

struct Found {
  std::vector<std::vector<TermId>> rows;
  std::uint64_t left_out = 0;
  std::string status;
  bool operator==(const Found&) const = default;
};

// Below the engine's door, where batches are small, so that small worlds are shared.
Found RowsOf(const FakeSnapshot& world, const std::string& text, Workers* workers,
             const QueryOptions& options = {}) {
  const Parsed parsed = Parse(text, options);
  EXPECT_TRUE(parsed.ok()) << text;
  const auto& query = std::get<ast::Query>(parsed.program.clauses.at(0));
  Budget budget(options);
  TermTable terms(world);
  Evaluator evaluator(terms);
  RelationNames names;
  const ir::Program program = *LowerRules({}, terms, options.parameters, names);
  const Result<ir::Query> lowered = LowerQuery(query, {terms, options.parameters, program, names});
  std::vector<std::unique_ptr<Relation>> relations;
  std::map<std::string, StoredRead> reads;
  Execution execution{world, terms, evaluator, budget, program, relations, reads, 4};
  execution.workers = workers;
  Relation rows(static_cast<std::uint32_t>(lowered->rule.columns.size()), budget);
  std::vector<ir::Term> columns;
  for (const auto& column : lowered->rule.columns) columns.push_back(std::get<ir::Term>(column));
  InsertSink sink(columns, lowered->rule.slot_count, rows, execution);
  RunRule(lowered->rule, {}, sink, execution);
  Found found;
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    found.rows.emplace_back(rows.row(i), rows.row(i) + rows.arity());
  found.left_out = execution.left_out.rows;
  found.status = budget.status().message();
  return found;
}

TEST(SharedRest, GivesTheRowsOfOneThreadInTheirOrder) {
  const char* texts[] = {
      "likes(X, Y), meets(Y, Z)?",
      "likes(X, Y), meets(Y, Z), not eats(X, Z), X != Z?",
      "eats(X, Y), likes(Y, Z), eats(Z, X)?",
      "eats(X, Y), eats(Y, Z) select X, Z?",
      "meets(X, Y), meets(Y, Z), starts-with(Z, \"n1\"), any(Z, W)?",
      "eats(X, Y), likes(Y, _) select X?",
  };
  Workers workers(3);
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const auto world = World(seed, 25, 500);
    for (const char* text : texts) {
      const Found alone = RowsOf(*world, text, nullptr);
      ASSERT_GT(alone.rows.size(), 20U) << text;
      const std::uint64_t turns = workers.turns();
      EXPECT_EQ(RowsOf(*world, text, &workers), alone) << text << ", seed " << seed;
      EXPECT_GT(workers.turns(), turns) << text << " was not shared";
    }
  }
}

TEST(SharedRest, LeavesOutTheRowsThatOneThreadDoes) {
  Workers workers(2);
  const auto world = World(3, 25, 600);
  const std::string text = "eats(X, Y), paid(Y, M), paid(X, N), M > N?";
  const Found alone = RowsOf(*world, text, nullptr);
  EXPECT_GT(alone.left_out, 0U);
  EXPECT_GT(alone.rows.size(), 0U);
  EXPECT_EQ(RowsOf(*world, text, &workers), alone);
  EXPECT_GT(workers.turns(), 0U);
}

TEST(SharedRest, DoesNotShareWhatMakesIds) {
  Workers workers(2);
  const auto world = World(3, 25, 600);
  const std::string text = "eats(X, Y), likes(Y, Z), L = lower(Z) select X, L?";
  EXPECT_EQ(RowsOf(*world, text, &workers), RowsOf(*world, text, nullptr));
  EXPECT_EQ(workers.turns(), 0U);
}

TEST(SharedRest, KeepsTheLimitOfMemory) {
  Workers workers(3);
  const auto world = World(5, 60, 3000);
  QueryOptions options;
  options.max_memory_bytes = 1 << 20;
  const Found found =
      RowsOf(*world, "eats(X, Y), eats(Y, Z), eats(Z, W), eats(W, V)?", &workers, options);
  EXPECT_NE(found.status.find("`memory`"), std::string::npos) << found.status;
  EXPECT_FALSE(workers.is_busy());
}

TEST(SharedRest, EndsWhenItIsCancelled) {
  Workers workers(3);
  const auto world = World(5, 200, 8000);
  std::atomic<bool> cancel = false;
  QueryOptions options;
  options.cancel = &cancel;
  std::jthread canceller([&](const std::stop_token& is_over) {
    while (workers.turns() == 0 && !is_over.stop_requested()) std::this_thread::yield();
    cancel = true;
  });
  const std::string text = "eats(X, Y), eats(Y, Z), eats(Z, W), eats(W, V), X != V?";
  EXPECT_EQ(RowsOf(*world, text, &workers, options).status, "the query was cancelled");
  EXPECT_FALSE(workers.is_busy());
}

// The same through the door: rules, recursions, aggregates, limits.
TEST(SharedRest, AnswersAsOneThread) {
  const auto world = World(9, 120, 10'000);
  const char* texts[] = {
      "any(X, Y), eats(Y, Z), not likes(X, Z) select count(X)?",
      "any(X, Y), eats(Y, Z) select X, count(Z) as N order by N desc, X limit 7?",
      "far(X, Y) :- eats(X, Y). far(X, Z) :- far(X, Y), likes(Y, Z). far(X, Y) select X, Y?",
      "far(X, Y) :- eats(X, Y). far(X, Z) :- far(X, Y), far(Y, Z). far(X, Y) select count()?",
      "any(X, Y), eats(Y, Z), X != Z select X, Z limit 9000?",
  };
  for (const char* text : texts) {
    QueryOptions options;
    const Asked alone = Ask(world, text, options);
    options.threads = 3;
    const Asked shared = Ask(world, text, options);
    ASSERT_TRUE(alone.status.ok()) << alone.status.message();
    ASSERT_FALSE(alone.rows().empty());
    EXPECT_EQ(shared.rows(), alone.rows()) << text;
  }
}

TEST(Workers, RunEachNumberOnceATurn) {
  Workers workers(4);
  for (int turn = 0; turn < 50; ++turn) {
    std::atomic<int> sum = 0;
    const std::size_t started = workers.Start([&](std::size_t number) { sum += 1 << number; });
    workers.Wait();
    EXPECT_EQ(started, 4U);
    EXPECT_EQ(sum, 15);
  }
}

}  // namespace
}  // namespace lode
