// What keeping a rule up to date costs: makes two stores of N triples, one of which keeps a rule of
// two joins (and one its closure), then loads and forgets articles of 60 statements in both, in
// turns; beside it stands evaluating the rule.
//
//   kept_rules [N [TURNS]]      N: 300,000 if not said

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "bench/workloads.h"
#include "lode/lode.h"

namespace {

namespace fs = std::filesystem;

constexpr const char* kJoins = "reaches(X, Z) :- supplies(X, Y), makes(Y, P), located-in(P, Z).\n";
constexpr const char* kClosure =
    "within(X, Y) :- part-of(X, Y).\nwithin(X, Z) :- within(X, Y), part-of(Y, Z).\n";

// Lines of triples: `supplies` and `makes` at random, `located-in` and `part-of` as trees.
std::string Lines(std::uint64_t first, std::uint64_t count, std::uint64_t nodes, unsigned seed) {
  std::mt19937_64 random(seed);
  const char* const predicates[] = {"supplies", "makes", "located-in", "part-of", "mentions"};
  std::string text;
  for (std::uint64_t i = first; i < first + count; ++i) {
    const char* predicate = predicates[i % 5];
    const bool is_tree = i % 5 == 2 || i % 5 == 3;
    const std::uint64_t from = random() % nodes;
    const std::uint64_t to = is_tree ? from / 8 : random() % nodes;
    text += "n" + std::to_string(from) + "\t" + predicate + "\tn" + std::to_string(to) + "\n";
  }
  return text;
}

// Of the processor, of all threads: what counts on a machine that does other things too.
double Milliseconds(const std::function<void()>& work) {
  const double begin = lode::bench::ProcessorSeconds();
  work();
  return (lode::bench::ProcessorSeconds() - begin) * 1e3;
}

void Check(const lode::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", status.message().c_str());
  std::exit(1);
}

lode::Store MakeStore(const std::string& path, const std::string& lines) {
  lode::Result<lode::Store> store = lode::Store::Open(path);
  Check(store.status());
  std::istringstream in(lines);
  Check(lode::ImportTriples(*store, in, "triples").status());
  return *std::move(store);
}

void Load(lode::Store& store, const std::string& lines) {
  std::istringstream in(lines);
  Check(lode::ImportTriples(store, in, "article").status());
}

void Keep(lode::Store& store, const char* name, const char* rules) {
  for (const lode::Diagnostic& one : lode::KeepRules(store, name, rules, true))
    if (one.severity == lode::Severity::kError) Check({lode::Code::kInvalidInput, one.message});
}

double Median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

double Asked(const lode::Store& store, const std::string& text) {
  return Milliseconds([&] {
    lode::QuerySession session(store);
    const lode::QueryOutcome outcome = session.Run(text);
    if (!outcome.ok()) Check({lode::Code::kInternal, outcome.diagnostics.front().message});
  });
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t size = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 300'000;
  const int turns = argc > 2 ? std::atoi(argv[2]) : 15;
  const std::uint64_t nodes = std::max<std::uint64_t>(100, size / 5);
  std::string folder = (fs::temp_directory_path() / "lode_kept_XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 1;
  {
    const std::string lines = Lines(0, size, nodes, 1);
    lode::Store plain = MakeStore(folder + "/plain", lines);
    lode::Store kept = MakeStore(folder + "/kept", lines);
    const double joins = Milliseconds([&] { Keep(kept, "joins", kJoins); });
    const double closure = Milliseconds([&] { Keep(kept, "closure", kClosure); });
    const auto groups = lode::KeptRules(kept);
    Check(groups.status());
    std::printf("%llu triples\n", static_cast<unsigned long long>(size));
    for (const lode::KeptRulesInfo& group : *groups)
      std::printf("  %-8s %llu rows %s\n", group.name.c_str(),
                  static_cast<unsigned long long>(group.rows), group.aside.c_str());
    std::printf("  kept in %.0f ms and %.0f ms\n", joins, closure);
    std::vector<double> loads[2], forgets[2];
    for (int turn = 0; turn < turns; ++turn) {
      const std::string article = Lines(0, 60, nodes, 1000 + static_cast<unsigned>(turn));
      for (int side = 0; side < 2; ++side) {
        lode::Store& store = side == 0 ? plain : kept;
        loads[side].push_back(Milliseconds([&] { Load(store, article); }));
        forgets[side].push_back(Milliseconds([&] { Check(store.Forget("article").status()); }));
      }
    }
    std::printf("median of %d turns, processor ms   load  forget\n", turns);
    std::printf("  without kept rules         %7.2f %7.2f\n", Median(loads[0]), Median(forgets[0]));
    std::printf("  with two                   %7.2f %7.2f\n", Median(loads[1]), Median(forgets[1]));
    const std::string rules[] = {kJoins, kClosure}, questions[] = {"reaches(X, Y)", "within(X, Y)"};
    for (int i = 0; i < 2; ++i) {
      const std::string count = questions[i] + " select count()?";
      const double evaluated = Asked(plain, rules[i] + count), read = Asked(kept, count);
      std::printf("  %-14s all rows: evaluated %.1f ms, kept %.1f ms\n", questions[i].c_str(),
                  evaluated, read);
    }
    const auto check = lode::CheckStore(kept);
    Check(check.status());
    std::printf("  worked out anew: %llu rows, %llu of them wrong\n",
                static_cast<unsigned long long>(check->kept_rows),
                static_cast<unsigned long long>(check->wrong_kept));
  }
  std::error_code error;
  fs::remove_all(folder, error);
  return 0;
}
