// Whatever order the atoms of a question are written in, it takes the same time: makes a store of
// N statements and asks ten questions with their atoms in all orders, or 120 drawn of more.
//
//   order_rate [N [TEXT]]      TEXT: only questions with it in their names
//
// A line a question: the fastest and the slowest order, processor time, the best of several turns,
// and their ratio. Of many orders that take the same time chance makes one the slowest, so those
// that seem to be the slowest and the fastest are asked again, in turns. Orders that do not agree
// in their answer end it with 1.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "bench/made_statements.h"
#include "bench/workloads.h"
#include "lode/lode.h"

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostOrders = 120;
constexpr int kTurns = 7;
constexpr std::size_t kExtremes = 4;  // orders of either end that are asked again
constexpr int kMoreTurns = 25;
constexpr double kLeastSeconds = 2e-3;  // of one measurement: shorter questions are asked again

struct Question {
  const char* name;
  std::vector<const char*> body;
  const char* rest;
};

const std::vector<Question>& Questions() {
  static const std::vector<Question> all = {
      {"chain from a name",
       {"supplies(\"n7\", X)", "buys(X, Y)", "supplies(Y, Z)", "buys(Z, W)"},
       "select count()?"},
      {"chain between two names",
       {"supplies(\"n7\", X)", "buys(X, Y)", "supplies(Y, Z)", "buys(Z, \"n11\")"},
       "select count()?"},
      {"cycle of three", {"supplies(X, Y)", "supplies(Y, Z)", "buys(Z, X)"}, "select count()?"},
      {"cycle of four",
       {"supplies(X, Y)", "buys(Y, Z)", "supplies(Z, W)", "buys(W, X)"},
       "select count()?"},
      {"filters", {"supplies(X, Y)", "buys(Y, Z)", "X != Z", "starts-with(Z, \"n12\")"}, "?"},
      {"filters on one",
       {"supplies(X, Y)", "matches(Y, \"^n[0-9]*77$\")", "length(Y) > 3", "X != Y",
        "contains(Y, \"7\")"},
       "?"},
      {"negations",
       {"supplies(X, Y)", "buys(X, Z)", "not supplies(Y, X)", "not buys(Y, X)"},
       "select count(X)?"},
      {"attributes",
       {"supplies(X, Y) @ S", "article(S, A)", "source(A, \"Outlet 7\")", "published(A, D)",
        "D >= 2024-06-01"},
       "?"},
      {"words and confidence",
       {"supplies(X, Y) @ S", "sentence(S, T)", "contains(T, \"smelter 7 \")", "confidence(S, C)",
        "C >= 0.8"},
       "?"},
      {"a rule from a name",
       {"leads(\"n7\", X)", "buys(X, Y)", "supplies(Y, Z)", "not buys(Z, X)"},
       "select count()?"},
      {"a path from a name",
       {"supplies{1,2} (\"n7\", X)", "buys(X, Y)", "supplies(Y, Z)", "Z != X"},
       "select count()?"},
  };
  return all;
}

constexpr char kRules[] =
    "leads(X, Y) :- supplies(X, Y), length(Y) < 4. leads(X, Z) :- leads(X, Y), supplies(Y, Z), "
    "length(Z) < 4.";

std::string TextOf(const Question& question, const std::vector<std::size_t>& order) {
  std::string text;
  for (const std::size_t at : order)
    text += (text.empty() ? "" : ", ") + std::string(question.body[at]);
  return text + ' ' + question.rest;
}

