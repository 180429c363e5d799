// Micro-benchmarks of the query engine over a snapshot in memory: transitive closure,
// two and three hops from one node and from all, an anti-join, a group.
//
// Graphs are random with a fixed seed. The snapshot is the tests' own, so the store's
// cost of a scan is not in these numbers.

#include <benchmark/benchmark.h>

#include <random>

#include "tests/query/ask.h"

namespace lode {
namespace {

// `nodes` nodes and `edges` random edges of `supplies`, as many again of `buys`.
std::shared_ptr<FakeSnapshot> MakeWorld(int nodes, int edges) {
  auto world = std::make_shared<FakeSnapshot>("predicate supplies\npredicate buys\n");
  std::mt19937 random(1);
  std::vector<TermId> terms;
  terms.reserve(static_cast<std::size_t>(nodes));
  for (int i = 0; i < nodes; ++i) terms.push_back(world->AddEntity("n" + std::to_string(i)));
  const auto any = [&] { return terms[random() % terms.size()]; };
  for (int i = 0; i < edges; ++i) {
    world->AddTriple(any(), "supplies", any());
    world->AddTriple(any(), "buys", any());
  }
  (void)world->Scan({});
  return world;
}

void Run(benchmark::State& state, const std::shared_ptr<FakeSnapshot>& world,
         const std::string& text) {
  QueryOptions options;
  options.max_rows = 0;
  options.max_memory_bytes = 8ull << 30;
  std::string answer;
  for (auto _ : state) {
    const Asked asked = Ask(world, text, options);
    if (!asked.status.ok()) return state.SkipWithError(asked.status.message().c_str());
    answer = asked.rows().front();
  }
  state.SetLabel(answer);
}

void BM_TransitiveClosure(benchmark::State& state) {
  const int nodes = static_cast<int>(state.range(0));
  Run(state, MakeWorld(nodes, nodes * 2),
      "r(X, Y) :- supplies(X, Y). r(X, Z) :- r(X, Y), supplies(Y, Z). r(X, Y) select count()?");
}
BENCHMARK(BM_TransitiveClosure)->Arg(200)->Arg(1000)->Arg(2000)->Unit(benchmark::kMillisecond);

void BM_TwoHopsFromOne(benchmark::State& state) {
  Run(state, MakeWorld(20'000, 100'000), "supplies(n7, Y), buys(Y, Z) select count(Z)?");
}
BENCHMARK(BM_TwoHopsFromOne)->Unit(benchmark::kMicrosecond);

void BM_ThreeHopsFromOne(benchmark::State& state) {
  Run(state, MakeWorld(20'000, 100'000),
      "supplies(n7, Y), buys(Y, Z), supplies(Z, W) select count(W)?");
}
BENCHMARK(BM_ThreeHopsFromOne)->Unit(benchmark::kMicrosecond);

void BM_TwoHopsFromAll(benchmark::State& state) {
  Run(state, MakeWorld(20'000, 100'000), "supplies(X, Y), buys(Y, Z) select count()?");
}
BENCHMARK(BM_TwoHopsFromAll)->Unit(benchmark::kMillisecond);

void BM_ThreeHopsInTheWorstOrder(benchmark::State& state) {
  Run(state, MakeWorld(20'000, 100'000),
      "supplies(Z, W), buys(Y, Z), supplies(n7, Y) select count(W)?");
}
BENCHMARK(BM_ThreeHopsInTheWorstOrder)->Unit(benchmark::kMicrosecond);

void BM_AntiJoin(benchmark::State& state) {
  Run(state, MakeWorld(20'000, 100'000), "supplies(X, _), not buys(X, _) select count(X)?");
}
BENCHMARK(BM_AntiJoin)->Unit(benchmark::kMillisecond);

void BM_GroupTop(benchmark::State& state) {
  Run(state, MakeWorld(20'000, 100'000),
      "supplies(X, Y) select X, count(Y) as N order by N desc limit 10?");
}
BENCHMARK(BM_GroupTop)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lode

BENCHMARK_MAIN();
