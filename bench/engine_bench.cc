// The engine beside SQLite and DuckDB: one graph, the same questions, one table.
//
//   engine_bench FOLDER_OF_BENCH [N [TEXT]]
//
// N triples of news (100,000), a follower graph, a chain and a tree are imported by every system
// that is there, from one file; each workload runs in turns, three times, and the best time of
// each counts; `engine_bench --ask-lode FOLDER` asks lode alone again. Where the systems find
// different things the line says DISAGREES. With TEXT only workloads with TEXT in their names run;
// TEXT|OTHER: with one of these. Files lie in a new folder that is deleted afterwards, or in the
// one that LODE_BENCH_FOLDER names: that stays, and what was imported there is asked again.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "bench/peer.h"

namespace lode::bench {

namespace {

constexpr int kRounds = 3;
constexpr double kLongRound = 5;  // seconds; such a one is not repeated

using Peers = std::vector<std::unique_ptr<Peer>>;

// The best of some rounds, the systems in turns.
template <typename Work>
std::vector<Outcome> InTurns(const Peers& peers, int rounds, Work work) {
  std::vector<Outcome> best(peers.size());
  for (int round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < peers.size(); ++i) {
      if (round > 0 && (!best[i].ran || best[i].seconds > kLongRound)) continue;
      const Outcome outcome = work(*peers[i]);
      if (round == 0 || (outcome.ran && outcome.seconds < best[i].seconds)) best[i] = outcome;
    }
  return best;
}

std::string Time(double seconds) {
  char text[40];
  if (seconds < 1e-3)
    std::snprintf(text, sizeof text, "%.1f us", seconds * 1e6);
  else if (seconds < 1)
    std::snprintf(text, sizeof text, "%.2f ms", seconds * 1e3);
  else
    std::snprintf(text, sizeof text, "%.2f s", seconds);
  return text;
}

// A line: a cell a system and, beside each peer, how many of its times lode takes.
void Print(const std::string& name, const std::vector<std::string>& cells,
           const std::vector<double>& times, const std::string& note) {
  std::printf("| %-26s |", name.c_str());
  for (const std::string& cell : cells) std::printf(" %11s |", cell.c_str());
  for (std::size_t i = 1; i < times.size(); ++i)
    if (times[0] > 0 && times[i] > 0)
      std::printf(" %8.2f |", times[0] / times[i]);
    else
      std::printf(" %8s |", "-");
  std::printf(" %s |\n", note.c_str());
  std::fflush(stdout);
}

void PrintOutcomes(const std::string& name, const std::vector<Outcome>& outcomes,
                   std::size_t questions, bool compares) {
  std::vector<std::string> cells, errors;
  std::vector<double> times;
  bool agrees = true;
  for (const Outcome& outcome : outcomes) {
    times.push_back(outcome.ran ? outcome.seconds / static_cast<double>(questions) : 0);
    cells.push_back(outcome.ran ? Time(times.back()) : outcome.error.empty() ? "-" : "failed");
    if (!outcome.error.empty())
      std::fprintf(stderr, "%s: %s\n", name.c_str(), outcome.error.c_str());
    agrees = agrees && (!outcome.ran || outcome.check == outcomes.front().check);
  }
  std::string note = compares ? std::to_string(outcomes.front().check) : "";
  if (compares && !agrees) {
    note = "DISAGREES:";
    for (const Outcome& outcome : outcomes)
      note += outcome.ran ? " " + std::to_string(outcome.check) : " -";
  }
  Print(name, cells, times, note);
}

void PrintMemory(const std::string& name, const std::vector<Outcome>& outcomes) {
  std::vector<std::string> cells;
  std::vector<double> bytes;
  for (const Outcome& outcome : outcomes) {
    bytes.push_back(static_cast<double>(outcome.memory));
    cells.push_back(outcome.memory > 0 ? std::to_string(outcome.memory / 1'000'000) + " MB" : "-");
  }
  Print(name, cells, bytes, "");
}

void PrintHead(const Peers& peers) {
  std::vector<std::string> cells;
  std::printf("| %-26s |", "time a question");
  for (const auto& peer : peers) std::printf(" %11s |", peer->name());
  for (std::size_t i = 1; i < peers.size(); ++i) std::printf(" / %s |", peers[i]->name());
  std::printf(" found |\n|---|");
  for (std::size_t i = 0; i < 2 * peers.size(); ++i) std::printf("---|");
  std::printf("\n");
}

void PrintSize(const Peers& peers, std::size_t triples) {
  std::vector<std::string> cells;
  std::vector<double> bytes;
  for (const auto& peer : peers) {
    char text[40];
    bytes.push_back(static_cast<double>(peer->BytesOnDisk()) / static_cast<double>(triples));
    std::snprintf(text, sizeof text, "%.1f", bytes.back());
    cells.emplace_back(text);
  }
  Print("bytes on disk a triple", cells, bytes, "");
}

// What a system reads when it is first asked belongs to the line before.
void WarmUp(const Peers& peers, Workload workload) {
  workload.questions.resize(1);
  workload.arguments.resize(1);
  for (const auto& peer : peers) (void)peer->Run(workload);
}

Peers MakePeers(const std::string& folder, const std::string& sources) {
  Peers peers;
  peers.push_back(MakeLode(folder));
  std::string why;
  if (auto peer = MakeSqlite(folder, why)) peers.push_back(std::move(peer));
  if (!why.empty()) std::printf("no SQLite: %s\n", std::exchange(why, "").c_str());
  if (auto peer = MakeDuckDb(folder, sources + "/duckdb_peer.py", why))
    peers.push_back(std::move(peer));
  if (!why.empty()) std::printf("no DuckDB: %s\n", why.c_str());
  return peers;
}

bool ImportAll(const Peers& peers, const std::string& file, std::size_t triples) {
  const bool is_large = triples > 400'000;
  const std::vector<Outcome> imported =
      InTurns(peers, is_large ? 1 : kRounds, [&](Peer& peer) { return peer.Import(file); });
  PrintOutcomes("import, a triple", imported, triples, true);
  PrintMemory("import, memory", imported);
  return std::all_of(imported.begin(), imported.end(),
                     [](const Outcome& outcome) { return outcome.ran; });
}

bool IsAsked(const Workload& workload, std::string only) {
  for (only += '|'; !only.empty(); only.erase(0, only.find('|') + 1))
    if (workload.name.find(only.substr(0, only.find('|'))) != std::string::npos) return true;
  return false;
}

void RunWorkload(const Peers& peers, const Workload& workload) {
  const std::vector<Outcome> outcomes = InTurns(peers, kRounds, [&](Peer& peer) {
    if (workload.sql.empty() && &peer != peers.front().get()) return Outcome{};
    return workload.process ? peer.InNewProcess(workload) : peer.Run(workload);
  });
  PrintOutcomes(workload.name, outcomes, workload.arguments.size(), !workload.process);
  if (workload.process) PrintMemory(workload.name + ", memory", outcomes);
}

int RunIn(const std::string& folder, const std::string& sources, std::uint64_t size,
          const std::string& only) {
  const std::string file = folder + "/triples.tsv";
  std::vector<Workload> workloads;
  std::vector<std::string> names;
  std::size_t triples = 0;
  {
    const MadeGraph graph = MakeGraph(size);
    workloads = MakeWorkloads(graph);
    names = graph.suppliers;
    triples = graph.triples.size();
    if (!std::filesystem::exists(file)) WriteTriples(graph, file);
    WriteQuestions(folder, workloads);
  }
  {
    const Peers peers = MakePeers(folder, sources);
    std::printf(
        "%zu triples: %llu of news, then followers, a chain and a tree; processor time, one "
        "thread, best of three in turns\n\n",
        triples, static_cast<unsigned long long>(size));
    PrintHead(peers);
    if (!std::all_of(peers.begin(), peers.end(), [](const auto& one) { return one->IsImported(); }))
      if (!ImportAll(peers, file, triples)) return 1;
    PrintSize(peers, triples);
    if (only.empty()) {
      const auto first = [&](Peer& peer) { return peer.InNewProcess(workloads.front()); };
      PrintOutcomes("open and first question", InTurns(peers, kRounds, first), 1, false);
    }
    WarmUp(peers, workloads.front());
    for (const Workload& workload : workloads)
      if (IsAsked(workload, only)) RunWorkload(peers, workload);
  }
  if (!only.empty()) return 0;
  PrintMemory("all questions, memory", {AskAllOfLode(folder)});
  PrintChanges(folder + "/store", names);
  return 0;
}

int RunAll(const std::string& sources, std::uint64_t size, const std::string& only) {
  namespace fs = std::filesystem;
  if (const char* kept = std::getenv("LODE_BENCH_FOLDER")) {
    fs::create_directories(kept);
    return RunIn(kept, sources, size, only);
  }
  std::string pattern = (fs::temp_directory_path() / "lode-engine-bench-XXXXXX").string();
  const std::string folder = mkdtemp(pattern.data());
  const int status = RunIn(folder, sources, size, only);
  fs::remove_all(folder);
  return status;
}

}  // namespace
}  // namespace lode::bench

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 2 && arguments[0] == "--ask-lode")
    return lode::bench::AskAsWritten(arguments[1]);
  if (arguments.size() >= 3 && arguments[0] == "--first-sqlite")
    return lode::bench::AnswerOneInSqlite(arguments[1], arguments[2],
                                          {arguments.begin() + 3, arguments.end()});
  if (arguments.empty() || arguments.size() > 3) {
    std::fprintf(stderr, "usage: engine_bench FOLDER_OF_BENCH [N [TEXT]]\n");
    return 2;
  }
  const std::uint64_t size =
      arguments.size() > 1 ? std::strtoull(arguments[1].c_str(), nullptr, 10) : 100'000;
  if (size < 1000 || size > 50'000'000) {
    std::fprintf(stderr, "engine_bench: N is between 1,000 and 50,000,000\n");
    return 2;
  }
  return lode::bench::RunAll(arguments[0], size, arguments.size() > 2 ? arguments[2] : "");
}