std::vector<std::string> AllOrders(const Question& question) {
  std::vector<std::size_t> order(question.body.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::vector<std::string> texts;
  do texts.push_back(TextOf(question, order));
  while (std::next_permutation(order.begin(), order.end()));
  std::mt19937_64 random(7);
  for (std::size_t i = 0; texts.size() > kMostOrders && i < kMostOrders; ++i)
    std::swap(texts[i], texts[i + random() % (texts.size() - i)]);
  texts.resize(std::min(texts.size(), kMostOrders));
  return texts;
}

// The number of rows, or the count that is asked for. None, with a message: it failed.
std::optional<std::int64_t> Ask(lode::QuerySession& session, const std::string& text) {
  const lode::QueryOutcome outcome = session.Run(text);
  if (!outcome.ok()) {
    for (const auto& found : outcome.diagnostics)
      std::fprintf(stderr, "%s\n", lode::Render(found).c_str());
    return std::nullopt;
  }
  const lode::Answer& answer = outcome.answers.front();
  const bool counts = answer.rows.size() == 1 && answer.rows.front().size() == 1 &&
                      answer.rows.front().front().kind == lode::ValueKind::kNumber;
  return counts ? static_cast<std::int64_t>(answer.rows.front().front().number)
                : static_cast<std::int64_t>(answer.row_count);
}

// Seconds of one asking; negative: it failed, or found something else.
double Time(lode::QuerySession& session, const std::string& text, std::int64_t expected) {
  int times = 0;
  double spent = 0;
  for (const double begin = lode::bench::ProcessorSeconds(); spent < kLeastSeconds; ++times) {
    if (Ask(session, text) != expected) return -1;
    spent = lode::bench::ProcessorSeconds() - begin;
  }
  return spent / times;
}

// The least seconds of each text in some turns; none, with a message: one failed.
std::optional<std::vector<double>> BestOf(lode::QuerySession& session,
                                          const std::vector<std::string>& texts,
                                          std::int64_t expected, int turns) {
  std::vector<double> best(texts.size(), 1e9);
  for (int turn = 0; turn < turns; ++turn)
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const double seconds = Time(session, texts[i], expected);
      if (seconds < 0) {
        std::fprintf(stderr, "%s: another answer than in the first order\n", texts[i].c_str());
        return std::nullopt;
      }
      best[i] = std::min(best[i], seconds);
    }
  return best;
}

// Those that took the least and those that took the most.
std::vector<std::string> ExtremesOf(std::vector<std::string> texts,
                                    const std::vector<double>& seconds) {
  if (texts.size() <= 2 * kExtremes) return texts;
  std::vector<std::size_t> places(texts.size());
  std::iota(places.begin(), places.end(), 0);
  std::sort(places.begin(), places.end(),
            [&](std::size_t a, std::size_t b) { return seconds[a] < seconds[b]; });
  std::vector<std::string> extremes;
  for (std::size_t i = 0; i < kExtremes; ++i) {
    extremes.push_back(texts[places[i]]);
    extremes.push_back(texts[places[places.size() - 1 - i]]);
  }
  return extremes;
}

bool Measure(const lode::Store& store, const Question& question) {
  std::vector<std::string> texts = AllOrders(question);
  lode::QuerySession session(store);
  (void)session.Run(kRules);
  const std::optional<std::int64_t> found = Ask(session, texts.front());
  if (!found) return false;
  const auto seconds = BestOf(session, texts, *found, kTurns);
  if (!seconds) return false;
  const std::size_t orders = texts.size();
  texts = ExtremesOf(std::move(texts), *seconds);
  const auto again = BestOf(session, texts, *found, kMoreTurns);
  if (!again) return false;
  const std::vector<double>& best = *again;
  const auto [fastest, slowest] = std::minmax_element(best.begin(), best.end());
  std::printf("%-24s %4zu orders %10.3f ms to %10.3f ms, ratio %5.2f, found %lld\n", question.name,
              orders, 1e3 * *fastest, 1e3 * *slowest, *slowest / *fastest,
              static_cast<long long>(*found));
  if (std::getenv("LODE_BENCH_TEXTS") != nullptr)
    std::printf("  fastest: %s\n  slowest: %s\n", texts[fastest - best.begin()].c_str(),
                texts[slowest - best.begin()].c_str());
  std::fflush(stdout);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t size = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  const std::string only = argc > 2 ? argv[2] : "";
  std::string pattern = (fs::temp_directory_path() / "lode-bench-XXXXXX").string();
  const char* kept = std::getenv("LODE_BENCH_FOLDER");
  const std::string folder = kept != nullptr ? kept : mkdtemp(pattern.data());
  fs::create_directories(folder);
  if (!fs::exists(folder + "/store") && !lode::bench::ImportMadeStatements(folder, size)) return 1;
  bool is_sound = false;
  if (const auto store = lode::Store::Open(folder + "/store"); store.ok()) {
    is_sound = true;
    for (const Question& question : Questions())
      if (std::string(question.name).find(only) != std::string::npos)
        is_sound = Measure(*store, question) && is_sound;
  }
  if (kept == nullptr) fs::remove_all(folder);
  return is_sound ? 0 : 1;
}
